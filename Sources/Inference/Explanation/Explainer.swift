import Tensors

/// Finds what one number of a run is made of: back from its value to the node that mixes pixels or branches, through
/// the nodes that treat every element by itself.
struct Explainer {
    let activations: Activations
    let nodes: [Graph.Node]
    /// The index of the node that makes each value.
    let producers: [String: Int]
    /// Values that are shown by themselves, at which a way back ends.
    private let shown: Set<String>

    var plan: Plan { activations.plan }

    init(_ activations: Activations) {
        self.activations = activations
        let nodes = activations.plan.program.nodes
        self.nodes = nodes
        let pairs = nodes.indices.flatMap { index in nodes[index].outputs.map { ($0, index) } }
        producers = Dictionary(pairs) { first, _ in first }
        let pools = activations.plan.operations.compactMap { operation -> String? in
            if case .pool(let value) = operation.source { value } else { nil }
        }
        shown = Set(activations.plan.layers.map(\.value) + pools)
    }

    /// The explanation of the number at a place; nil where the run has none there.
    func explanation(of place: ValuePlace) -> ValueExplanation? {
        var place = place
        place.map.value = plan.aliases[place.map.value] ?? place.map.value
        guard let value = activations.value(at: place) else { return nil }
        var result = ValueExplanation(place: place, value: value, origin: .input)
        guard place.map.value != plan.inputName else { return result }
        let way = wayBack(from: place.map.value)
        let start = ValuePlace(
            map: MapPlace(value: way.start, channel: place.map.channel), x: place.x, y: place.y)
        do {
            let origin = try origin(at: start, isWholeWay: way.groups.isEmpty)
            result.origin = origin.origin
            result.steps = origin.steps
            guard var number = result.steps.last?.after ?? origin.origin.result else { return result }
            for group in way.groups {
                let steps = try steps(of: group, at: place, from: number)
                number = steps.last?.after ?? number
                result.steps += steps
            }
        } catch {
            result.origin = .unexplained("A step of this value cannot be computed by itself.")
            result.steps = []
        }
        return result
    }

    // MARK: The way back

    /// The value before all steps, and the nodes of each step in the order in which they run.
    func wayBack(from value: String) -> (start: String, groups: [Group]) {
        var groups: [Group] = []
        var start = value
        while start == value || !shown.contains(start), start != plan.inputName,
            let group = group(before: start)
        {
            groups.insert(group, at: 0)
            start = group.input
        }
        return (start, groups)
    }

    /// Nodes through which everything passes from one value to another, element by element.
    struct Group {
        var input: String
        var nodes: [Int]
    }

    /// More nodes than any activation is written in.
    private static let longestGroup = 24
    static let widerNormalizations: Set = [
        "InstanceNormalization", "GroupNormalization", "LayerNormalization", "LRN", "LpNormalization",
    ]

    private func group(before value: String) -> Group? {
        var open: Set = [value]
        var group: [Int] = []
        while group.count < Self.longestGroup {
            let makers = open.compactMap { producers[$0] }
            guard makers.count == open.count, let index = makers.max() else { return nil }
            let node = nodes[index]
            if group.isEmpty, Self.widerNormalizations.contains(node.operation.name) {
                return Group(input: node.inputs[0], nodes: [index])
            }
            guard let inputs = passedInputs(of: node, likeShapeOf: value) else { return nil }
            open.subtract(node.outputs)
            open.formUnion(inputs)
            group.append(index)
            if open.count == 1, let input = open.first { return Group(input: input, nodes: group.reversed()) }
        }
        return nil
    }

    /// What a node turns into its output element by element; nil where it does something else.
    private func passedInputs(of node: Graph.Node, likeShapeOf value: String) -> [String]? {
        let isNormalization = (node.operation as? BatchNormalization)?.factors != nil
        guard node.outputs.count == 1, node.operation.isElementwise || isNormalization,
            plan.shapes[node.outputs[0]] == plan.shapes[value]
        else { return nil }
        let inputs = (isNormalization ? [node.inputs[0]] : node.inputs).filter(isVariable)
        let passed = inputs.filter { plan.shapes[$0] == plan.shapes[value] }
        let areGates = inputs.allSatisfy { passed.contains($0) || isGate($0, of: node) }
        return passed.isEmpty || !areGates ? nil : passed
    }

    /// Whether the value is made by the run, not known before.
    func isVariable(_ value: String) -> Bool { producers[value] != nil || value == plan.inputName }

    /// Whether the node multiplies maps by it, a number a map.
    func isGate(_ value: String, of node: Graph.Node) -> Bool {
        guard node.operation.name == "Mul", isVariable(value), let gate = plan.shapes[value],
            let whole = plan.shapes[node.outputs[0]], gate.count == 4, whole.count == 4
        else { return false }
        return gate[1] == whole[1] && gate[2...].allSatisfy { $0 == 1 } && whole[2] * whole[3] > 1
    }

    /// The place where a map was made: past concatenations and changes of shape.
    func settled(_ map: MapPlace) -> MapPlace {
        var map = map
        while !shown.contains(map.value)
            || producers[map.value].map({ nodes[$0].operation is Concat }) == true,
            let index = producers[map.value], let before = settledOnce(map, nodes[index])
        {
            map = before
        }
        return map
    }

    private func settledOnce(_ map: MapPlace, _ node: Graph.Node) -> MapPlace? {
        if let concatenation = node.operation as? Concat { return branch(of: map, concatenation, node) }
        guard
            ["Flatten", "Reshape", "Squeeze", "Unsqueeze", "Transpose"].contains(node.operation.name)
                || node.operation.isHandingOn, let input = node.inputs.first,
            let before = activations.runMaps(input), let after = activations.runMaps(map.value),
            (before.channels, before.height, before.width) == (after.channels, after.height, after.width)
        else { return nil }
        let isTurned = node.operation.name == "Transpose" && plan.shapes[input] == plan.shapes[map.value]
        return isTurned ? nil : MapPlace(value: input, channel: map.channel)
    }

    private func branch(of map: MapPlace, _ concatenation: Concat, _ node: Graph.Node) -> MapPlace? {
        guard let shape = plan.shapes[map.value] else { return nil }
        let axis = concatenation.axis < 0 ? concatenation.axis + shape.count : concatenation.axis
        let channelAxis =
            shape.count == 4 ? (plan.layouts.hasChannelsLast(map.value) ? 3 : 1) : shape.count - 1
        guard axis == channelAxis else { return nil }
        var channel = map.channel
        for input in node.inputs {
            guard let count = plan.shapes[input]?[axis] else { return nil }
            if channel < count { return isVariable(input) ? MapPlace(value: input, channel: channel) : nil }
            channel -= count
        }
        return nil
    }
}

extension Activations {
    /// Where the number at a place comes from; nil where the run has none there.
    ///
    /// Costs about a millisecond even for the largest layers: weights of one output only are unpacked.
    public func explanation(of place: ValuePlace) -> ValueExplanation? {
        Explainer(self).explanation(of: place)
    }

    /// The map whose mean or largest value a unit is, where a global pool has made it; nil otherwise.
    public func pooledMap(of unit: MapPlace) -> MapPlace? {
        guard case .pooled(let window)? = explanation(of: unit.pixel(x: 0, y: 0))?.origin,
            let maps = runMaps(window.map.value), window.values.count == maps.height * maps.width
        else { return nil }
        return window.map
    }

    /// Whether both are of the same run.
    public func isSameRun(as other: Activations) -> Bool { identity === other.identity }
}
