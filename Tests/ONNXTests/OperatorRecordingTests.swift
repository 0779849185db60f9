import Foundation
import Inference
import ONNX
import Tensors
import Testing

/// Every operator and variant, alone: each node gets exactly what onnxruntime computed for its inputs.
@Suite struct OperatorRecordingTests {
    @Test("An operator computes what onnxruntime computes", arguments: Recording.names(in: "Operators"))
    func operatorsAgree(name: String) throws {
        let recording = try Recording("Operators", name)
        let graph = try ONNXFile.readGraph(at: recording.model)
        let expected = Dictionary(uniqueKeysWithValues: recording.outputs)
        let given = Given(graph: graph, recording: recording)
        for node in graph.nodes {
            let inputs = node.inputs.map(given.value)
            let constants = node.inputs.map { graph.constants[$0] }
            let operation = try node.operation.prepared(constants: constants)
            for order in Order.allCases where operation.accepts(order, for: inputs) {
                let results = try operation.evaluate(inputs.map(order.arranged), on: Workers(count: 2))
                    .map(order.restored)
                #expect(results.count >= node.outputs.count, "\(node.name)")
                for (output, result) in zip(node.outputs, results) where !output.isEmpty {
                    let reference = try #require(expected[output])
                    #expect(
                        distance(result.asFloats, reference) < tolerance(of: node.operation),
                        "\(node.name) in \(order) of \(inputs.map(\.?.shape))")
                }
            }
        }
    }

    /// Some roundings; cubic interpolation makes sixteen products a pixel of weights that onnxruntime rounds otherwise.
    private func tolerance(of operation: any Operator) -> Float { operation.name == "Resize" ? 4e-6 : 2e-6 }
}

/// What the nodes of a graph read, in the types of the graph.
private struct Given {
    let graph: Graph
    let recording: Recording
    /// Values that hold integers or truth values: found by the operator that makes them.
    private let integers: Set<String>

    init(graph: Graph, recording: Recording) {
        self.graph = graph
        self.recording = recording
        var integers: Set<String> = []
        let logical: Set = [
            "Equal", "Greater", "Less", "GreaterOrEqual", "LessOrEqual", "And", "Or", "Xor", "Not",
        ]
        integers.formUnion(graph.inputs.filter(\.holdsIntegers).map(\.name))
        for node in graph.nodes where logical.contains(node.operation.name) {
            integers.formUnion(node.outputs)
        }
        for node in graph.nodes where node.operation.name == "Cast" && node.inputs[0].hasPrefix("input") {
            integers.formUnion(node.outputs)
        }
        self.integers = integers
    }

    func value(_ name: String) -> Value? {
        if let constant = graph.constants[name] { return constant }
        let made = recording.outputs.first { $0.name == name }?.value
        guard let tensor = recording.inputs[name] ?? made else { return nil }
        guard integers.contains(name) else { return .float(tensor) }
        return .integer(IntegerTensor(shape: tensor.shape, values: tensor.values.map { Int($0) }))
    }
}

/// The two ways in which four-dimensional floats lie in memory.
private enum Order: CaseIterable {
    case rowMajor
    case channelsLast

    func arranged(_ value: Value?) -> Value? {
        guard self == .channelsLast, case .float(let tensor) = value, tensor.shape.count == 4 else {
            return value
        }
        return .float(permuted(tensor, [0, 2, 3, 1]))
    }

    func restored(_ value: Value) -> Value {
        guard self == .channelsLast, case .float(let tensor) = value, tensor.shape.count == 4 else {
            return value
        }
        return .float(permuted(tensor, [0, 3, 1, 2]))
    }
}

extension Operator {
    /// Whether the runner may hand the inputs over in the order.
    fileprivate func accepts(_ order: Order, for inputs: [Value?]) -> Bool {
        switch memoryOrder {
        case .rowMajor: return order == .rowMajor
        case .channelsLast: return order == .channelsLast
        case .any:
            let ranks = inputs.compactMap(\.?.shape.count)
            let areFloats = inputs.allSatisfy { if case .integer = $0 { false } else { true } }
            return order == .rowMajor || (areFloats && Set(ranks) == [4])
        }
    }
}

extension Value {
    fileprivate var asFloats: Tensor {
        switch self {
        case .float(let tensor): tensor
        case .integer(let tensor): Tensor(shape: tensor.shape, values: tensor.values.map { Float($0) })
        }
    }
}

/// The four axes in another order, one element at a time.
private func permuted(_ tensor: Tensor, _ order: [Int]) -> Tensor {
    let shape = order.map { tensor.shape[$0] }
    var result = Tensor(uninitialized: shape)
    for a in 0..<shape[0] {
        for b in 0..<shape[1] {
            for c in 0..<shape[2] {
                for d in 0..<shape[3] {
                    var source = [0, 0, 0, 0]
                    for (axis, index) in zip(order, [a, b, c, d]) { source[axis] = index }
                    result[a, b, c, d] = tensor[source[0], source[1], source[2], source[3]]
                }
            }
        }
    }
    return result
}
