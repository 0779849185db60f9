/// Where a graph makes the numbers that the classes are chosen by.
struct Classifier: Sendable {
    /// The value before the final softmax.
    let logits: String
    /// The node that made it: the last dense or convolution node, or whatever it is.
    let node: String
    /// Whether the graph itself ends in a softmax.
    let endsInSoftmax: Bool
    /// Whether `node` is a dense layer, which is then shown as the last column and not as a layer.
    let isDense: Bool

    /// Operators that only give their input another shape.
    private static let reshaping: Set = [
        "Flatten", "Reshape", "Squeeze", "Unsqueeze", "Identity", "Dropout",
    ]

    /// The first output that has one number a class.
    ///
    /// - Throws: `InferenceError.notAClassifier` where none has, or it answers each label by itself.
    init(_ graph: WorkingGraph, shapes: [String: [Int]]) throws {
        for output in graph.outputs {
            let (logits, endsInSoftmax) = Self.beforeSoftmax(output, in: graph)
            guard Self.hasOneNumberPerClass(shapes[logits]) else { continue }
            let maker = Self.maker(of: logits, in: graph)
            guard maker?.operation.finalActivation?.function != .sigmoid else {
                throw InferenceError.notAClassifier(
                    reason: "it ends in a sigmoid, which says yes or no to every label by itself")
            }
            self.logits = logits
            self.endsInSoftmax = endsInSoftmax
            node = maker?.name ?? logits
            isDense = maker.map(graph.isDense) ?? false
            return
        }
        guard !graph.outputs.isEmpty else { throw InferenceError.notAClassifier(reason: "it has no output") }
        let outputs = graph.outputs.map { name in
            let shape = (shapes[name] ?? []).map(String.init).joined(separator: "x")
            return "\"\(name)\" of shape \(shape)"
        }
        throw InferenceError.notAClassifier(
            reason: "none of its outputs (\(outputs.joined(separator: ", "))) has one number a class")
    }

    private static func hasOneNumberPerClass(_ shape: [Int]?) -> Bool {
        guard let shape else { return false }
        let count = shape.reduce(1, *)
        return count > 1 && shape.contains(count)
    }

    private static func beforeSoftmax(_ output: String, in graph: WorkingGraph) -> (String, Bool) {
        let producers = graph.producers
        var value = output
        while let index = producers[value] {
            let node = graph.nodes[index]
            if ["Softmax", "LogSoftmax"].contains(node.operation.name) { return (node.inputs[0], true) }
            guard reshaping.contains(node.operation.name) else { break }
            value = node.inputs[0]
        }
        return (output, false)
    }

    /// The node behind reshapes and the bias.
    private static func maker(of logits: String, in graph: WorkingGraph) -> Graph.Node? {
        let producers = graph.producers
        var value = logits
        while let index = producers[value] {
            let node = graph.nodes[index]
            let changing = node.inputs.filter { !$0.isEmpty && graph.constants[$0] == nil }
            let isBias = node.operation.name == "Add" && changing.count == 1
            guard isBias || reshaping.contains(node.operation.name), let input = changing.first else {
                return node
            }
            value = input
        }
        return nil
    }
}

extension WorkingGraph {
    /// Whether the node is a dense layer: a product with a constant matrix.
    func isDense(_ node: Graph.Node) -> Bool {
        guard ["Gemm", "MatMul"].contains(node.operation.name), node.inputs.count >= 2 else { return false }
        return constants[node.inputs[1]] != nil
    }
}

extension Operator {
    /// The activation function that it is, or that has been fused into it.
    fileprivate var finalActivation: Activation? {
        switch self {
        case let activation as Activation: activation
        case let convolution as Convolution: convolution.activation
        case let product as Gemm: product.activation
        default: nil
        }
    }
}
