import Datasets
import Foundation
import Inference
import ONNX
import Tensors
import TestSupport
import Testing

@testable import Workbench

/// Inputs besides the picture, on a network that also reads sigma (one float), mask (1 x 1 x 16 x 16), step (1 integer).
@Suite struct FurtherInputsTests {
    private func conditioned() throws -> OpenNetwork { try OpenNetwork("conditioned_script") }

    private let mask = Tensor.random([1, 1, 16, 16], seed: 5)

    /// What the graph computes with every input fed, nothing of it constant.
    private func expected(_ model: OpenNetwork, _ picture: Tensor, sigma: Float, step: Int) throws -> Tensor {
        let run = try GraphRun(
            try ONNXFile.readGraph(at: model.url),
            feeding: [
                "picture": .float(picture), "sigma": .float(Tensor(shape: [], values: [sigma])),
                "mask": .float(mask), "step": .integer(IntegerTensor(shape: [1], values: [step])),
            ])
        guard case .float(let output)? = run.value("output") else { throw CocoaError(.fileReadUnknown) }
        return output
    }

    private func output(of network: LoadedNetwork) throws -> (input: Tensor, output: Tensor) {
        let input = network.preprocessing.tensor(from: OpenNetwork.picture)
        return (input, try #require(try network.runner.run(input).tensor("output")))
    }

    @Test("Constants of the command line are fed with every picture")
    func given() throws {
        let model = try conditioned()
        let file = try model.write(NPY.encoded(mask), as: "mask.npy")
        let settings = ["sigma=7", "sigma=0.5", "step=2", "mask=\(file.path)"].compactMap(InputSetting.init)
        let network = try model.load(InputSetting.constants(settings))
        let (input, made) = try output(of: network)
        let wanted = try expected(model, input, sigma: 0.5, step: 2)
        #expect(Tolerance.close.mismatch(made, wanted) == nil)
        #expect(network.plan.inputName == "picture" && network.plan.furtherInputs.count == 3)
        #expect(network.plan.weightCount == 8 * 4 * 9 + 8 + 3 * 8 * 9 + 3)
        let pictures = network.preprocessing.tensor(from: [OpenNetwork.picture, OpenNetwork.picture])
        #expect(try network.runner.logits(batch: pictures).shape == [2, 0])
    }

    @Test("A sidecar says them too, with files beside it, and the command line wins")
    func sidecar() throws {
        let model = try conditioned()
        try model.write(NPY.encoded(mask), as: "noise.npy")
        try model.write(
            "{\"inputs\": {\"sigma\": 0.25, \"step\": [3], \"mask\": \"noise.npy\"}}", as: "net.json")
        let (input, made) = try output(of: model.load())
        #expect(
            Tolerance.close.mismatch(made, try expected(model, input, sigma: 0.25, step: 3)) == nil)
        let (_, other) = try output(of: model.load(["step": .numbers([9], shape: [])]))
        #expect(
            Tolerance.close.mismatch(other, try expected(model, input, sigma: 0.25, step: 9)) == nil)
    }

    @Test("The report says what was fed")
    func report() throws {
        let model = try conditioned()
        let folder = try model.write("", as: "mark").deletingLastPathComponent().appending(path: "out")
        let picture = try #require(ShippedFiles.assets).appending(path: "Examples/dog-and-ball.png")
        var request = PictureRequest(
            model: model.url, picture: picture, clusterCount: 2, rectangles: [], fill: .black)
        request.inputs = InputSetting.constants(
            ["sigma=0.5", "step=2", "mask=0.25"].compactMap(InputSetting.init))
        try AnalysisReport.make(request, withPool: false).write(to: folder, withTensors: true)
        let file = try Data(contentsOf: folder.appending(path: "analysis.json"))
        let json = try #require(try JSONSerialization.jsonObject(with: file) as? [String: Any])
        let input = try #require(json["input"] as? [String: Any])
        let further = try #require(input["furtherInputs"] as? [[String: Any]])
        #expect(further.map { $0["name"] as? String } == ["mask", "sigma", "step"])
        #expect(further.map { $0["value"] as? Double } == [0.25, 0.5, 2])
        let tensor = try #require(further[0]["tensor"] as? String)
        let fed = try NPY.decoded(Data(contentsOf: folder.appending(path: tensor)))
        #expect(fed == .float(Tensor(shape: [1, 1, 16, 16], repeating: 0.25)))
    }

    @Test("What is missing is named with its shape, its type, and how to give it")
    func missing() throws {
        let error = #expect(throws: FurtherInputError.self) {
            try conditioned().load(["mask": .numbers([1], shape: [])])
        }
        #expect(
            error?.description
                == "net.onnx reads \"sigma\" (one number, floats) and \"step\" besides the picture: give the "
                + "value with --input-value sigma=NUMBER|FILE.npy, or in the sidecar as \"inputs\": {\"sigma\": 0}."
        )
    }

    @Test(
        "What does not fit is refused in a sentence",
        arguments: [
            (
                ["sigma=1", "mask=1", "step=0.5"],
                "The input \"step\" holds integers, but its value has fractions."
            ),
            (
                ["sigma=1", "mask=1,2,3", "step=1"],
                "The input \"mask\" (1 x 1 x 16 x 16, floats) cannot take numbers of the shape 3."
            ),
            (
                ["sigma=1", "mask=1", "step=1", "noise=1"],
                "net.onnx has no input \"noise\"; it reads \"picture\", \"sigma\", \"mask\", \"step\"."
            ),
            (
                ["sigma=1", "mask=1", "step=1", "picture=0"],
                "net.onnx reads \"picture\", \"sigma\", \"mask\", \"step\", of which none looks like a picture "
                    + "(1 x 3 x height x width)."
            ),
            (["sigma=1", "mask=nowhere.npy", "step=1"], "nowhere.npy cannot be read: name a .npy file."),
        ])
    func refused(settings: [String], sentence: String) throws {
        let constants = InputSetting.constants(settings.compactMap(InputSetting.init))
        let error = #expect(throws: (any Error).self) { try conditioned().load(constants) }
        #expect(error.map(Sentence.for) == sentence)
    }

    @Test("Of several pictures the one with colors is fed, or the one that the sidecar names")
    func severalPictures() throws {
        func graph(_ inputs: [Graph.Input]) -> Graph {
            Graph(name: "", inputs: inputs, outputs: [], nodes: [], constants: [:])
        }
        let two = graph([
            .init(name: "depth", shape: [1, 1, 8, 8]), .init(name: "colors", shape: [nil, 3, nil, nil]),
        ])
        let one = InputConstant.numbers([1], shape: [])
        let found = try FurtherInputs(two, file: "net.onnx", given: ["depth": one], sidecar: nil)
        #expect(found.picture.name == "colors" && found.values["depth"]?.shape == [1, 1, 8, 8])
        var sidecar = Sidecar(file: "net.json")
        sidecar.input = "depth"
        let named = try FurtherInputs(two, file: "net.onnx", given: ["colors": one], sidecar: sidecar)
        #expect(named.picture.name == "depth" && named.values["colors"]?.shape == [1, 3, 1, 1])

        let equal = graph([
            .init(name: "left", shape: [1, 3, 8, 8]), .init(name: "right", shape: [1, 3, 8, 8]),
        ])
        let error = #expect(throws: FurtherInputError.self) {
            try FurtherInputs(equal, file: "net.onnx", given: [:], sidecar: nil)
        }
        #expect(error?.description.contains("reads several pictures, \"left\", \"right\"") == true)
        let left = try FurtherInputs(equal, file: "net.onnx", given: ["right": one], sidecar: nil)
        #expect(left.picture.name == "left")
    }

    @Test("Numbers fill a shape, lists lie in its order, and open extents are theirs or 1")
    func shapes() throws {
        func value(_ words: String, _ shape: [Int?], integers: Bool = false) throws -> Value {
            try InputConstant(argument: words)
                .value(for: Graph.Input(name: "x", shape: shape, holdsIntegers: integers))
        }
        #expect(try value("2.5", [nil, 3]) == .float(Tensor(shape: [1, 3], repeating: 2.5)))
        #expect(try value("1,0", [1, 2]) == .float(Tensor(shape: [1, 2], values: [1, 0])))
        #expect(try value("1,2,3,4", [nil, 2]) == .float(Tensor(shape: [2, 2], values: [1, 2, 3, 4])))
        #expect(try value("7", [], integers: true) == .integer(IntegerTensor(shape: [], values: [7])))
        let nested = InputConstant.numbers([1, 2, 3, 4], shape: [2, 2])
        #expect(throws: FurtherInputError.self) { try nested.value(for: .init(name: "x", shape: [4])) }
        #expect(throws: FurtherInputError.self) { try value("1", [1 << 20, 1 << 20]) }
    }
}
