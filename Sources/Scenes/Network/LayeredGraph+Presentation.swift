import Inference

extension LayeredGraph {
    /// The most columns that can be read from the last row of a lecture hall.
    private static let mostColumns = 6

    /// What an audience is shown of a network: one after the other, the last layer of every resolution, and those in
    /// `kept`. All of it where it has no maps.
    func presented(_ layers: [Layer], keeping kept: Set<Int>) -> LayeredGraph {
        let columns = layers.filter { $0.kind == .convolution && !$0.isOutput }
        guard !columns.isEmpty else { return self }
        var last: [[Int]: Int] = [:]
        for layer in columns.sorted(by: { rankOfLayer[$0.id] < rankOfLayer[$1.id] }) {
            last[layer.shape.suffix(2)] = layer.id
        }
        let chosen = last.values.sorted { rankOfLayer[$0] < rankOfLayer[$1] }.suffix(Self.mostColumns)
        let shown = columns.map(\.id).filter { chosen.contains($0) || kept.contains($0) }
            .sorted { (rankOfLayer[$0], $0) < (rankOfLayer[$1], $1) }
        var graph = LayeredGraph(
            ranks: shown.map { [.layer($0)] },
            edges: zip([-1] + shown, shown).map { Edge(from: $0, to: $1) }, rankOfLayer: rankOfLayer)
        // What is not shown counts as the next that is.
        graph.rankOfLayer = rankOfLayer.map { rank in
            shown.firstIndex { rankOfLayer[$0] >= rank } ?? shown.count - 1
        }
        return graph
    }
}
