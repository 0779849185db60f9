/// A branch that looks at whole maps and turns each up or down, as in squeeze and excitation: it belongs to the
/// layer whose maps it scales.
struct Gate {
    /// The maps after scaling.
    let output: String
    /// The nodes of the branch, and the product.
    let nodes: Set<Int>
}

extension ValueFlow {
    /// More nodes than such a branch has.
    private static let longestGate = 24

    /// The gates by the value that they scale, which nobody else reads.
    func gates() -> [String: Gate] {
        var gates: [String: Gate] = [:]
        for (index, node) in graph.nodes.enumerated()
        where node.operation.name == "Mul" && node.inputs.count == 2 {
            for (maps, factors) in [(node.inputs[0], node.inputs[1]), (node.inputs[1], node.inputs[0])] {
                guard scales(factors, maps), let branch = branch(from: maps, to: factors) else { continue }
                let nodes = branch.union([index])
                guard isClosed(branch, within: nodes), isRead(maps, onlyBy: nodes) else { continue }
                gates[maps] = Gate(output: node.outputs[0], nodes: nodes)
            }
        }
        return gates
    }

    /// Whether there is one factor for each of several pixels' maps.
    private func scales(_ factors: String, _ maps: String) -> Bool {
        guard isVariable(factors), isVariable(maps), let maps = shapes[maps], let factors = shapes[factors],
            maps.count == 4, factors.count == 4
        else { return false }
        return maps[1] == factors[1] && factors[2...].allSatisfy { $0 == 1 } && maps[2] * maps[3] > 1
    }

    private func isClosed(_ branch: Set<Int>, within nodes: Set<Int>) -> Bool {
        branch.allSatisfy { graph.nodes[$0].outputs.allSatisfy { isRead($0, onlyBy: nodes) } }
    }

    private func isRead(_ value: String, onlyBy nodes: Set<Int>) -> Bool {
        !graph.outputs.contains(value) && nodes.isSuperset(of: readers[value] ?? [])
    }

    /// The nodes that make `end` of `start` alone; nil where another value comes in.
    private func branch(from start: String, to end: String) -> Set<Int>? {
        var nodes: Set<Int> = []
        var waiting = [end]
        while let value = waiting.popLast() {
            guard value != start, isVariable(value) else { continue }
            guard let index = producers[value], nodes.count < Self.longestGate else { return nil }
            if nodes.insert(index).inserted { waiting += graph.nodes[index].inputs }
        }
        return nodes
    }
}
