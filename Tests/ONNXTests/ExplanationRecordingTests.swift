import Foundation
import Inference
import ONNX
import Tensors
import TestSupport
import Testing

/// Explained values of whole networks against numpy, which reads the weights from the files: what
/// `Tools/record_explanations.py` left.
@Suite struct ExplanationRecordingTests {
    /// One explained number.
    struct Entry: Decodable {
        struct Normalization: Decodable {
            let scale: Float
            let shift: Float
        }
        let node: String
        let output: String
        let kind: String
        let channel: Int
        let y: Int
        let x: Int
        /// What each input map of a convolution gives.
        let parts: [Float]?
        /// The largest products of a dense layer.
        let products: [Float]?
        /// Where the largest number of a pool's window is: column, row.
        let winner: [Int]?
        let bias: Float?
        /// With the bias.
        let sum: Float
        let normalization: Normalization?
    }

    private static let networks = [
        "alexnet_dynamo", "by_hand_opset9", "by_hand_opset21", "convnext_script", "densenet_script",
        "googlenet_script", "lenet_dynamo", "mobilenetv2_script", "mobilenetv3_script", "resnet_dynamo",
        "resnet_script", "shufflenet_script", "squeezenet_script", "vgg_script",
    ]
    private static let models = Recording.fixture("../../Assets/Models")

    @Test("A recorded network's values are made of the same parts", arguments: networks)
    func fixtures(name: String) throws {
        let recording = try Recording("Networks", name)
        try compare(recording.model, name, try #require(recording.inputs["picture"]), atLeast: 2)
    }

    @Test("So are those of a network with normalisations, groups, strides, padding and dilation")
    func normalised() throws {
        let model = Recording.fixture("Explanations/normalised.onnx")
        let normalised = try compare(model, "normalised", Self.picture([1, 4, 33, 29]), atLeast: 12)
        #expect(normalised >= 8)
    }

    @Test("So are those of the models that come with the program", arguments: ["digits", "pictograms"])
    func shipped(name: String) throws {
        let shape = name == "digits" ? [1, 1, 32, 32] : [1, 3, 128, 128]
        try compare(
            Self.models.appendingPathComponent("\(name).onnx"), "shipped_\(name)", Self.picture(shape),
            atLeast: 12)
    }

    private static func picture(_ shape: [Int]) -> Tensor {
        Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { Float($0 * 37 % 101) / 101 })
    }

    /// Compares all entries that can be asked for; returns how many had a normalisation.
    @discardableResult
    private func compare(_ model: URL, _ name: String, _ picture: Tensor, atLeast: Int) throws -> Int {
        let plan = try Plan(ONNXFile.readGraph(at: model))
        let activations = try Runner(plan, workers: Workers(count: 2)).run(picture)
        let entries = try JSONRecording.read("explanations/\(name).json", as: [Entry].self)
        var compared = 0
        var normalised = 0
        for entry in entries {
            let layer = plan.layers.first { $0.node == entry.node }
            let map = MapPlace(value: layer?.value ?? entry.output, channel: entry.channel)
            guard let explanation = activations.explanation(of: map.pixel(x: entry.x, y: entry.y)) else {
                continue
            }
            compared += 1
            let size = max(1, (entry.parts ?? entry.products ?? []).reduce(abs(entry.sum)) { $0 + abs($1) })
            #expect(abs(explanation.result - explanation.value) <= 1e-4 * size, "\(entry.node)")
            switch explanation.origin {
            case .weighted(let sum):
                try compare(sum, entry, size)
                guard let expected = entry.normalization else { continue }
                normalised += 1
                guard case .batchNormalization(let scale, let shift)? = explanation.steps.first?.kind else {
                    Issue.record("\(entry.node): no normalisation")
                    continue
                }
                #expect(abs(scale - expected.scale) <= 1e-5 * abs(expected.scale))
                #expect(abs(shift - expected.shift) <= 1e-5 * max(1, abs(expected.shift)))
            case .pooled(let window):
                let winner = try #require(window.winner.flatMap { window.place(cell: $0) })
                #expect([winner.x, winner.y] == entry.winner, "\(entry.node)")
                #expect(window.kind == .maximum && abs(window.result - entry.sum) <= 1e-4 * size)
            default: Issue.record("\(entry.node): \(explanation.origin)")
            }
        }
        #expect(compared >= atLeast, "\(compared) of \(entries.count)")
        return normalised
    }

    private func compare(_ sum: WeightedSum, _ entry: Entry, _ size: Float) throws {
        #expect(abs(sum.bias - (entry.bias ?? 0)) <= 1e-5 * max(1, abs(sum.bias)), "\(entry.node)")
        #expect(abs(sum.result - entry.sum) <= 1e-4 * size, "\(entry.node): \(sum.result), \(entry.sum)")
        if let parts = entry.parts {
            let worst = zip(parts, sum.parts).map { abs($0 - $1.sum) }.max() ?? .infinity
            #expect(sum.parts.count == parts.count && worst <= 1e-4 * size, "\(entry.node): \(worst)")
        }
        if let products = entry.products {
            let own = sum.parts.flatMap { part in
                zip(part.patch, part.kernel).map { ($0 ?? 0) * $1 }
            }
            let largest = own.sorted { abs($0) > abs($1) }.prefix(products.count)
            let worst = zip(largest, products).map { abs(abs($0) - abs($1)) }.max() ?? .infinity
            #expect(worst <= 1e-4 * size, "\(entry.node): \(worst)")
        }
    }
}
