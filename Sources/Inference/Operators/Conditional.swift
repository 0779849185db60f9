import Tensors

/// ONNX "If": the first of two graphs where the first input is true, else the second.
///
/// The other inputs are the values outside that the two graphs read. Conditions that the file itself answers are
/// gone before: see `BranchExpander`.
public struct Conditional: Operator {
    /// What is computed where the condition holds, and where it does not; both have as inputs what they read from
    /// outside.
    public let branches: (whenTrue: Graph, whenFalse: Graph)
    /// The names that the inputs after the first have inside.
    public let captured: [String]
    private var prepared: [Bool: WorkingGraph] = [:]

    /// The choice between two graphs; see the properties for the meaning of the parameters.
    public init(whenTrue: Graph, whenFalse: Graph, captured: [String]) {
        branches = (whenTrue, whenFalse)
        self.captured = captured
    }

    /// The ONNX name.
    public var name: String { "If" }

    /// Simplifies both graphs with the constants that they read.
    public func prepared(constants: [Value?]) throws -> any Operator {
        var result = self
        for (truth, branch) in [(true, branches.whenTrue), (false, branches.whenFalse)] {
            var working = WorkingGraph(branch)
            for (name, value) in zip(captured, constants.dropFirst()) { working.constants[name] = value }
            result.prepared[truth] = try working.foldingConstants().preparingOperators()
        }
        return result
    }

    /// Computes the outputs of one of the graphs; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        guard let truth = try inputs.integers(0).values.first else {
            throw InferenceError.invalid("the condition is empty")
        }
        let branch = truth != 0 ? branches.whenTrue : branches.whenFalse
        let working = prepared[truth != 0] ?? WorkingGraph(branch)
        var values: [String: StoredValue] = [:]
        for (name, value) in zip(captured, inputs.dropFirst()) {
            values[name] = value.map(StoredValue.rowMajor)
        }
        for node in working.nodes {
            let outputs = try node.evaluate(values: values, constants: working.constants, on: workers)
            values.merge(outputs) { _, new in new }
        }
        return try working.outputs.map { name in
            guard let value = values[name]?.inRowMajorOrder ?? working.constants[name] else {
                throw InferenceError.missingValue(name: name, node: "")
            }
            return value
        }
    }
}
