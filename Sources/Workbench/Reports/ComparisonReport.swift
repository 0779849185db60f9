import Analysis
import Datasets
import Foundation
import Inference
import Tensors

/// The masked picture against the original or other masks, layer by layer, as `comparison.csv`, `comparison.json` and
/// pictures.
public struct ComparisonReport: Sendable {
    let reference: NetworkAnalysis
    let compared: NetworkAnalysis
    let network: LoadedNetwork
    /// Whether the reference is the unmasked picture.
    let isOriginal: Bool

    /// What the two are called.
    public var names: [String] { [isOriginal ? "Original" : "Against", "Masked"] }

    /// The layers that have pictures, by the names of their files.
    public var pictures: [String: LayerComparison] {
        let named = layers.map { (pictureName($0.index, $0.analysis.layer), comparison(of: $0.analysis)) }
        return Dictionary(uniqueKeysWithValues: named).filter { _, comparison in
            comparison.clusters.contains { $0.explainedVariance != nil }
        }
    }

    /// The layers that have maps, numbered.
    private var layers: [(index: Int, analysis: LayerAnalysis)] {
        reference.layers.filter { $0.layer.kind != .join }.enumerated().map { ($0, $1) }
    }

    private func comparison(of analysis: LayerAnalysis) -> LayerComparison {
        LayerComparison(analysis, runs: [reference.activations, compared.activations])
    }

    /// Writes everything; the JSON comes last.
    func write(to output: OutputFolder) throws {
        if !isOriginal { try output.write(reference.fed, "against.png") }
        var layers: [ComparisonJSON.Layer] = []
        for (index, analysis) in self.layers {
            let comparison = comparison(of: analysis)
            let movement = TensorMovement(
                of: compared.activations.mapsWithChannelsLast(of: analysis.layer),
                from: reference.activations.mapsWithChannelsLast(of: analysis.layer))
            let name = pictureName(index, analysis.layer)
            let picture = Self.picture(of: comparison)
            if let picture { try output.write(picture, name) }
            layers.append(
                ComparisonJSON.Layer(comparison, movement, picture: picture == nil ? nil : name))
        }
        let changes = Comparison.changes(
            from: reference.probabilities, to: compared.probabilities
        ).map { change in
            ComparisonJSON.Class(
                index: change.classIndex, label: network.labels.name(of: change.classIndex),
                reference: change.before, masked: change.after)
        }
        try output.write(Self.table(layers))
        try output.write(
            json: ComparisonJSON(
                reference: isOriginal ? "original" : "against", layers: layers, classes: changes),
            "comparison.json")
    }

    private func pictureName(_ index: Int, _ layer: Layer) -> String {
        let number = String(index + 1)
        let padded = String(repeating: "0", count: max(0, 2 - number.count)) + number
        return "comparison/\(padded)-\(OutputFolder.fileName(for: layer.name)).png"
    }

    /// A row a layer.
    static func table(_ layers: [ComparisonJSON.Layer]) -> DataTable {
        DataTable(
            "comparison",
            columns: ["layer", "relativeL2", "cosine", "mapMovedMost", "mapDistance", "mapMeanDifference"],
            rows: layers.map { layer in
                [layer.name, "\(layer.relativeL2)", "\(layer.cosine)", "\(layer.mapMovedMost)"]
                    + ["\(layer.mapDistance)", "\(layer.mapMeanDifference)"]
            })
    }

    /// A row a block: the reference's representative, the masked one in the same grey, their difference in blue and
    /// orange; nil for a layer without pictures.
    static func picture(of comparison: LayerComparison) -> Picture? {
        let rows = comparison.clusters.indices.filter { comparison.clusters[$0].explainedVariance != nil }
        guard !rows.isEmpty else { return nil }
        let extent = SIMD2(comparison.layer.width, comparison.layer.height)
        var sheet = PictureSheet(columns: 3, rows: rows.count, extent: extent)
        for (row, cluster) in rows.enumerated() {
            let maps = comparison.columns.map { $0.representatives[cluster].values }
            let span = comparison.clusterSpans[cluster]
            for (column, map) in maps.enumerated() {
                sheet.draw(map, row: row, column: column) { ReportColors.gray($0, in: span.values) }
            }
            let difference = zip(maps[1], maps[0]).map { $0 - $1 }
            sheet.draw(difference, row: row, column: 2) { ReportColors.signed($0, bound: span.bound) }
        }
        return sheet.picture
    }
}

/// The shape of `comparison.json`; its keys are a contract.
struct ComparisonJSON: Encodable {
    struct Layer: Encodable {
        let name: String
        /// The L2 norm of masked less reference, divided by the reference's norm.
        let relativeL2: Float
        let cosine: Float
        /// The map with the largest L2 norm of its difference.
        let mapMovedMost: Int
        let mapDistance: Float
        let mapMeanDifference: Float
        /// A row a block, absent for layers whose maps are single numbers.
        let picture: String?
        /// In the order of the picture's rows.
        let blocks: [Block]
    }
    struct Block: Encodable {
        let maps: [Int]
        /// What black and white stand for, in both pictures.
        let low: Float
        let high: Float
        /// What full blue (minus) and full orange (plus) stand for in the difference.
        let differenceBound: Float
    }
    struct Class: Encodable {
        let index: Int
        let label: String
        let reference: Float
        let masked: Float
    }

    /// `original`, or `against`: the picture under the other masks.
    let reference: String
    let compared = "masked"
    let clusters = "the reference's clusters, means and component weights, for both"
    let layers: [Layer]
    /// The ten most probable classes of both, the largest rise first.
    let classes: [Class]
}

extension ComparisonJSON.Layer {
    init(_ comparison: LayerComparison, _ movement: TensorMovement, picture: String?) {
        name = comparison.layer.name
        relativeL2 = movement.relativeDistance
        cosine = movement.cosine
        mapMovedMost = comparison.mapsByMovement[0]
        mapDistance = comparison.columns[1].differences[mapMovedMost].distance
        mapMeanDifference = comparison.columns[1].differences[mapMovedMost].mean
        self.picture = picture
        blocks = zip(comparison.clusters, comparison.clusterSpans)
            .filter { $0.0.explainedVariance != nil }
            .map { cluster, span in
                ComparisonJSON.Block(
                    maps: cluster.maps, low: span.values.lowerBound, high: span.values.upperBound,
                    differenceBound: span.bound)
            }
    }
}
