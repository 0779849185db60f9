import Foundation
import Inference
import Tensors
import Testing

@testable import ONNX

@Suite struct ONNXFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func metadataSaysWhoWroteTheFileAndForWhichOperatorSet() throws {
        let description = try ONNXFile.readMetadata(at: Recording.fixture("Networks/lenet_script.onnx"))
        #expect(description.producer == "pytorch")
        #expect(description.opset == 9)
        #expect(description.notes.isEmpty)
    }

    @Test func aNewerOperatorSetIsReadAndNoted() throws {
        let url = try folder.write(Self.relu(opset: 99))
        let model = try ONNXFile.readModel(at: url)
        #expect(model.graph.nodes.count == 1)
        #expect(model.description.notes.count == 1)
        #expect(model.description.notes[0].contains("99"))
    }

    @Test func symbolicExtentsAreNilAndInitialisersAreNoInputs() throws {
        let recording = Recording.fixture("Networks/by_hand_opset7.onnx")
        let graph = try ONNXFile.readGraph(at: recording)
        #expect(graph.inputs.map(\.name) == ["picture"])
        #expect(graph.inputs[0].shape == [nil, 3, 14, 14])
        #expect(graph.constants["b1"]?.shape == [6])
    }

    @Test func nodesWithoutNamesAreNamedAfterTheirOutputAndAllNamesAreUnique() throws {
        let url = try folder.write(
            ModelBytes.model {
                $0.node = [
                    ModelBytes.node("Relu", ["x"], ["first"]),
                    ModelBytes.node("Relu", ["first"], ["b"], name: "first"),
                    ModelBytes.node("Relu", ["b"], ["c"], name: "third"),
                ]
                $0.input = [ModelBytes.value("x", [1, 2])]
                $0.output = [ModelBytes.value("c", [1, 2])]
            })
        #expect(try ONNXFile.readGraph(at: url).nodes.map(\.name) == ["first", "first_2", "third"])
    }

    @Test func nodesOutOfOrderAreSorted() throws {
        let url = try folder.write(
            ModelBytes.model {
                $0.node = [
                    ModelBytes.node("Relu", ["b"], ["c"]), ModelBytes.node("Relu", ["x"], ["a"]),
                    ModelBytes.node("Relu", ["a"], ["b"]),
                ]
                $0.input = [ModelBytes.value("x", [1, 2])]
                $0.output = [ModelBytes.value("c", [1, 2])]
            })
        #expect(try ONNXFile.readGraph(at: url).nodes.map(\.name) == ["a", "b", "c"])
    }

    @Test func aFunctionOfTheFileIsReplacedByItsNodes() throws {
        var model = ModelBytes.model {
            $0.node = [
                ModelBytes.node("Leak", ["x"], ["y"], name: "call", attributes: [Self.slope("strength", 0.5)])
            ]
            $0.node[0].domain = "mine"
            $0.input = [ModelBytes.value("x", [2])]
            $0.output = [ModelBytes.value("y", [2])]
        }
        var reference = Self.slope("alpha", 0)
        reference.refAttrName = "strength"
        model.functions = [
            .with {
                $0.domain = "mine"
                $0.name = "Leak"
                $0.input = ["a"]
                $0.output = ["b"]
                $0.node = [
                    ModelBytes.node("Neg", ["a"], ["t"]),
                    ModelBytes.node("LeakyRelu", ["t"], ["b"], attributes: [reference]),
                ]
            }
        ]
        let graph = try ONNXFile.readGraph(at: try folder.write(model))
        #expect(graph.nodes.map(\.inputs) == [["x"], ["call/t"]])
        #expect(graph.nodes[1].outputs == ["y"])
        let leaky = try #require(graph.nodes[1].operation as? Activation)
        #expect(leaky.function == .leakyRelu(alpha: 0.5))
    }

    @Test("Every type of element is read", arguments: ElementCase.all)
    func elementTypes(example: ElementCase) throws {
        let value = try TensorDecoder(folder: folder.url).value(of: example.tensor)
        #expect(value == example.expected)
    }

    @Test func elementsOutsideRawDataAreRead() throws {
        let decoder = TensorDecoder(folder: folder.url)
        var tensor = ModelBytes.tensor("t", .float, [2], [])
        tensor.floatData = [1.5, -2]
        #expect(try decoder.value(of: tensor) == .float(Tensor(shape: [2], values: [1.5, -2])))
        tensor = ModelBytes.tensor("t", .float16, [2], [])
        tensor.int32Data = [0x3C00, 0xC000]
        #expect(try decoder.value(of: tensor) == .float(Tensor(shape: [2], values: [1, -2])))
        tensor = ModelBytes.tensor("t", .int8, [2, 1], [])
        tensor.int32Data = [7, -7]
        #expect(try decoder.value(of: tensor) == .integer(IntegerTensor(shape: [2, 1], values: [7, -7])))
        tensor = ModelBytes.tensor("t", .double, [], [])
        tensor.doubleData = [0.25]
        #expect(try decoder.value(of: tensor) == .float(Tensor(shape: [], values: [0.25])))
    }

    static func relu(opset: Int64) -> Onnx_ModelProto {
        ModelBytes.model(opset: opset) {
            $0.node = [ModelBytes.node("Relu", ["x"], ["y"])]
            $0.input = [ModelBytes.value("x", [1, 2])]
            $0.output = [ModelBytes.value("y", [1, 2])]
        }
    }

    private static func slope(_ name: String, _ value: Float) -> Onnx_AttributeProto {
        .with {
            $0.name = name
            $0.type = .float
            $0.f = value
        }
    }
}

/// Two elements as raw bytes of a type.
struct ElementCase: Sendable, CustomTestStringConvertible {
    let tensor: Onnx_TensorProto
    let expected: Value
    var testDescription: String { "\(tensor.dataType)" }

    private init(_ type: Onnx_TensorProto.DataType, _ bytes: [UInt8], floats: [Float]) {
        tensor = ModelBytes.tensor("t", type, [2], bytes)
        expected = .float(Tensor(shape: [2], values: floats))
    }

    private init(_ type: Onnx_TensorProto.DataType, _ bytes: [UInt8], integers: [Int]) {
        tensor = ModelBytes.tensor("t", type, [2], bytes)
        expected = .integer(IntegerTensor(shape: [2], values: integers))
    }

    /// Bit patterns by IEEE 754 and two's complement, little-endian.
    static let all = [
        ElementCase(.float, [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], floats: [1, -2]),
        ElementCase(.float16, [0, 0x3C, 0xFF, 0x7B], floats: [1, 65504]),
        ElementCase(.bfloat16, [0x80, 0x3F, 0, 0xC0], floats: [1, -2]),
        ElementCase(.double, [0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0], floats: [1, -2]),
        ElementCase(
            .int64, [5, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 8), integers: [5, -1]),
        ElementCase(.int32, [5, 1, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF], integers: [261, -2]),
        ElementCase(.int16, [5, 1, 0xFE, 0xFF], integers: [261, -2]),
        ElementCase(.int8, [5, 0xFE], integers: [5, -2]),
        ElementCase(
            .uint64, [5, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 8), integers: [5, .max]),
        ElementCase(.uint32, [5, 1, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF], integers: [261, 4_294_967_294]),
        ElementCase(.uint16, [5, 1, 0xFE, 0xFF], integers: [261, 65534]),
        ElementCase(.uint8, [5, 0xFE], integers: [5, 254]),
        ElementCase(.bool, [0, 1], integers: [0, 1]),
    ]
}
