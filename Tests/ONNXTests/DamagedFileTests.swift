import Foundation
import Inference
import Tensors
import TestSupport
import Testing

@testable import ONNX

/// Valid models with bytes cut off or changed: an error or a graph, never a crash.
@Suite struct DamagedFileTests {
    @Test func everyTruncationIsAnErrorOrAGraph() throws {
        let folder = try TemporaryFolder()
        let whole = try Data(contentsOf: Recording.fixture("Networks/by_hand_opset13.onnx"))
        var errors = 0
        for length in stride(from: 1, to: whole.count, by: max(1, whole.count / 200)) {
            errors += try isRefused(whole.prefix(length), in: folder) ? 1 : 0
        }
        #expect(errors >= 190)
    }

    @Test("Changed bytes are an error or a graph", arguments: ["by_hand_opset7", "lenet_dynamo"])
    func changedBytes(name: String) throws {
        let folder = try TemporaryFolder()
        let whole = try Data(contentsOf: Recording.fixture("Networks/\(name).onnx"))
        var generator = SplitMix(seed: 7)
        var errors = 0
        for _ in 0..<300 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = UInt8.random(in: 0...255, using: &generator)
            }
            errors += try isRefused(bytes, in: folder) ? 1 : 0
        }
        #expect(errors > 0)
    }

    @Test func randomBytesAreRefused() throws {
        let folder = try TemporaryFolder()
        var generator = SplitMix(seed: 11)
        for length in [1, 2, 3, 10, 100, 1000] {
            for _ in 0..<20 {
                let bytes = Data((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
                #expect(try isRefused(bytes, in: folder))
            }
        }
    }

    /// Whether reading throws; every error must be an `ONNXError`, and every graph must be plannable or be refused.
    private func isRefused(_ bytes: Data, in folder: TemporaryFolder) throws -> Bool {
        let url = try folder.write(bytes, as: "model.onnx")
        do {
            let graph = try ONNXFile.readGraph(at: url)
            _ = try Plan(graph)
            return false
        } catch is ONNXError {
            return true
        } catch is InferenceError {
            return true
        }
    }
}
