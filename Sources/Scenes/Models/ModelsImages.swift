import Inference
import Rendering
import Tensors
import Workbench

/// The pictures of one network's layers, made when it has run anew.
@MainActor final class ModelsImages {
    private var colors = MapColors.viridis
    private var run: Run?
    private var columns: [[ModelsContent.Face]] = []
    private var cells: [CellKey: (source: CellSource, image: DisplayImage)] = [:]

    /// Which run something was made of.
    private enum Run {
        case open(Activations)
        case other(UInt64)
    }

    /// A map of a checkpoint.
    private struct CellKey: Hashable {
        let checkpoint: Int
        let row: Int
    }

    /// What a map's picture was made with.
    private struct CellSource: Equatable {
        let run: UInt64
        let layer: Int
        let range: ClosedRange<Float>
        let colors: MapColors
    }

    /// The faces of the layers that are no joins, of the open network.
    func faces(of analysis: NetworkAnalysis, in network: LoadedNetwork, _ colors: MapColors)
        -> [[ModelsContent.Face]]
    {
        if case .open(let known) = run, known.isSameRun(as: analysis.activations), colors == self.colors,
            columns.count == analysis.layers.count
        {
            return columns
        }
        (run, self.colors) = (.open(analysis.activations), colors)
        columns = analysis.layers.map { layer in
            layer.layer.isFlat && layer.layer.kind != .join
                ? [unitsFace(analysis.activations.maps(of: layer.layer).values)] : blockFaces(layer)
        }
        return columns
    }

    /// The same of another network.
    func faces(of other: OtherRun, _ colors: MapColors) -> [[ModelsContent.Face]] {
        if case .other(other.number) = run, colors == self.colors { return columns }
        (run, self.colors) = (.other(other.number), colors)
        columns = other.layers.map { layer in
            guard layer.layer.isFlat, layer.layer.kind != .join else { return blockFaces(layer) }
            return [unitsFace(other.maps[layer.layer.id]?.first?.values ?? [])]
        }
        return columns
    }

    /// A map of a checkpoint; `range` is what its colors span.
    func cell(
        _ map: NumberedMap, row: Int, checkpoint: Int, run: OtherRun, layer: Layer, range: ClosedRange<Float>,
        _ colors: MapColors
    ) -> DisplayImage {
        let source = CellSource(run: run.number, layer: layer.id, range: range, colors: colors)
        let key = CellKey(checkpoint: checkpoint, row: row)
        if let known = cells[key], known.source == source { return known.image }
        let image =
            layer.isFlat
            ? Self.units(map.values, range: range, colors)
            : DisplayImage(
                map: map.values, width: layer.width, height: layer.height, colorMap: colors.colorMap,
                range: range)
        cells[key] = (source, image)
        return image
    }

    private func blockFaces(_ layer: LayerAnalysis) -> [ModelsContent.Face] {
        layer.clusters.enumerated().map { index, cluster in
            ModelsContent.Face(
                image: DisplayImage(
                    map: cluster.representative.values, width: layer.layer.width,
                    height: layer.layer.height, colorMap: colors.colorMap),
                title: BlockWords.title(index, of: layer.clusters.count),
                detail: NumberFormat.count(cluster.maps.count, "map"))
        }
    }

    private func unitsFace(_ values: [Float]) -> ModelsContent.Face {
        ModelsContent.Face(
            image: Self.units(values, range: nil, colors), title: "All units",
            detail: NumberFormat.count(values.count, "unit"))
    }

    /// Units from the top down, in as few columns as make a strip of about three times its width or more.
    static func units(_ values: [Float], range: ClosedRange<Float>?, _ colors: MapColors) -> DisplayImage {
        let columns = max(1, Int((Float(values.count) / 8).squareRoot()))
        let rows = max(1, (values.count + columns - 1) / columns)
        let rest = rows * columns - values.count
        return DisplayImage(
            map: values + Array(repeating: .nan, count: rest), width: columns, height: rows,
            colorMap: colors.colorMap, range: range)
    }
}
