import Tensors

/// The nodes in the order in which they run, for one picture and for a batch.
struct Program: Sendable {
    /// For one picture: without the nodes whose results depend on the input's shape alone.
    let nodes: [Graph.Node]
    /// What the nodes read without anybody computing it.
    let constants: [String: Value]
    /// Values of nodes that are known before the run and were asked to stay reachable.
    let knownValues: [String: Value]

    /// For any number of pictures: only what the logits need.
    let batchNodes: [Graph.Node]
    /// What the nodes of a batch read without anybody computing it.
    let batchConstants: [String: Value]
    /// By position in `batchNodes`: the values that nobody reads after that node.
    let lastReads: [[String]]

    init(_ graph: WorkingGraph, rehearsal: Rehearsal, logits: String, fusion: Plan.Fusion) {
        let known = rehearsal.known
        let keepsAll = fusion == .none
        var single = graph
        if !keepsAll {
            single.nodes.removeAll { $0.outputs.allSatisfy { $0.isEmpty || known[$0] != nil } }
            single.constants.merge(known) { constant, _ in constant }
        }
        nodes = single.nodes
        constants = single.constantsReadAtRunTime
        knownValues = keepsAll ? graph.constants : [:]

        var batch = graph
        batch.outputs = [logits]
        batch = batch.droppingUnread().keepingBatches(in: rehearsal)
        batchNodes = batch.nodes
        batchConstants = batch.constantsReadAtRunTime
        lastReads = batch.lastReads()
    }
}

extension WorkingGraph {
    /// Reshapes to a literal batch of 1 keep the batch that comes in instead (0 means that to ONNX).
    fileprivate func keepingBatches(in rehearsal: Rehearsal) -> WorkingGraph {
        var result = self
        for (index, node) in nodes.enumerated() where node.operation.name == "Reshape" {
            guard node.inputs.count == 2, case .integer(var target) = constants[node.inputs[1]],
                target.values.first == 1, rehearsal.shapes[node.inputs[0]]?.first == 1
            else { continue }
            target.values[0] = 0
            let name = node.name + " batch shape"
            result.constants[name] = .integer(target)
            result.nodes[index].inputs[1] = name
        }
        return result
    }

    /// By position of a node: the values that it is the last to read, outputs of the graph excepted.
    fileprivate func lastReads() -> [[String]] {
        var seen = Set(outputs)
        var result: [[String]] = []
        for node in nodes.reversed() {
            let names = Set(node.inputs + node.outputs).subtracting(seen)
            seen.formUnion(names)
            result.append(Array(names))
        }
        return result.reversed()
    }
}
