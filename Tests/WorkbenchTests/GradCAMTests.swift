import Datasets
import Foundation
import Inference
import Tensors
import TestSupport
import Testing

@testable import Workbench

/// Grad-CAM of the networks that come with the program, against PyTorch's autograd in double precision.
@Suite struct GradCAMTests {
    private func network(_ name: String) throws -> LoadedNetwork {
        let assets = try #require(ShippedFiles.assets)
        return try LoadedNetwork.load(
            from: assets.appending(path: "Models/\(name).onnx"), store: SidecarStore(folder: nil))
    }

    /// One number a square of 8 x 8 pixels.
    private func input(_ squares: [Float], _ shape: [Int]) -> Tensor {
        let (rows, columns) = (shape[2] / 8, shape[3] / 8)
        let values = (0..<shape.reduce(1, *)).map { index in
            let (plane, pixel) = index.quotientAndRemainder(dividingBy: shape[2] * shape[3])
            return squares[(plane * rows + pixel / shape[3] / 8) * columns + pixel % shape[3] / 8]
        }
        return Tensor(shape: shape, values: values)
    }

    @Test("Weights and map of the shipped networks are PyTorch's", arguments: ["digits", "pictograms"])
    func agrees(name: String) throws {
        let network = try network(name)
        let expected = try JSONRecording.read("gradients/shipped_\(name).json", as: RecordedGradients.self)
        let activations = try network.runner.run(
            input(#require(expected.squares).values, network.preprocessing.tensorShape))
        let last = try network.gradCAM(of: expected.classIndex, in: activations)
        #expect(last.layer == network.gradCAMLayer && last.classIndex == expected.classIndex)
        var compared: [String] = []
        for entry in expected.layers {
            guard let layer = network.layers.first(where: { $0.value == entry.value }) else { continue }
            let cam = try network.gradCAM(of: expected.classIndex, layer: layer, in: activations)
            expectClose(cam.weights, entry.weights.values)
            expectClose(cam.map.values, entry.map.values)
            #expect(cam.map.shape == [layer.height, layer.width])
            compared.append(layer.name)
        }
        #expect(compared.contains(last.layer.name))
    }

    private func expectClose(_ actual: [Float], _ expected: [Float]) {
        let scale = expected.map(abs).max() ?? 0
        let worst = zip(actual, expected).map { abs($0 - $1) }.max() ?? .infinity
        #expect(actual.count == expected.count && scale > 0)
        #expect(worst <= 1e-5 * scale, "\(worst) of \(scale)")
    }

    @Test("Enlarged maps keep their values at the pixels' centres and lie between them elsewhere")
    func scales() throws {
        let layer = Layer(
            id: 0, name: "l", kind: .convolution, node: "l", value: "l", shape: [1, 2, 2], predecessors: [])
        let maps = Tensor(shape: [1, 2, 2], values: [0, 1, 2, 4])
        let cam = GradCAM(
            layer: layer, classIndex: 0, maps: maps, gradient: Tensor(shape: [1, 2, 2], repeating: 1))
        #expect(cam.weights == [1] && cam.map.values == [0, 1, 2, 4])
        let enlarged = cam.scaled(toWidth: 4, height: 2)
        #expect(enlarged.values == [0, 0.25, 0.75, 1, 2, 2.5, 3.5, 4])
        #expect(cam.scaled(toWidth: 2, height: 2) == cam.map)
        #expect(cam.scaled(toWidth: 6, height: 6)[1, 1] == 0)
    }

    @Test("What speaks against the class is set to 0")
    func rectifies() {
        let layer = Layer(
            id: 0, name: "l", kind: .convolution, node: "l", value: "l", shape: [2, 1, 2], predecessors: [])
        let maps = Tensor(shape: [2, 1, 2], values: [1, 3, 2, 1])
        let gradient = Tensor(shape: [2, 1, 2], values: [0, 2, -4, 0])
        let cam = GradCAM(layer: layer, classIndex: 0, maps: maps, gradient: gradient)
        #expect(cam.weights == [1, -2])
        #expect(cam.map.values == [0, 1])
    }
}
