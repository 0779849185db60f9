import Inference

/// What the layout of the Network scene depends on: layers, the number of maps a block, the graph.
struct NetworkShape: Sendable, Equatable {
    /// The layers, by `id`.
    var layers: [Layer]
    /// The number of maps of every block, highest mean entropy first, for every layer; joins have none.
    var mapCounts: [[Int]]
    /// Ranks and edges.
    var graph: LayeredGraph
    /// The input's columns and rows, in pixels.
    var inputSize: SIMD2<Int>

    /// Rows of blocks of the tallest column, at least 1.
    var rowCount: Int { max(1, mapCounts.map(\.count).max() ?? 1) }
    /// Maps of the deepest block, at least 1.
    var deepestBlock: Int {
        max(1, layers.filter { $0.kind == .convolution }.flatMap { mapCounts[$0.id] }.max() ?? 1)
    }
    /// The most layers that stand one above the other.
    var mostLanes: Int { graph.ranks.indices.map { layerIDs(in: $0).count }.max() ?? 1 }
    /// Layers with maps that are pictures: those that are drawn as columns of blocks.
    func isColumn(_ id: Int) -> Bool { layers[id].kind == .convolution && !mapCounts[id].isEmpty }

    /// Ranks that hold at least one column of blocks.
    var columnRanks: [Int] {
        graph.ranks.indices.filter { rank in layerIDs(in: rank).contains(where: isColumn) }
    }

    /// The layers of a rank, top to bottom.
    func layerIDs(in rank: Int) -> [Int] {
        graph.ranks[rank].compactMap { if case .layer(let id) = $0 { id } else { nil } }
    }

    /// How small a layer's face is drawn beside that of the first resolution: 1, 0.95, 0.9, 0.85.
    func faceScale(_ id: Int) -> Float {
        let resolutions = Set(layers.filter { isColumn($0.id) }.map(\.height)).sorted(by: >)
        guard let step = resolutions.firstIndex(of: layers[id].height) else { return 1 }
        return max(0.85, 1 - 0.05 * Float(step))
    }
}
