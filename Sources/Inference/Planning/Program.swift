import Tensors

/// The nodes in the order in which they run, for one picture and for a batch.
struct Program: Sendable {
    /// For one picture: without the nodes whose results depend on the input's shape alone.
    let nodes: [Graph.Node]
    /// What the nodes read without anybody computing it.
    let constants: [String: Value]
    /// Values of nodes that are known before the run and were asked to stay reachable.
    let knownValues: [String: Value]

    /// The place of every value that a run makes.
    let slots: [String: Int]
    /// The steps for one picture.
    let single: Schedule
    /// The steps for any number of pictures: only what the logits need, or the outputs where there are none.
    let batch: Schedule
    /// The steps for any number of pictures: what layers and logits need, each value for as long as it is read.
    let stages: Schedule

    init(
        _ graph: WorkingGraph, rehearsal: Rehearsal, inputName: String, logits: String?, layers: [Layer],
        fusion: Plan.Fusion
    ) {
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
        if let logits { batch.outputs = [logits] }
        let results = Set(batch.outputs)
        batch = batch.droppingUnread().keepingBatches(in: rehearsal)
        var stages = graph
        stages.outputs = (logits.map { [$0] } ?? []) + layers.map(\.value)
        stages = stages.droppingUnread().keepingBatches(in: rehearsal)
        let names =
            [inputName]
            + (single.nodes + batch.nodes + stages.nodes).flatMap(\.outputs).filter { !$0.isEmpty }
        var slots: [String: Int] = [:]
        for name in names where slots[name] == nil { slots[name] = slots.count }
        self.slots = slots
        self.single = Schedule(
            single, constants: constants, slots: slots, shapes: rehearsal.shapes, kept: Set(names))
        self.batch = Schedule(
            batch, constants: batch.constantsReadAtRunTime, slots: slots, shapes: rehearsal.shapes,
            kept: results)
        self.stages = Schedule(
            stages, constants: stages.constantsReadAtRunTime, slots: slots, shapes: rehearsal.shapes, kept: []
        )
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
}
