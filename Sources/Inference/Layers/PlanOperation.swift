/// A step of a network that changes what samples look like: the input, a layer before and after its non-linearity, a
/// pool, the logits. What merely gives the same numbers another shape is none.
public struct PlanOperation: Sendable, Identifiable, Hashable {
    /// What it is.
    public enum Source: Sendable, Hashable {
        /// What the network is fed.
        case input
        /// A layer, by `Layer.id`, on one side of its non-linearity; `.after` where there is none.
        case layer(Layer.ID, LayerSide)
        /// The output of a pool: the value's name.
        case pool(String)
        /// One number a class, before the softmax.
        case logits
    }

    /// The position in `Plan.operations`; 0 is the input.
    public let id: Int
    /// What it is.
    public let source: Source
    /// `[channels, height, width]`; vectors are `[units, 1, 1]`.
    public let shape: [Int]
    /// The operations whose values reach this one without another between, by `id`; none for the input alone.
    public let predecessors: [Int]
}

/// Finds the operations of a network, and which reaches which.
struct OperationFinder {
    private let graph: WorkingGraph
    private let rehearsal: Rehearsal
    private let inputShape: [Int]
    private let inputName: String
    private let layers: [Layer]
    private let logits: String?
    private let logitsNode: String?
    private let gated: Set<Int>

    private static let pools: Set = [
        "MaxPool", "AveragePool", "LpPool", "GlobalMaxPool", "GlobalAveragePool", "GlobalLpPool",
    ]
    private static let reductions: Set = ["ReduceMean", "ReduceMax"]

    /// - Parameter input: the shape of what is fed, `[channels, height, width]`.
    init(
        _ graph: WorkingGraph, rehearsal: Rehearsal, inputName: String, input: [Int], layers: [Layer],
        logits: String?, logitsNode: String?
    ) {
        (self.graph, self.rehearsal, self.layers, self.logits) = (graph, rehearsal, layers, logits)
        self.logitsNode = logitsNode
        (self.inputName, inputShape) = (inputName, input)
        let gates = ValueFlow(graph, rehearsal: rehearsal).gates()
        gated = gates.values.reduce(into: []) { $0.formUnion($1.nodes) }
    }

    /// The input first, then in the order in which they are computed.
    func operations() -> [PlanOperation] {
        var found = [PlanOperation(id: 0, source: .input, shape: inputShape, predecessors: [])]
        // By value: the operations it is made from without another between.
        var reaching: [String: Set<Int>] = [inputName: [0]]
        func add(_ source: PlanOperation.Source, _ shape: [Int], after: Set<Int>) -> Set<Int> {
            let id = found.count
            found.append(
                PlanOperation(
                    id: id, source: source, shape: shape, predecessors: after.isEmpty ? [0] : after.sorted()))
            return [id]
        }
        for (index, node) in graph.nodes.enumerated() {
            var upstream = node.inputs.reduce(into: Set<Int>()) { $0.formUnion(reaching[$1] ?? []) }
            if let layer = layers.first(where: { $0.linear == .fused && $0.node == node.name }) {
                upstream = add(.layer(layer.id, .before), layer.shape, after: upstream)
            }
            for output in node.outputs where !output.isEmpty {
                var downstream = upstream
                for layer in layers where layer.linear == .value(output) {
                    downstream = add(.layer(layer.id, .before), layer.shape, after: downstream)
                }
                let shown = layers.filter { $0.value == output }
                for layer in shown {
                    downstream = add(.layer(layer.id, .after), layer.shape, after: downstream)
                }
                // A pool that gives the logits in another shape is there once, as logits.
                if shown.isEmpty, output == node.outputs[0], node.name != logitsNode,
                    let shape = poolShape(of: node, at: index)
                {
                    downstream = add(.pool(output), shape, after: downstream)
                }
                if output == logits, !shown.contains(where: { !$0.isBent }) {
                    let count = rehearsal.shapes[output]?.reduce(1, *) ?? 0
                    downstream = add(.logits, [count, 1, 1], after: downstream)
                }
                // Numbers that are the same for every picture, such as a shape, carry none of them.
                if rehearsal.known[output] == nil { reaching[output] = downstream }
            }
        }
        return found
    }

    /// The shape of what a pool makes; nil for anything else.
    private func poolShape(of node: Graph.Node, at index: Int) -> [Int]? {
        guard !gated.contains(index), let output = rehearsal.shapes[node.outputs[0]],
            rehearsal.known[node.outputs[0]] == nil, let input = node.inputs.first,
            let before = rehearsal.shapes[input], before.count == 4, before[0] == 1
        else { return nil }
        let isReduction =
            Self.reductions.contains(node.operation.name) && output.reduce(1, *) == before[1]
            && before[2] * before[3] > 1
        if isReduction { return [before[1], 1, 1] }
        guard Self.pools.contains(node.operation.name), output.count == 4, output[0] == 1 else { return nil }
        return Array(output[1...])
    }
}
