import Foundation
import Inference
import Tensors
import Testing

@testable import ONNX

@Suite struct SlimModelTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(
        "Message and weights make the model that the protobuf library reads",
        arguments: ["by_hand_opset7", "by_hand_opset13", "lenet_dynamo", "lenet_script"])
    func agreesWithTheLibrary(name: String) throws {
        let url = Recording.fixture("Networks/\(name).onnx")
        let file = try #require(RandomAccessFile(url))
        let slim = try #require(SlimModel(file, smallest: 1))
        #expect(!slim.weights.isEmpty)
        #expect(slim.message.count < file.byteCount)
        var model = try Onnx_ModelProto(serializedBytes: slim.message)
        for (index, part) in slim.weights {
            #expect(model.graph.initializer[index].rawData.isEmpty)
            model.graph.initializer[index].rawData = try #require(file.bytes(in: part.range))
        }
        #expect(try model == Onnx_ModelProto(serializedBytes: Data(contentsOf: url)))
    }

    @Test("A large weight is read as it was written, by several threads, wherever it begins")
    func readsLargeWeights() throws {
        for offset in 0..<4 {
            var model = ONNXFileTests.relu(opset: 13)
            // The name's length moves the weights by single bytes.
            model.graph.name = String(repeating: "n", count: 10 + offset)
            let numbers = (0..<3_000_000).map { Float($0) * 0.5 - 7 }
            let bytes = numbers.withUnsafeBytes { Data($0) }
            model.graph.initializer = [
                ModelBytes.tensor("w", .float, [3, 1_000_000], Array(bytes)),
                ModelBytes.tensor("small", .float, [1], [0, 0, 0x80, 0x3F]),
            ]
            let graph = try ONNXFile.readGraph(at: try folder.write(model), workers: Workers(count: 3))
            #expect(graph.constants["w"] == .float(Tensor(shape: [3, 1_000_000], values: numbers)))
            #expect(graph.constants["small"] == .float(Tensor(shape: [1], values: [1])))
        }
    }

    @Test("A large matrix is read when it is wanted, in pieces or whole; what has gone since is not a number")
    func readsWhenWanted() throws {
        var model = ONNXFileTests.relu(opset: 13)
        let numbers = (0..<1_200_000).map { Float($0 % 1000) - 0.25 }
        model.graph.initializer = [
            ModelBytes.tensor("w", .float, [1200, 1000], Array(numbers.withUnsafeBytes { Data($0) }))
        ]
        let url = try folder.write(model)
        guard case .float(let whole) = try ONNXFile.readGraph(at: url).constants["w"],
            case .float(let piecewise) = try ONNXFile.readGraph(at: url).constants["w"]
        else { return #expect(Bool(false), "no floats") }
        #expect(whole.values == numbers)
        let range = 250_001..<260_000
        let read = { (tensor: Tensor) in
            tensor.withElements(in: range) { Array(UnsafeBufferPointer(start: $0, count: range.count)) }
        }
        #expect(read(piecewise) == Array(numbers[range]))
        try FileHandle(forWritingTo: url).truncate(atOffset: 1 << 20)
        #expect(read(whole) == Array(numbers[range]), "what has been read is kept")
        let kept = piecewise.withElements(in: 0..<1000) { $0[999] }
        let gone = piecewise.withElements(in: 1_199_000..<1_200_000) { $0[0] }
        #expect(kept == numbers[999] && gone.isNaN)
        let values = piecewise.values
        #expect(!values.contains { !$0.isNaN })
    }

    @Test func aLargeWeightThatDoesNotFitItsShapeIsNamed() throws {
        var model = ONNXFileTests.relu(opset: 13)
        model.graph.initializer = [
            ModelBytes.tensor("w", .float, [5], [UInt8](repeating: 0, count: 40_000))
        ]
        let url = try folder.write(model)
        let error = #expect(throws: ONNXError.self) { try ONNXFile.readGraph(at: url) }
        #expect(
            error?.description
                == "The constant w cannot be read: it has 40000 bytes where its shape needs 20.")
    }

    @Test func theLastOfTwoRawDataFieldsCountsAsInTheLibrary() throws {
        let first = ModelBytes.tensor("w", .float, [2], [UInt8](repeating: 1, count: 8))
        var second = Onnx_TensorProto()
        second.rawData = Data(repeating: 2, count: 8)
        // A message that is cut in two and joined is the same message: fields that come later win.
        let tensor = try first.serializedData() + second.serializedData()
        var graph = Data([UInt8(5 << 3 | 2), UInt8(tensor.count)]) + tensor
        graph = Data([UInt8(7 << 3 | 2), UInt8(graph.count)]) + graph
        let url = try folder.write(graph, as: "twice.onnx")
        let file = try #require(RandomAccessFile(url))
        let slim = try #require(SlimModel(file, smallest: 1))
        #expect(slim.weights.isEmpty)
        let model = try Onnx_ModelProto(serializedBytes: slim.message)
        #expect(model.graph.initializer[0].rawData == Data(repeating: 2, count: 8))
    }

    @Test("Bytes that break off anywhere are left to the library")
    func refusesTruncations() throws {
        let whole = try Data(contentsOf: Recording.fixture("Networks/by_hand_opset7.onnx"))
        for length in stride(from: 1, to: whole.count, by: 7) {
            let url = try folder.write(whole.prefix(length), as: "cut.onnx")
            let file = try #require(RandomAccessFile(url))
            let slim = SlimModel(file, smallest: 1)
            let isRead = (try? Onnx_ModelProto(serializedBytes: whole.prefix(length))) != nil
            #expect((slim != nil) == isRead, "\(length) bytes")
        }
    }
}
