/// Finds what is shown as columns: convolutions, dense layers and joins, each with the value after its
/// normalisation and activation, and which reaches which.
struct LayerFinder {
    private let graph: WorkingGraph
    private let file: [String: Graph.Node]
    private let rehearsal: Rehearsal
    private let classifier: Classifier?
    private let flow: ValueFlow
    private let gates: [String: Gate]

    /// - Parameter file: the graph before it was simplified, for the names of its weights.
    init(_ graph: WorkingGraph, of file: Graph, rehearsal: Rehearsal, classifier: Classifier?) {
        self.graph = graph
        self.file = Dictionary(file.nodes.map { ($0.name, $0) }) { first, _ in first }
        self.rehearsal = rehearsal
        self.classifier = classifier
        flow = ValueFlow(graph, rehearsal: rehearsal)
        gates = flow.gates()
    }

    /// The layers, in the order in which their nodes are computed.
    func layers() -> [Layer] {
        var found: [Layer] = []
        var sources: [LayerNames.Source] = []
        let inGates = gates.values.reduce(into: Set<Int>()) { $0.formUnion($1.nodes) }
        // By value: the layers it is made from without another between.
        var reaching: [String: Set<Int>] = [:]
        for (index, node) in graph.nodes.enumerated() {
            let upstream = node.inputs.reduce(into: Set<Int>()) { $0.formUnion(reaching[$1] ?? []) }
            var downstream = upstream
            if !inGates.contains(index),
                let layer = layer(at: index, id: found.count, predecessors: upstream.sorted())
            {
                downstream = [layer.id]
                found.append(layer)
                sources.append(nameSource(of: node))
            }
            for output in node.outputs { reaching[output] = downstream }
        }
        let names = LayerNames.readable(sources, stages: StageNames.names(of: found))
        for index in found.indices { found[index].name = names[index] }
        guard classifier == nil else { return found }
        return found + OutputColumns(graph, rehearsal: rehearsal).layers(after: found, reaching: reaching)
    }

    private func layer(at index: Int, id: Int, predecessors: [Int]) -> Layer? {
        let node = graph.nodes[index]
        // What is done to the picture before the first layer is no join, nor is a response normalisation that is
        // written in many nodes: both come from one place.
        guard let kind = kind(of: index), kind != .join || predecessors.count > 1 else { return nil }
        let value = shownValue(of: node, kind: kind)
        guard let form = rehearsal.shapes[value].flatMap({ MapForm($0, kind: kind) }) else { return nil }
        return Layer(
            id: id, name: node.name, kind: form.kind, node: node.name, value: value, shape: form.shape,
            predecessors: predecessors, hasChannelsLast: form.hasChannelsLast,
            linear: linear(of: node, kind: kind, shown: value))
    }

    private func kind(of index: Int) -> Layer.Kind? {
        let node = graph.nodes[index]
        if ["Conv", "ConvTranspose"].contains(node.operation.name) { return .convolution }
        if graph.isDense(node) {
            let isAnswer = classifier.map { $0.isDense && node.name == $0.node } ?? false
            return isAnswer ? nil : .dense
        }
        return flow.joinsBranches(index) ? .join : nil
    }

    /// The value after normalisation, bias, activation and gate.
    private func shownValue(of node: Graph.Node, kind: Layer.Kind) -> String {
        let follower = ActivationFollower(
            graph, flow: flow, isJoin: kind == .join, stopsAt: classifier?.logits)
        var value = node.outputs[0]
        if !node.operation.endsInActivation { value = follower.activated(value) }
        while let gate = gates[value], value != classifier?.logits {
            value = follower.activated(gate.output)
        }
        return value
    }

    /// Where the values are that enter the non-linearity.
    private func linear(of node: Graph.Node, kind: Layer.Kind, shown: String) -> Layer.Linear {
        guard node.operation.fusedActivation == nil else { return .fused }
        let follower = ActivationFollower(
            graph, flow: flow, isJoin: kind == .join, stopsAt: classifier?.logits)
        let straight = follower.straight(node.outputs[0])
        return straight == shown ? .shown : .value(straight)
    }

    /// What the layer's name is made from.
    private func nameSource(of node: Graph.Node) -> LayerNames.Source {
        guard let original = file[node.name] else { return .init(node: node.name) }
        let weights = original.inputs.dropFirst().first ?? ""
        let isWeighted = graph.constants[weights] != nil
        var source = LayerNames.Source(
            node: original.name, operation: original.operation.name, weights: isWeighted ? weights : "",
            module: original.module)
        guard isWeighted, let shape = graph.constants[weights]?.shape else { return source }
        if let convolution = original.operation as? Convolution, shape.count == 4 {
            source.role = LayerRole(weights: shape, groups: convolution.groups)
        } else if let output = rehearsal.shapes[node.outputs[0]], output.count == 4, shape.count == 2 {
            source.role = LayerRole(weights: [shape[1], shape[0], 1, 1], groups: 1)
        }
        return source
    }
}

/// How a value is shown as maps.
private struct MapForm {
    let kind: Layer.Kind
    /// `[channels, height, width]`
    let shape: [Int]
    /// Whether the value itself is `[1, height, width, channels]`.
    var hasChannelsLast = false

    /// - Parameter shape: the value's, for one picture; nil is returned where it is neither maps nor a vector.
    init?(_ shape: [Int], kind: Layer.Kind) {
        switch shape.count {
        case 4 where shape[0] == 1 && kind == .dense:
            // A dense layer at every pixel mixes the last axis: a convolution of one pixel.
            self.kind = .convolution
            self.shape = [shape[3], shape[1], shape[2]]
            hasChannelsLast = true
        case 4 where shape[0] == 1:
            self.kind = kind
            self.shape = Array(shape[1...])
        case 1...3 where shape.reduce(1, *) == shape.last:
            self.kind = kind
            self.shape = [shape[shape.count - 1], 1, 1]
        default: return nil
        }
    }
}
