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

    /// The first output that has one number a class, or why it is none.
    ///
    /// It is none where each label is answered by itself, where the graph makes pictures (a vector beside them is their
    /// code), and where it is a mean of joined maps, as in a network that has lost its last layer; a final softmax, or
    /// a reading that says so, makes the latter two classes all the same.
    static func search(
        _ graph: WorkingGraph, shapes: [String: [Int]], inputShape: [Int], reading: Plan.VectorReading
    ) -> (found: Classifier?, absence: ClassAbsence?) {
        guard reading != .noClasses else { return (nil, .declared) }
        let makesPictures = graph.outputs.contains { output in
            shapes[output].map { PictureForm($0)?.isAtLeast(PictureForm(inputShape)) ?? false } ?? false
        }
        for output in graph.outputs {
            let (logits, endsInSoftmax) = beforeSoftmax(output, in: graph)
            let isSure = endsInSoftmax || reading == .classes
            guard hasOneNumberPerClass(shapes[logits]), isSure || !makesPictures else { continue }
            let maker = maker(of: logits, in: graph)
            if maker?.operation.finalActivation?.function == .sigmoid { return (nil, .answersToEachLabel) }
            if !isSure, let maker, graph.isMeanOfJoin(maker) { return (nil, .features) }
            let found = Classifier(
                logits: logits, node: maker?.name ?? logits, endsInSoftmax: endsInSoftmax,
                isDense: maker.map(graph.isDense) ?? false)
            return (found, nil)
        }
        return (nil, nil)
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

/// Why a vector that a network gives is not one of classes.
enum ClassAbsence: Sendable {
    /// Yes or no is said to every label by itself.
    case answersToEachLabel
    /// It is a mean of maps that no layer follows.
    case features
    /// Somebody says so.
    case declared
}

extension WorkingGraph {
    /// Whether the node only takes means, or largest values, of maps where branches have been joined.
    fileprivate func isMeanOfJoin(_ node: Graph.Node) -> Bool {
        let pools: Set = ["GlobalAveragePool", "GlobalMaxPool", "AveragePool", "ReduceMean", "ReduceMax"]
        guard pools.contains(node.operation.name) else { return false }
        let producers = producers
        var value = node.inputs[0]
        while let index = producers[value] {
            let maker = nodes[index]
            let changing = maker.inputs.filter { !$0.isEmpty && constants[$0] == nil }
            guard changing.count == 1 else { return ["Add", "Sum", "Concat"].contains(maker.operation.name) }
            guard maker.operation is Activation || maker.operation.name == "BatchNormalization" else {
                return false
            }
            value = changing[0]
        }
        return false
    }

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
