import Datasets
import Inference
import Rendering
import Tensors
import Workbench

/// The pictures of faces, maps and the input, made when they are first shown and kept while their numbers stay
/// the same.
@MainActor final class NetworkPictures {
    private enum Key: Hashable {
        case input
        case face(layer: Int, cluster: Int)
        case map(layer: Int, number: Int)
        case mosaic(layer: Int)
        case strip(layer: Int, columns: Int)
    }

    private struct Entry {
        var image: DisplayImage
        var values: [Float]
        var colors: MapColors
        var revision: Int
    }

    private var entries: [Key: Entry] = [:]
    private var input: (picture: Picture, image: DisplayImage)?
    private var outputs: [(output: OutputPicture, image: DisplayImage)] = []
    private var revision = 0
    private var content = NetworkContent()

    /// Shows another content from now on; what is unchanged in it is kept.
    func show(_ content: NetworkContent) {
        if content.layers != self.content.layers { entries = [:] }
        self.content = content
        revision += 1
        // Maps of blocks that were closed long ago.
        if entries.count > 3000 { entries = entries.filter { $0.value.revision > revision - 50 } }
    }

    /// The input picture as it is fed.
    func inputImage() -> DisplayImage? {
        guard let picture = content.input else { return nil }
        if let input, input.picture == picture { return input.image }
        let image = DisplayImage(rgb: picture.pixels, width: picture.width, height: picture.height)
        input = (picture, image)
        return image
    }

    /// A picture that the network makes.
    func outputImage(of output: OutputPicture) -> DisplayImage? {
        if let known = outputs.first(where: { $0.output.picture == output.picture }) { return known.image }
        let picture = output.picture
        let image = DisplayImage(rgb: picture.pixels, width: picture.width, height: picture.height)
        // The current one and that without the mask.
        outputs = [(output, image)] + outputs.prefix(1)
        return image
    }

    /// The face of a block: its representative, or all maps side by side in the mode without clusters.
    func face(layer: Int, cluster: Int) -> DisplayImage? {
        if content.showsAllMaps { return mosaic(layer: layer) }
        let clusters = content.clusters(of: layer)
        guard clusters.indices.contains(cluster) else { return nil }
        let tensor = clusters[cluster].representative
        return image(.face(layer: layer, cluster: cluster), width: tensor.shape.last ?? 1) { tensor.values }
    }

    /// One map of a layer.
    func map(layer: Int, number: Int) -> DisplayImage? {
        let layer = content.layers[layer]
        return image(.map(layer: layer.id, number: number), width: layer.width) {
            self.values(of: number, in: layer)
        }
    }

    /// The numbers of one map, row by row.
    func values(of number: Int, in layer: Layer) -> [Float] {
        let count = layer.width * layer.height
        guard let maps = content.maps(layer), maps.count >= (number + 1) * count else { return [] }
        return maps.withValues { Array($0[(number * count)..<((number + 1) * count)]) }
    }

    /// The units of a dense layer in `columns` columns, the first ones on top.
    func strip(layer: Int, columns: Int) -> DisplayImage? {
        image(.strip(layer: layer, columns: columns), width: columns) {
            guard let maps = content.maps(content.layers[layer]) else { return [] }
            let rows = (maps.count + columns - 1) / columns
            return maps.values + Array(repeating: .nan, count: rows * columns - maps.count)
        }
    }

    /// How many maps stand side by side, and below each other, on the face of a layer without clusters.
    static func mosaicSide(maps: Int) -> Int { maps >= 16 ? 4 : maps >= 9 ? 3 : maps >= 4 ? 2 : 1 }

    /// The maps of a mosaic, row by row: those of the highest entropy, in their order.
    func mosaicMaps(layer: Int) -> [Int] {
        let side = Self.mosaicSide(maps: content.layers[layer].mapCount)
        return content.mapsByEntropy(layer: layer, cluster: 0).suffix(side * side).sorted()
    }

    private func mosaic(layer id: Int) -> DisplayImage? {
        let layer = content.layers[id]
        let side = Self.mosaicSide(maps: layer.mapCount)
        let numbers = mosaicMaps(layer: id)
        return image(.mosaic(layer: id), width: layer.width * side) {
            guard numbers.count == side * side else { return [] }
            let maps = numbers.map { normalized(self.values(of: $0, in: layer)) }
            var values: [Float] = []
            values.reserveCapacity(side * side * layer.width * layer.height)
            for row in 0..<(side * layer.height) {
                for column in 0..<side {
                    let map = maps[row / layer.height * side + column]
                    let start = row % layer.height * layer.width
                    values += map[start..<min(map.count, start + layer.width)]
                }
            }
            return values
        }
    }

    private func normalized(_ values: [Float]) -> [Float] {
        guard let low = values.min(), let high = values.max(), high > low else {
            return values.map { _ in 0 }
        }
        return values.map { ($0 - low) / (high - low) }
    }

    private func image(_ key: Key, width: Int, _ make: () -> [Float]) -> DisplayImage? {
        let colors = content.settings.mapColors
        if var entry = entries[key], entry.colors == colors {
            if entry.revision == revision { return entry.image }
            if make() == entry.values {
                entry.revision = revision
                entries[key] = entry
                return entry.image
            }
        }
        let values = make()
        guard !values.isEmpty, width > 0 else { return nil }
        let image = DisplayImage(
            map: values, width: width, height: values.count / width,
            colorMap: colors.colorMap)
        entries[key] = Entry(image: image, values: values, colors: colors, revision: revision)
        return image
    }
}
