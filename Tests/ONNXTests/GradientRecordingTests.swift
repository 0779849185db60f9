import Foundation
import Inference
import ONNX
import Tensors
import TestSupport
import Testing

/// The way back through whole networks, against PyTorch's autograd in double precision.
@Suite struct GradientRecordingTests {
    /// Networks that make pictures: they have no logits to go back from.
    private static let pictureMakers: Set = [
        "autoencoder_script", "conditioned_script", "superresolver_script", "unet_dynamo",
    ]

    @Test(
        "The gradient of a logit at any value is PyTorch's",
        arguments: Recording.names(in: "Networks").filter { !pictureMakers.contains($0) })
    func gradientsAgree(name: String) throws {
        let recording = try Recording("Networks", name)
        let plan = try Plan(ONNXFile.readGraph(at: recording.model))
        let expected = try JSONRecording.read("gradients/\(name).json", as: RecordedGradients.self)
        let workers = Workers(count: 2)
        let activations = try Runner(plan, workers: workers).run(
            try #require(recording.inputs["picture"]))
        var seeds = Tensor(shape: [plan.classCount])
        seeds[expected.classIndex] = 1
        var compared = 0
        for entry in expected.layers {
            guard let maps = activations.tensor(entry.value) else { continue }
            let layer = Layer(
                id: 0, name: entry.value, kind: .convolution, node: "", value: entry.value,
                shape: Array(maps.shape[1...]), predecessors: [])
            let gradient = try activations.gradient(of: seeds, at: layer, on: workers)
            let pixels = gradient.shape[1] * gradient.shape[2]
            let weights = (0..<gradient.shape[0]).map { map in
                gradient.slice(map..<map + 1).values.reduce(0, +) / Float(pixels)
            }
            let scale = entry.weights.values.map(abs).max() ?? 0
            let worst = zip(weights, entry.weights.values).map { abs($0 - $1) }.max() ?? .infinity
            #expect(worst <= 2e-5 * scale, "\(entry.value): \(worst) of \(scale)")
            compared += 1
        }
        #expect(compared >= 3)
    }
}
