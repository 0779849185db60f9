import Tensors

/// A graph while it is simplified: each pass takes one and returns another that computes the same.
struct WorkingGraph: Sendable {
    var nodes: [Graph.Node]
    var constants: [String: Value]
    var outputs: [String]
    /// Values that are gone, by the name of the equal value that is left.
    var aliases: [String: String] = [:]
    /// Normalisations that are part of the weights now, by the name of the node that has taken them up.
    var foldings: [String: NormalizationFolding] = [:]

    /// How often a value is read, as an input of a node or as an output of the graph.
    var readCounts: [String: Int] {
        var counts: [String: Int] = [:]
        for name in nodes.flatMap(\.inputs) + outputs { counts[name, default: 0] += 1 }
        return counts
    }

    /// The index of the node that makes each value.
    var producers: [String: Int] {
        let pairs = nodes.indices.flatMap { index in nodes[index].outputs.map { ($0, index) } }
        return Dictionary(pairs) { first, _ in first }
    }

    /// The constants among the inputs of a node, nil for the others.
    func constantInputs(of node: Graph.Node) -> [Value?] { node.inputs.map { constants[$0] } }
}

extension WorkingGraph {
    /// Nodes that read nothing but constants become constants.
    func foldingConstants() throws -> WorkingGraph {
        var result = self
        result.nodes = []
        for node in nodes {
            guard node.inputs.allSatisfy({ $0.isEmpty || result.constants[$0] != nil }) else {
                result.nodes.append(node)
                continue
            }
            let values = try node.evaluate(
                values: [:], constants: result.constants, on: Workers(count: 1))
            for (name, value) in values { result.constants[name] = value.inRowMajorOrder }
        }
        return result
    }

    /// Nodes that hand on their first input at inference are left out; their readers read that input.
    func droppingIdentities() -> WorkingGraph {
        var result = self
        let read = readCounts
        result.nodes = []
        for var node in nodes {
            node.inputs = node.inputs.map { result.aliases[$0] ?? $0 }
            let isIdentity =
                ["Identity", "Dropout"].contains(node.operation.name)
                && node.outputs.dropFirst().allSatisfy { read[$0] == nil }
            if isIdentity, let output = node.outputs.first, let input = node.inputs.first {
                result.aliases[output] = input
            } else {
                result.nodes.append(node)
            }
        }
        result.outputs = outputs.map { result.aliases[$0] ?? $0 }
        return result
    }

    /// Nodes from which no output of the graph can be reached are left out.
    func droppingUnread() -> WorkingGraph {
        var result = self
        var needed = Set(outputs)
        result.nodes = []
        for node in nodes.reversed() where !needed.isDisjoint(with: node.outputs) {
            needed.formUnion(node.inputs)
            result.nodes.append(node)
        }
        result.nodes.reverse()
        return result
    }

    /// Operators take up their constants, for inputs of any shape.
    func preparingOperators() throws -> WorkingGraph {
        var result = self
        for index in nodes.indices { _ = try result.prepareOperator(at: index, shapes: [:]) }
        return result
    }

    /// A node's operator takes up its constants, in the way that suits the shapes of its inputs.
    mutating func prepareOperator(at index: Int, shapes: [String: [Int]]) throws -> Graph.Node {
        let node = nodes[index]
        do {
            nodes[index].operation = try node.operation.prepared(
                constants: constantInputs(of: node), shapes: node.inputs.map { shapes[$0] })
        } catch let error as InferenceError {
            throw error.located(at: node.name)
        }
        return nodes[index]
    }

    /// The constants that prepared operators still read while they run.
    var constantsReadAtRunTime: [String: Value] {
        var needed = Set(outputs)
        for node in nodes {
            let absorbed = node.operation.absorbedInputs
            for (index, input) in node.inputs.enumerated() where !absorbed.contains(index) {
                needed.insert(input)
            }
        }
        return constants.filter { needed.contains($0.key) }
    }
}
