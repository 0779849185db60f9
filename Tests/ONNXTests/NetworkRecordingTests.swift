import Foundation
import Inference
import ONNX
import Tensors
import Testing

/// Whole networks, as two exporters of PyTorch and a person write them, against onnxruntime node by node.
@Suite struct NetworkRecordingTests {
    /// Sums of some hundred products in another order.
    static let close: Float = 1e-5

    @Test("Every node computes what onnxruntime computes", arguments: Recording.names(in: "Networks"))
    func everyNodeAgrees(name: String) throws {
        let recording = try Recording("Networks", name)
        let graph = try ONNXFile.readGraph(at: recording.model)
        let activations = try run(graph, recording, fusion: .none)
        // The mask of a dropout, which nobody reads, is not made.
        for (value, expected) in recording.outputs where value != "mask" {
            let actual = try #require(
                activations.value(value) ?? graph.constants[value], "\(value) is missing")
            #expect(distance(actual.asFloats, expected) < Self.close, "\(value)")
        }
    }

    @Test("Fused nodes compute what onnxruntime computes", arguments: Recording.names(in: "Networks"))
    func fusedNodesAgree(name: String) throws {
        let recording = try Recording("Networks", name)
        let graph = try ONNXFile.readGraph(at: recording.model)
        let activations = try run(graph, recording, fusion: .full)
        var compared: Set<String> = []
        for (value, expected) in recording.outputs {
            guard let actual = activations.value(value) else { continue }
            #expect(distance(actual.asFloats, expected) < Self.close, "\(value)")
            compared.insert(value)
        }
        #expect(compared.isSuperset(of: graph.outputs))
        #expect(compared.count >= 4)
    }

    private func run(_ graph: Graph, _ recording: Recording, fusion: Plan.Fusion) throws -> Activations {
        let input = try #require(recording.inputs["picture"])
        // What else is fed is the same with every picture.
        var values: [String: Value] = [:]
        for other in graph.inputs where other.name != "picture" {
            let tensor = try #require(recording.inputs[other.name])
            let whole = IntegerTensor(shape: tensor.shape, values: tensor.values.map { Int($0) })
            values[other.name] = other.holdsIntegers ? .integer(whole) : .float(tensor)
        }
        let plan = try Plan(graph, inputShape: input.shape, values: values, fusion: fusion)
        return try Runner(plan, workers: Workers(count: 2)).run(input)
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
