import Foundation
import Inference
import Tensors
import Testing

@testable import ONNX

/// Files that are no networks: each gets one clear sentence.
@Suite struct BadFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func aMissingFileIsNamed() {
        expect(
            folder.url.appendingPathComponent("none.onnx"), "none.onnx cannot be read: there is no such file."
        )
    }

    @Test func aFolderIsNoFile() {
        expect(folder.url, "\(folder.url.lastPathComponent) cannot be read: it is a folder.")
    }

    @Test func anEmptyFileIsNoNetwork() throws {
        expect(try folder.write(Data(), as: "e.onnx"), "e.onnx is not an ONNX file: it is empty.")
    }

    @Test func aTextIsNoNetwork() throws {
        let text = Data("Once upon a time there was a network.\n".utf8)
        expect(
            try folder.write(text, as: "t.onnx"),
            "t.onnx is not an ONNX file: its content is of another kind.")
    }

    @Test func aPyTorchCheckpointIsToldApart() throws {
        let url = try folder.write(Data([0x50, 0x4B, 3, 4, 0, 0]), as: "m.pt")
        #expect(sentence(url).contains("export the model to ONNX first"))
    }

    @Test func aTruncatedFileIsDamaged() throws {
        let whole = try Data(contentsOf: Recording.fixture("Networks/lenet_script.onnx"))
        let url = try folder.write(whole.prefix(whole.count / 2), as: "half.onnx")
        expect(url, "half.onnx is damaged: it breaks off in the middle.")
    }

    @Test func anOldOperatorSetIsNamed() throws {
        #expect(sentence(try folder.write(ONNXFileTests.relu(opset: 6))).contains("operator set 6"))
    }

    @Test func anUnsupportedOperatorIsNamedWithItsNode() throws {
        let url = try write(
            ModelBytes.node("NonMaxSuppression", ["x"], ["a"], name: "detect_3"),
            ModelBytes.node("NonMaxSuppression", ["x"], ["b"]),
            ModelBytes.node("NonMaxSuppression", ["x"], ["c"]),
            ModelBytes.node("Relu", ["x"], ["y"]))
        expect(
            url,
            "The model uses NonMaxSuppression (node detect_3 and 2 others), "
                + "which Convoscope does not support yet.")
    }

    @Test func anOperatorOfAnotherDomainIsNamedWithIt() throws {
        var node = ModelBytes.node("Relu", ["x"], ["y"], name: "r")
        node.domain = "com.example"
        #expect(sentence(try write(node)).contains("com.example.Relu (node r)"))
    }

    @Test func aLoopIsUnsupported() throws {
        #expect(
            sentence(try write(ModelBytes.node("Loop", ["x"], ["y"], name: "again"))).contains(
                "Loop (node again)"))
    }

    @Test func aConditionWithoutBranchesIsNamed() throws {
        let url = try write(ModelBytes.node("If", ["x"], ["y"], name: "maybe"))
        expect(url, "Attribute then_branch of node maybe is missing.")
    }

    @Test func aCircleIsNoNetwork() throws {
        let url = try write(
            ModelBytes.node("Add", ["x", "b"], ["a"], name: "one"), ModelBytes.node("Relu", ["a"], ["b"]),
            ModelBytes.node("Relu", ["b"], ["y"]))
        expect(url, "The model is not a valid graph: the nodes around one read their own results.")
    }

    @Test func aValueThatNobodyMakesIsNamed() throws {
        let url = try write(ModelBytes.node("Add", ["x", "ghost"], ["y"], name: "sum"))
        expect(url, "The model is not a valid graph: node sum reads ghost, which no node makes.")
    }

    @Test func anOutputThatNobodyMakesIsNamed() throws {
        #expect(
            sentence(try write(ModelBytes.node("Relu", ["x"], ["z"]))).contains("no node makes the output y"))
    }

    @Test func aValueMadeTwiceIsNamed() throws {
        let url = try write(ModelBytes.node("Relu", ["x"], ["y"]), ModelBytes.node("Neg", ["x"], ["y"]))
        #expect(sentence(url).contains("the value y is made twice"))
    }

    @Test func anAttributeOfTheWrongTypeIsNamedWithItsNode() throws {
        let node = ModelBytes.node(
            "LeakyRelu", ["x"], ["y"], name: "leak", attributes: [ModelBytes.integer("alpha", 1)])
        #expect(sentence(try write(node)).hasPrefix("Attribute alpha of node leak is of the wrong type"))
    }

    @Test func aMissingAttributeIsNamedWithItsNode() throws {
        let url = try write(ModelBytes.node("Concat", ["x", "x"], ["y"], name: "join"))
        expect(url, "Attribute axis of node join is missing.")
    }

    @Test func aTypeThatIsNotSupportedIsNamedWithItsValue() throws {
        var model = ONNXFileTests.relu(opset: 13)
        model.graph.initializer = [ModelBytes.tensor("w", .string, [1], [65])]
        let sentence = "The value w holds elements of the type string, which Convoscope does not support."
        expect(try folder.write(model), sentence)
    }

    @Test(
        "A constant that cannot be is named",
        arguments: [
            (ModelBytes.tensor("w", .float, [3], [0, 0, 0, 0]), "has 4 bytes where its shape needs 12"),
            (ModelBytes.tensor("w", .float, [-1], [0, 0, 0, 0]), "is negative"),
            (ModelBytes.tensor("w", .float, [1 << 40, 1 << 40], []), "is too large"),
            (ModelBytes.tensor("w", .float, [7], []), "has 0 elements where its shape needs 7"),
        ])
    func badConstants(tensor: Onnx_TensorProto, reason: String) throws {
        var model = ONNXFileTests.relu(opset: 13)
        model.graph.initializer = [tensor]
        let text = sentence(try folder.write(model))
        #expect(text.hasPrefix("The constant w cannot be read: "))
        #expect(text.contains(reason))
    }

    @Test(
        "Weights in a file of their own are checked",
        arguments: [
            ("gone.bin", "0", "8", "the weights file gone.bin, which belongs beside the model, is missing"),
            ("../w.bin", "0", "8", "the weights file \"../w.bin\" lies outside the model's folder"),
            ("/etc/hostname", "0", "8", "lies outside the model's folder"),
            ("", "0", "8", "lies outside the model's folder"),
            ("w.bin", "4", "8", "w.bin is too short: 8 bytes from 4 on are needed, of 8"),
            ("w.bin", "0", "4", "its 4 bytes in w.bin do not fit its shape (8 bytes)"),
            ("w.bin", "-1", "8", "its place \"-1\" is not a number"),
        ])
    func badExternalData(location: String, offset: String, length: String, reason: String) throws {
        _ = try folder.write(Data(count: 8), as: "w.bin")
        let text = sentence(try folder.write(Self.external(location, offset, length)))
        #expect(text.hasPrefix("The constant w cannot be read: "))
        #expect(text.contains(reason))
    }

    @Test func aLinkOutOfTheFolderIsNotFollowed() throws {
        let outside = try TemporaryFolder()
        let target = try outside.write(Data(count: 8), as: "secret.bin")
        try FileManager.default.createSymbolicLink(
            at: folder.url.appendingPathComponent("w.bin"), withDestinationURL: target)
        let text = sentence(try folder.write(Self.external("w.bin", "0", "8")))
        #expect(text.contains("lies outside the model's folder"))
    }

    private static func external(_ location: String, _ offset: String, _ length: String) -> Onnx_ModelProto {
        var model = ONNXFileTests.relu(opset: 13)
        var tensor = ModelBytes.tensor("w", .float, [2], [])
        tensor.dataLocation = .external
        tensor.externalData = [("location", location), ("offset", offset), ("length", length)].map {
            key, value in
            .with {
                $0.key = key
                $0.value = value
            }
        }
        model.graph.initializer = [tensor]
        return model
    }

    /// A model of the given nodes from x to y.
    private func write(_ nodes: Onnx_NodeProto...) throws -> URL {
        try folder.write(
            ModelBytes.model {
                $0.node = nodes
                $0.input = [ModelBytes.value("x", [1, 2])]
                $0.output = [ModelBytes.value("y", [1, 2])]
            })
    }

    private func expect(_ url: URL, _ expected: String) { #expect(sentence(url) == expected) }

    /// The error's sentence.
    private func sentence(_ url: URL) -> String {
        do {
            _ = try ONNXFile.readGraph(at: url)
            return "no error"
        } catch { return "\(error)" }
    }
}
