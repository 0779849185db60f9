/// Finds what is shown as columns: convolutions, dense layers and joins, each with the value after its
/// normalisation and activation, and which reaches which.
struct LayerFinder {
    private let graph: WorkingGraph
    private let file: Graph
    private let rehearsal: Rehearsal
    private let classifier: Classifier
    private let producers: [String: Int]
    private let readers: [String: [Int]]

    /// - Parameter file: the graph before it was simplified, for the names of its weights.
    init(_ graph: WorkingGraph, of file: Graph, rehearsal: Rehearsal, classifier: Classifier) {
        self.graph = graph
        self.file = file
        self.rehearsal = rehearsal
        self.classifier = classifier
        producers = graph.producers
        var readers: [String: [Int]] = [:]
        for (index, node) in graph.nodes.enumerated() {
            for input in Set(node.inputs) { readers[input, default: []].append(index) }
        }
        self.readers = readers
    }

    /// The layers, in the order in which their nodes are computed.
    func layers() -> [Layer] {
        var found: [Layer] = []
        // By value: the layers it is made from without another between.
        var reaching: [String: Set<Int>] = [:]
        for (index, node) in graph.nodes.enumerated() {
            let upstream = node.inputs.reduce(into: Set<Int>()) { $0.formUnion(reaching[$1] ?? []) }
            var downstream = upstream
            if let layer = layer(at: index, id: found.count, predecessors: upstream.sorted()) {
                downstream = [layer.id]
                found.append(layer)
            }
            for output in node.outputs { reaching[output] = downstream }
        }
        let names = LayerNames.readable(found.map { nameSource(of: $0.node) })
        for index in found.indices { found[index].name = names[index] }
        return found
    }

    private func layer(at index: Int, id: Int, predecessors: [Int]) -> Layer? {
        let node = graph.nodes[index]
        guard let kind = kind(of: index) else { return nil }
        let value = shownValue(of: node, kind: kind)
        guard let shape = rehearsal.shapes[value].flatMap(Self.mapShape) else { return nil }
        return Layer(
            id: id, name: node.name, kind: kind, node: node.name, value: value, shape: shape,
            predecessors: predecessors)
    }

    private func kind(of index: Int) -> Layer.Kind? {
        let node = graph.nodes[index]
        if node.operation.name == "Conv" { return .convolution }
        if graph.isDense(node) {
            return classifier.isDense && node.name == classifier.node ? nil : .dense
        }
        return isJoin(index) ? .join : nil
    }

    /// Whether two or more branches meet here.
    private func isJoin(_ index: Int) -> Bool {
        let joining: Set = ["Add", "Sub", "Mul", "Div", "Sum", "Max", "Min", "Mean", "Concat"]
        let node = graph.nodes[index]
        guard joining.contains(node.operation.name), gatedValue(of: node) == nil else { return false }
        return Set(node.inputs.filter(isVariable)).count >= 2
    }

    private func isVariable(_ value: String) -> Bool {
        !value.isEmpty && graph.constants[value] == nil && rehearsal.known[value] == nil
    }

    /// `[channels, height, width]` of a value of one picture; nil where it is neither maps nor a vector.
    private static func mapShape(_ shape: [Int]) -> [Int]? {
        switch shape.count {
        case 4 where shape[0] == 1: Array(shape[1...])
        case 1...3 where shape.reduce(1, *) == shape.last: [shape[shape.count - 1], 1, 1]
        default: nil
        }
    }

    /// What the name is made from: the node's name, or the module of its weights where the name says nothing.
    private func nameSource(of node: String) -> LayerNames.Source {
        guard let node = file.nodes.first(where: { $0.name == node }) else { return .init(node: node) }
        return .init(
            node: node.name, operation: node.operation.name,
            weights: node.inputs.dropFirst().first ?? "")
    }
}

// Following a layer's result to the value that is shown.
extension LayerFinder {
    private func shownValue(of node: Graph.Node, kind: Layer.Kind) -> String {
        var value = node.outputs[0]
        if node.operation.hasActivation { return value }
        while let next = follower(of: value, kind: kind) {
            value = next.value
            if next.isLast { break }
        }
        return value
    }

    /// The value after the normalisation, bias or activation that alone reads `value`.
    private func follower(of value: String, kind: Layer.Kind) -> (value: String, isLast: Bool)? {
        guard !graph.outputs.contains(value), let reading = readers[value] else { return nil }
        if let gated = reading.map({ graph.nodes[$0] }).first(where: { gatedValue(of: $0) == value }),
            reading.count == 2
        {
            return (gated.outputs[0], true)
        }
        guard reading.count == 1, value != classifier.logits else { return nil }
        let node = graph.nodes[reading[0]]
        if node.operation.isActivation { return (node.outputs[0], true) }
        let isNormalization = node.operation.name == "BatchNormalization"
        let isBias =
            ["Add", "Sub"].contains(node.operation.name) && node.inputs.filter(isVariable).count == 1
        guard kind != .join, isNormalization || isBias else { return nil }
        return (node.outputs[0], false)
    }

    /// The x of a node that computes x * f(x) with an activation f, as in SiLU; nil for other nodes.
    private func gatedValue(of node: Graph.Node) -> String? {
        guard node.operation.name == "Mul", node.inputs.count == 2 else { return nil }
        for (value, gate) in [(0, 1), (1, 0)] {
            guard let index = producers[node.inputs[gate]] else { continue }
            let maker = graph.nodes[index]
            if maker.operation.isActivation, maker.inputs[0] == node.inputs[value] {
                return node.inputs[value]
            }
        }
        return nil
    }
}

extension Operator {
    /// Whether it is an activation function.
    fileprivate var isActivation: Bool { self is Activation || ["PRelu", "Gelu"].contains(name) }

    /// Whether an activation has been fused into it.
    fileprivate var hasActivation: Bool {
        switch self {
        case let convolution as Convolution: convolution.activation != nil
        case let product as Gemm: product.activation != nil
        default: false
        }
    }
}
