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

    /// The first output that has one number a class; nil where none has, where each label is answered by itself, and
    /// where the graph makes pictures: a vector beside them is their code.
    init?(_ graph: WorkingGraph, shapes: [String: [Int]], inputShape: [Int]) {
        let makesPictures = graph.outputs.contains { output in
            shapes[output].map { PictureForm($0)?.isAtLeast(PictureForm(inputShape)) ?? false } ?? false
        }
        for output in graph.outputs {
            let (logits, endsInSoftmax) = Self.beforeSoftmax(output, in: graph)
            guard Self.hasOneNumberPerClass(shapes[logits]), endsInSoftmax || !makesPictures else { continue }
            let maker = Self.maker(of: logits, in: graph)
            guard maker?.operation.finalActivation?.function != .sigmoid else { return nil }
            self.logits = logits
            self.endsInSoftmax = endsInSoftmax
            node = maker?.name ?? logits
            isDense = maker.map(graph.isDense) ?? false
            return
        }
        return nil
    }

    /// Whether the graph says yes or no to every label by itself.
    static func answersEachLabel(_ graph: WorkingGraph, shapes: [String: [Int]]) -> Bool {
        guard let output = graph.outputs.first, hasOneNumberPerClass(shapes[output]) else { return false }
        return maker(of: output, in: graph)?.operation.finalActivation?.function == .sigmoid
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
    fileprivate static func maker(of logits: String, in graph: WorkingGraph) -> Graph.Node? {
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
    /// Between which values the activations that end a graph keep its outputs, by the outputs' names in the file.
    func outputBounds(of names: [String]) -> [String: ClosedRange<Float>] {
        var bounds: [String: ClosedRange<Float>] = [:]
        for (name, value) in zip(names, outputs) {
            let maker = Classifier.maker(of: value, in: self)
            switch maker?.operation.finalActivation?.function {
            case .sigmoid, .hardSigmoid: bounds[name] = 0...1
            case .tanh, .softsign: bounds[name] = -1...1
            case .clip(let low?, let high?) where low < high: bounds[name] = low...high
            default: break
            }
        }
        return bounds
    }

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
