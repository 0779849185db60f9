import Foundation
import Inference
import ONNX
import Tensors
import TestSupport
import Testing

/// What maps give to maps, units and classes against numpy, which reads the weights from the files: what
/// `Tools/record_connections.py` left.
@Suite struct ContributionRecordingTests {
    struct Entry: Decodable {
        let node: String
        let channel: Int
        /// The first input channel of the channel's group.
        let first: Int
        let sums: [Double]
        let magnitudes: [Double]
    }

    @Test(
        "Maps give what numpy says",
        arguments: [
            ("digits", "../../Assets/Models/digits.onnx", [1, 1, 32, 32]),
            ("pictograms", "../../Assets/Models/pictograms.onnx", [1, 3, 128, 128]),
            ("normalised", "Explanations/normalised.onnx", [1, 4, 33, 29]),
        ])
    func contributions(name: String, model: String, shape: [Int]) throws {
        let recorded = try JSONRecording.read("explanations/connections.json", as: [String: [Entry]].self)
        let plan = try Plan(ONNXFile.readGraph(at: Recording.fixture(model)))
        let picture = Tensor(
            shape: shape, values: (0..<shape.reduce(1, *)).map { Float($0 * 37 % 101) / 101 })
        let activations = try Runner(plan, workers: Workers(count: 2)).run(picture)
        let entries = try #require(recorded[name])
        for entry in entries {
            let value = plan.layers.first { $0.node == entry.node }?.value ?? plan.logits ?? ""
            let found = try #require(
                activations.contributions(to: MapPlace(value: value, channel: entry.channel)),
                "\(entry.node)")
            #expect(found.count == entry.sums.count, "\(entry.node)")
            let size = max(1, entry.magnitudes.reduce(0, +))
            for (index, part) in found.enumerated() {
                #expect(abs(part.sum - entry.sums[index]) <= 2e-5 * size, "\(entry.node), \(index)")
                #expect(
                    abs(part.magnitude - entry.magnitudes[index]) <= 2e-5 * size, "\(entry.node), \(index)")
            }
        }
    }

    @Test("Pools and flattening are looked through to the maps of a layer")
    func throughPools() throws {
        for (model, shape) in [
            ("../../Assets/Models/digits.onnx", [1, 1, 32, 32]),
            ("Explanations/normalised.onnx", [1, 4, 33, 29]),
        ] {
            let plan = try Plan(ONNXFile.readGraph(at: Recording.fixture(model)))
            let picture = Tensor(
                shape: shape, values: (0..<shape.reduce(1, *)).map { Float($0 * 37 % 101) / 101 })
            let activations = try Runner(plan).run(picture)
            for layer in plan.layers where layer.kind != .join {
                let found = try #require(
                    activations.contributions(to: MapPlace(value: layer.value, channel: 0)), "\(layer.name)")
                let known = Set(plan.layers.map(\.value) + [plan.inputName])
                #expect(found.allSatisfy { known.contains($0.map.value) }, "\(layer.name): \(found)")
                let before = layer.predecessors.map { plan.layers[$0].value }
                if !before.isEmpty {
                    #expect(found.allSatisfy { before.contains($0.map.value) }, "\(layer.name): \(found)")
                }
            }
        }
    }

    @Test("A map that nobody waits for any more is given up")
    func stale() throws {
        let plan = try Plan(ONNXFile.readGraph(at: Recording.fixture("../../Assets/Models/digits.onnx")))
        let activations = try Runner(plan).run(Tensor.random([1, 1, 32, 32], seed: 1))
        let place = MapPlace(value: plan.layers[1].value, channel: 0)
        #expect(activations.contributions(to: place, isStale: { true }) == nil)
        #expect(activations.contributions(to: MapPlace(value: plan.inputName, channel: 0)) == nil)
    }
}
