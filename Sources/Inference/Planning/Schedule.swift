import Tensors

/// Nodes in the order in which they run, with the places of all values worked out.
struct Schedule: Sendable {
    /// Where a node finds an input.
    enum Source: Sendable {
        /// Left out, or absorbed by the operator.
        case nothing
        /// Made by an earlier node, or fed.
        case slot(Int)
        /// Known before the run.
        case constant(StoredValue)
    }

    /// A node and where its values lie.
    struct Step: Sendable {
        let name: String
        let operation: any Operator
        let inputs: [Source]
        /// One entry an output; nil where nobody asked for it.
        let outputs: [Int?]
        /// The operator for a part of the output, nil where it must be computed as a whole.
        let part: PartialOperation?
        /// Slots that nobody reads after this step.
        let lastReads: [Int]
    }

    let steps: [Step]

    /// - Parameters:
    ///   - slots: the place of each value.
    ///   - kept: values that are read after the run.
    init(
        _ graph: WorkingGraph, constants: [String: Value], slots: [String: Int],
        shapes: [String: [Int]], kept: Set<String>
    ) {
        var lastReads: [[Int]] = []
        var seen = kept
        for node in graph.nodes.reversed() {
            let names = Set(node.inputs + node.outputs).subtracting(seen)
            seen.formUnion(names)
            lastReads.append(names.compactMap { slots[$0] })
        }
        let made = Set(graph.nodes.flatMap(\.outputs))
        steps = zip(graph.nodes, lastReads.reversed()).map { node, lastReads in
            let absorbed = node.operation.absorbedInputs
            let inputs = node.inputs.enumerated().map { index, name -> Source in
                if let slot = slots[name], made.contains(name) || constants[name] == nil {
                    return .slot(slot)
                }
                guard !absorbed.contains(index), let constant = constants[name] else { return .nothing }
                return .constant(.rowMajor(constant))
            }
            return Step(
                name: node.name, operation: node.operation, inputs: inputs,
                outputs: node.outputs.map { slots[$0] },
                part: PartialOperation(node, shapes: shapes), lastReads: lastReads)
        }
    }
}

extension Schedule.Step {
    /// Computes the outputs, each with its slot, from the values in `slots`.
    ///
    /// - Throws: `InferenceError`, with the node's name.
    func evaluate(_ slots: [StoredValue?], on workers: Workers) throws -> [StoredValue] {
        try evaluate(slots, by: operation, on: workers)
    }

    /// The same by a variant of the step's operator.
    func evaluate(
        _ slots: [StoredValue?], by operation: any Operator, on workers: Workers
    ) throws -> [StoredValue] {
        let stored = try inputs.map { source -> StoredValue? in
            switch source {
            case .nothing: return nil
            case .constant(let value): return value
            case .slot(let slot):
                guard let value = slots[slot] else { throw InferenceError.missingValue(name: "", node: name) }
                return value
            }
        }
        return try evaluate(with: stored, by: operation, on: workers)
    }

    /// Computes the outputs from the given inputs by the step's operator or a variant of it.
    func evaluate(
        with stored: [StoredValue?], by operation: any Operator, on workers: Workers
    ) throws -> [StoredValue] {
        do {
            return try operation.evaluate(stored: stored, on: workers)
        } catch let error as InferenceError {
            throw error.located(at: name)
        }
    }
}
