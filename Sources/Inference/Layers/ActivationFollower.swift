/// Follows a layer's result to the value that is shown: after bias, normalisation and activation, in however many
/// nodes the exporter wrote these (SiLU as Sigmoid and Mul, GELU by Erf, Clip as Max and Min).
///
/// A step goes from a value to the nearest one through which everything passes that is made of it.
struct ActivationFollower {
    private let graph: WorkingGraph
    private let flow: ValueFlow
    private let isJoin: Bool
    private let logits: String?
    /// More nodes than any activation is written in.
    private static let longestStep = 12
    private static let normalizations: Set = [
        "BatchNormalization", "InstanceNormalization", "GroupNormalization",
    ]

    /// - Parameters:
    ///   - isJoin: whether a join is followed, which has no bias and no normalisation of its own.
    ///   - logits: the value that is never passed, if there is one.
    init(_ graph: WorkingGraph, flow: ValueFlow, isJoin: Bool, stopsAt logits: String?) {
        (self.graph, self.flow, self.isJoin, self.logits) = (graph, flow, isJoin, logits)
    }

    /// The value after the activation, or after whatever belongs to the layer where there is none.
    func activated(_ value: String) -> String {
        var value = value
        while let step = step(from: value) {
            value = step.value
            if step.isActivation { return finished(value) }
        }
        return value
    }

    /// The value that enters the activation, or the last of the layer where there is none.
    func straight(_ value: String) -> String {
        var value = value
        while let step = step(from: value), !step.isActivation { value = step.value }
        return value
    }

    /// The value after the numbers that end an activation, as in x * clip(x + 3) / 6 or min(max(x, 0), 6).
    private func finished(_ value: String) -> String {
        var value = value
        while let step = step(from: value), let index = flow.producers[step.value],
            graph.nodes[index].inputs.contains(value), hasOnlyNumbers(graph.nodes[index]),
            ["Mul", "Div", "Min", "Max"].contains(graph.nodes[index].operation.name)
        {
            value = step.value
        }
        return value
    }

    private func step(from start: String) -> (value: String, isActivation: Bool)? {
        var inside: Set = [start]
        var waiting = flow.readers[start] ?? []
        var isActivation = false
        for _ in 0..<Self.longestStep {
            guard let index = waiting.first, inside.allSatisfy(isPassable) else { return nil }
            let node = graph.nodes[index]
            guard belongs(node, to: start, inside: inside) else { return nil }
            waiting.removeFirst()
            isActivation = isActivation || bends(node)
            let output = node.outputs[0]
            let readers = flow.readers[output] ?? []
            if waiting.isEmpty { return (output, isActivation) }
            inside.insert(output)
            waiting = Set(waiting).union(readers).sorted()
        }
        return nil
    }

    /// Whether nobody outside needs the value.
    private func isPassable(_ value: String) -> Bool { !graph.outputs.contains(value) && value != logits }

    private func belongs(_ node: Graph.Node, to start: String, inside: Set<String>) -> Bool {
        let isNormalization = Self.normalizations.contains(node.operation.name)
        guard node.outputs.count == 1, node.operation.isElementwise || isNormalization,
            flow.shapes[node.outputs[0]] == flow.shapes[start],
            node.inputs.allSatisfy({ !flow.isVariable($0) || inside.contains($0) })
        else { return false }
        return !isJoin || bends(node) || node.operation.isHandingOn || hasOnlyNumbers(node)
    }

    /// Whether the node is no straight line in its input: an activation or a part of one.
    private func bends(_ node: Graph.Node) -> Bool {
        let straight: Set = ["Add", "Sub", "Mul", "Div", "Sum", "Mean", "Neg"]
        guard !straight.union(Self.normalizations).contains(node.operation.name) else {
            return node.inputs.count { flow.isVariable($0) } > 1
        }
        return !node.operation.isHandingOn
    }

    /// Whether what the node combines its input with are single numbers.
    private func hasOnlyNumbers(_ node: Graph.Node) -> Bool {
        node.operation.isElementwise
            && node.inputs.allSatisfy { flow.isVariable($0) || flow.shapes[$0]?.reduce(1, *) ?? 1 == 1 }
    }
}
