import Inference

/// The graph of a network's layers: joins take little room.
extension LayeredGraph {
    /// Layers one after the other, in their order.
    static func line(of layers: [Layer]) -> LayeredGraph { line(count: layers.count) }

    /// The drawing of the layers and their predecessors; a line where graphviz is of no help.
    @MainActor static func laidOut(_ layers: [Layer]) -> LayeredGraph { laidOut(layers.map(Node.init)) }

    /// Where more than four layers meet, as in dense blocks, only those edges that no other path implies.
    static func drawnEdges(of layers: [Layer]) -> [Edge] { drawnEdges(of: layers.map(Node.init)) }
}

extension LayeredGraph.Node {
    /// A layer.
    init(_ layer: Layer) { self.init(predecessors: layer.predecessors, isSmall: layer.kind == .join) }
}
