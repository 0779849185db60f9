import CGraphviz
import Foundation

/// A network's layers in ranks from left to right, every rank ordered from top to bottom.
///
/// Graphviz' `dot` (Gansner et al. 1993, "A technique for drawing directed graphs") decides ranks, order and
/// the way of edges that pass over ranks; the measures on stage are made from that by `ColumnMetrics`.
struct LayeredGraph: Sendable, Equatable {
    /// What stands in a rank, one below the other.
    enum Lane: Sendable, Equatable, Hashable {
        /// A layer, by its `id`.
        case layer(Int)
        /// An edge on its way, an index into `edges`.
        case passing(Int)
    }

    /// A connection between two layers.
    struct Edge: Sendable, Equatable, Hashable {
        /// Where it starts, by layer `id`; -1 is the network's input.
        var from: Int
        /// Where it ends, by layer `id`.
        var to: Int
    }

    /// Left to right, without the input; each from top to bottom.
    var ranks: [[Lane]]
    /// All that is drawn.
    var edges: [Edge]
    /// The rank of every layer, by `id`.
    var rankOfLayer: [Int]

    /// Whether every layer follows the one before and nothing else.
    var isLinear: Bool { ranks.allSatisfy { $0.count == 1 } }

    /// What is laid out: a layer, or anything else of a network, by its position.
    struct Node: Sendable, Equatable {
        /// The nodes that it is made from, by position; -1 or none: the network's input.
        var predecessors: [Int]
        /// Whether it takes little room.
        var isSmall = false
    }

    /// Nodes one after the other, in their order.
    static func line(count: Int) -> LayeredGraph {
        LayeredGraph(
            ranks: (0..<count).map { [.layer($0)] }, edges: (0..<count).map { Edge(from: $0 - 1, to: $0) },
            rankOfLayer: Array(0..<count))
    }

    /// The drawing of nodes and their predecessors; a line where graphviz is of no help.
    @MainActor static func laidOut(_ nodes: [Node]) -> LayeredGraph {
        let edges = drawnEdges(of: nodes)
        let line = line(count: nodes.count)
        guard edges != line.edges, let plain = DotLayout.plainText(of: source(nodes, edges)) else {
            return line
        }
        return DotLayout(parsing: plain).ranked(layerCount: nodes.count, edges: edges)
    }

    /// Where more than four nodes meet, as in dense blocks, only those edges that no other path implies.
    static func drawnEdges(of nodes: [Node]) -> [Edge] {
        var ancestors: [Set<Int>] = []
        for node in nodes {
            let before = node.predecessors.filter { $0 >= 0 }
            ancestors.append(before.reduce(into: Set(before)) { all, id in all.formUnion(ancestors[id]) })
        }
        return nodes.enumerated().flatMap { id, node -> [Edge] in
            guard !node.predecessors.isEmpty else { return [Edge(from: -1, to: id)] }
            let before = Array(Set(node.predecessors)).sorted()
            let direct = before.filter { first in
                !before.contains { $0 >= 0 && ancestors[$0].contains(first) }
            }
            return (before.count > 4 ? direct : before).map { Edge(from: $0, to: id) }
        }
    }

    private static func source(_ nodes: [Node], _ edges: [Edge]) -> String {
        var lines = ["digraph { rankdir=LR; nslimit=4; mclimit=0.5; nodesep=0.3; ranksep=0.6;"]
        lines.append("node [shape=box fixedsize=true width=0.5 height=0.5 label=\"\"]; n_1;")
        lines += nodes.enumerated().map { "n\($0)\($1.isSmall ? " [height=0.1 width=0.1]" : "");" }
        lines += edges.map { "\(name($0.from)) -> \(name($0.to)) [weight=\($0.to - $0.from == 1 ? 8 : 1)];" }
        return (lines + ["}"]).joined(separator: "\n")
    }

    private static func name(_ id: Int) -> String { id < 0 ? "n_1" : "n\(id)" }
}

/// What `dot` answers in its "plain" format: nodes with places, edges as chains of cubic Bezier curves; in
/// inches, y up.
struct DotLayout {
    private var nodes: [String: SIMD2<Double>] = [:]
    private var curves: [String: [SIMD2<Double>]] = [:]

    /// Lays a graph out, written in the DOT language. Nil where graphviz cannot.
    ///
    /// Graphviz keeps state in globals: only ever called on the main thread.
    @MainActor static func plainText(of source: String) -> String? {
        guard let context = gvContext() else { return nil }
        defer { gvFreeContext(context) }
        guard let graph = agmemread(source) else { return nil }
        defer { agclose(graph) }
        guard gvLayout(context, graph, "dot") == 0 else { return nil }
        defer { gvFreeLayout(context, graph) }
        var text: UnsafeMutablePointer<CChar>?
        var length: UInt32 = 0
        guard gvRenderData(context, graph, "plain", &text, &length) == 0, let text else { return nil }
        defer { gvFreeRenderData(text) }
        return String(cString: text)
    }

    /// Reads the "plain" format.
    init(parsing plain: String) {
        for line in plain.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if words.first == "node", words.count > 3, let x = Double(words[2]), let y = Double(words[3]) {
                nodes[words[1]] = SIMD2(x, y)
            } else if words.first == "edge", words.count > 3, let count = Int(words[3]),
                words.count >= 4 + 2 * count
            {
                let numbers = words[4..<(4 + 2 * count)].compactMap(Double.init)
                curves[words[1] + ">" + words[2]] = stride(from: 0, to: numbers.count - 1, by: 2).map {
                    SIMD2(numbers[$0], numbers[$0 + 1])
                }
            }
        }
    }

    /// Groups nodes of equal x into ranks and puts passing edges between them where their curves run.
    func ranked(layerCount: Int, edges: [LayeredGraph.Edge]) -> LayeredGraph {
        let columns = distinct((0..<layerCount).compactMap { nodes["n\($0)"]?.x })
        let rankOf = (0..<layerCount).map { id in
            nearest(to: nodes["n\(id)"]?.x ?? 0, in: columns)
        }
        var entries = columns.map { _ in [(y: Double, lane: LayeredGraph.Lane)]() }
        for id in 0..<layerCount { entries[rankOf[id]].append((nodes["n\(id)"]?.y ?? 0, .layer(id))) }
        for (index, edge) in edges.enumerated() {
            let first = edge.from < 0 ? -1 : rankOf[edge.from]
            guard rankOf[edge.to] - first > 1 else { continue }
            let curve = sampled(curves["\(key(edge.from))>\(key(edge.to))"] ?? [])
            for rank in (first + 1)..<rankOf[edge.to] {
                entries[rank].append((height(of: curve, at: columns[rank]), .passing(index)))
            }
        }
        let ranks = entries.map { $0.sorted { $0.y > $1.y }.map(\.lane) }
        return LayeredGraph(ranks: ranks, edges: edges, rankOfLayer: rankOf)
    }

    private func key(_ id: Int) -> String { id < 0 ? "n_1" : "n\(id)" }

    private func distinct(_ values: [Double]) -> [Double] {
        values.sorted().reduce(into: []) { kept, value in
            if let last = kept.last, value - last < 0.2 { return }
            kept.append(value)
        }
    }

    private func nearest(to value: Double, in columns: [Double]) -> Int {
        columns.indices.min { abs(columns[$0] - value) < abs(columns[$1] - value) } ?? 0
    }

    private func sampled(_ controls: [SIMD2<Double>]) -> [SIMD2<Double>] {
        stride(from: 0, to: controls.count - 3, by: 3).flatMap { start in
            (0...8).map { step in
                let t = Double(step) / 8
                let s = 1 - t
                let near = controls[start] * (s * s * s) + controls[start + 1] * (3 * s * s * t)
                return near + controls[start + 2] * (3 * s * t * t) + controls[start + 3] * (t * t * t)
            }
        }
    }

    private func height(of curve: [SIMD2<Double>], at x: Double) -> Double {
        curve.min { abs($0.x - x) < abs($1.x - x) }?.y ?? 0
    }
}
