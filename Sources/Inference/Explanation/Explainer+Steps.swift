import Tensors

extension Explainer {
    /// What the nodes of a group make of a number.
    ///
    /// - Throws: what the operators throw.
    func steps(of group: Group, at place: ValuePlace, from before: Float) throws -> [ValueExplanation.Step] {
        let names = group.nodes.map { nodes[$0].operation.name }
        if group.nodes.count == 1, Self.widerNormalizations.contains(names[0]) {
            let output = ValuePlace(
                map: MapPlace(value: nodes[group.nodes[0]].outputs[0], channel: place.map.channel),
                x: place.x,
                y: place.y)
            guard let after = activations.value(at: output) else {
                throw InferenceError.missingValue(name: output.map.value, node: nodes[group.nodes[0]].name)
            }
            return [.init(.widerNormalization(names[0]), before: before, after: after)]
        }
        if group.nodes.count == 1 { return try steps(of: nodes[group.nodes[0]], at: place, from: before) }
        var numbers = [group.input: before]
        for index in group.nodes {
            numbers[nodes[index].outputs[0]] = try number(nodes[index], numbers, at: place)
        }
        let after = nodes[group.nodes[group.nodes.count - 1]].outputs.first.flatMap { numbers[$0] } ?? before
        return [.init(Self.kind(of: names), before: before, after: after)]
    }

    /// Activations that exporters write in several nodes.
    private static func kind(of names: [String]) -> ValueExplanation.StepKind {
        if names.contains("Erf") { return .activation("Gelu") }
        if names.sorted() == ["Mul", "Sigmoid"] { return .activation("SiLU") }
        if names.sorted() == ["HardSigmoid", "Mul"] { return .activation("HardSwish") }
        return .operators(names)
    }

    private func steps(
        of node: Graph.Node, at place: ValuePlace, from before: Float
    ) throws -> [ValueExplanation.Step] {
        guard !node.operation.isHandingOn else { return [] }
        let input = node.inputs.first { isVariable($0) && !isGate($0, of: node) } ?? node.inputs[0]
        var bare = node
        bare.operation =
            node.operation is ElementwiseBinary ? node.operation.withoutActivation : node.operation
        let after = try number(bare, [input: before], at: place)
        let step = ValueExplanation.Step(try kind(of: node, at: place), before: before, after: after)
        guard node.operation is ElementwiseBinary, let activation = node.operation.fusedActivation else {
            return [step]
        }
        return [step, self.step(activation, from: after)]
    }

    /// An activation function as a step.
    func step(_ activation: Activation, from before: Float) -> ValueExplanation.Step {
        var after = before
        withUnsafeMutablePointer(to: &after) { activation.apply(to: $0, count: 1, into: $0) }
        return .init(.activation(activation.name), before: before, after: after)
    }

    private func kind(of node: Graph.Node, at place: ValuePlace) throws -> ValueExplanation.StepKind {
        switch node.operation {
        case let normalization as BatchNormalization:
            guard let factors = normalization.factors else { break }
            return .batchNormalization(
                scale: factors.scale[place.map.channel], shift: factors.shift[place.map.channel])
        case is Activation: return .activation(node.operation.name)
        case let unary as ElementwiseUnary where [.gelu, .geluByTanh].contains(unary.function):
            return .activation("Gelu")
        case let binary as ElementwiseBinary where binary.function == .parametricRelu:
            return .activation("PRelu")
        case let binary as ElementwiseBinary where binary.function == .add:
            let addends = try node.inputs.filter { !isVariable($0) }.map {
                try constant($0, at: place, of: node)
            }
            if let addend = addends.first { return .addition(addend) }
        default: break
        }
        if let gate = node.inputs.first(where: { isGate($0, of: node) }) {
            let unit = MapPlace(value: gate, channel: place.map.channel).pixel(x: 0, y: 0)
            return .gate(unit, activations.value(at: unit) ?? 0)
        }
        return .operators([node.operation.name])
    }

    /// What a node that treats every element by itself makes of numbers at a place.
    func number(_ node: Graph.Node, _ numbers: [String: Float], at place: ValuePlace) throws -> Float {
        if let normalization = node.operation as? BatchNormalization, let factors = normalization.factors,
            let number = numbers[node.inputs[0]]
        {
            let channel = place.map.channel
            return number * factors.scale[channel] + factors.shift[channel]
        }
        let absorbed = node.operation.absorbedInputs
        let inputs = try node.inputs.enumerated().map { index, name -> Value? in
            if name.isEmpty { return nil }
            if let number = numbers[name] { return .float(Tensor(shape: [1], values: [number])) }
            if absorbed.contains(index) { return nil }
            let number =
                isVariable(name)
                ? activations.value(at: broadcast(place, to: name)) : try constant(name, at: place, of: node)
            guard let number else { throw InferenceError.missingValue(name: name, node: node.name) }
            return .float(Tensor(shape: [1], values: [number]))
        }
        guard case .float(let result)? = try node.operation.evaluate(inputs, on: .standard).first else {
            throw InferenceError.missingValue(name: node.outputs.first ?? "", node: node.name)
        }
        return result.values[0]
    }

    /// The same place in another value, in which axes of one pixel or channel stand for all.
    func broadcast(_ place: ValuePlace, to value: String) -> ValuePlace {
        guard let maps = activations.runMaps(value) else { return place }
        return MapPlace(value: value, channel: maps.channels == 1 ? 0 : place.map.channel).pixel(
            x: maps.width == 1 ? 0 : place.x, y: maps.height == 1 ? 0 : place.y)
    }

    /// The element of a constant that meets a place of the node's output, as numpy broadcasts.
    private func constant(_ name: String, at place: ValuePlace, of node: Graph.Node) throws -> Float {
        guard let value = plan.program.constants[name], let output = plan.shapes[node.outputs[0]] else {
            throw InferenceError.missingValue(name: name, node: node.name)
        }
        var position = [Int](repeating: 0, count: output.count)
        if output.count == 4 {
            let isLast = plan.layouts.hasChannelsLast(node.outputs[0])
            position =
                isLast ? [0, place.y, place.x, place.map.channel] : [0, place.map.channel, place.y, place.x]
        } else if let last = position.indices.last {
            position[last] = place.map.channel
        }
        let shape = value.shape
        let own = zip(position.suffix(shape.count), shape).map { $1 == 1 ? 0 : $0 }
        let index = zip(own, rowMajorStrides(of: shape)).reduce(0) { $0 + $1.0 * $1.1 }
        switch value {
        case .float(let tensor): return tensor.withPointer { $0[index] }
        case .integer(let tensor): return Float(tensor.values[index])
        }
    }
}
