import Foundation
import Tensors

/// One run of a graph just as its file has it: nothing merged, any shape of input, every value kept.
///
/// `Plan` and `Runner` are for classifiers of pictures that run again and again; this is for looking at numbers.
public struct GraphRun: Sendable {
    private let values: [String: StoredValue]
    private let constants: [String: Value]

    /// Feeds `value` to the graph's only input and computes all nodes.
    ///
    /// - Throws: `InferenceError` where the graph has another number of inputs, the value does not fit, or a node
    ///   cannot be computed.
    public init(_ graph: Graph, feeding value: Value) throws {
        guard let input = graph.inputs.first, graph.inputs.count == 1 else {
            throw InferenceError.inputCount(graph.inputs.map(\.name))
        }
        try self.init(graph, feeding: [input.name: value])
    }

    /// Feeds a value to every input of the graph and computes all nodes.
    ///
    /// - Parameter inputs: by the names of the graph's inputs, all of which must be there.
    /// - Throws: `InferenceError` where a value is missing or does not fit, or a node cannot be computed.
    public init(_ graph: Graph, feeding inputs: [String: Value]) throws {
        for input in graph.inputs {
            guard let value = inputs[input.name] else {
                throw InferenceError.missingValue(name: input.name, node: "input")
            }
            try Self.requireFit(value, to: input)
        }
        let workers = Workers.standard
        let working = try WorkingGraph(graph).foldingConstants().preparingOperators()
        var values: [String: StoredValue] = inputs.mapValues(StoredValue.rowMajor)
        for node in working.nodes {
            let outputs = try node.evaluate(values: values, constants: working.constants, on: workers)
            values.merge(outputs) { _, new in new }
        }
        self.values = values
        constants = working.constants
    }

    /// A value of the file as ONNX has it; nil where there is none of that name.
    public func value(_ name: String) -> Value? { values[name]?.inRowMajorOrder ?? constants[name] }

    private static func requireFit(_ value: Value, to input: Graph.Input) throws {
        let actual = value.shape
        let fits =
            input.shape.isEmpty
            || input.shape.count == actual.count && zip(input.shape, actual).allSatisfy { ($0 ?? $1) == $1 }
        guard fits else {
            let wanted = input.shape.map { $0.map(String.init) ?? "?" }.joined(separator: "x")
            throw InferenceError.inputShape(input.name, expected: wanted, actual: actual)
        }
        var isInteger = false
        if case .integer = value { isInteger = true }
        guard isInteger == input.holdsIntegers else {
            throw InferenceError.inputType(input.name, needsIntegers: input.holdsIntegers)
        }
    }
}
