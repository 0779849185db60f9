import Foundation
import Inference

/// Reading of single tensors, each a file of its own, as ONNX's test cases keep what is fed and expected.
public enum TensorFile {
    /// The name and value of the tensor in the file at `url`; the name may be empty.
    ///
    /// - Throws: `ONNXError`.
    public static func read(at url: URL) throws -> (name: String, value: Value) {
        guard let bytes = try? Data(contentsOf: url) else {
            throw ONNXError.unreadableFile(name: url.lastPathComponent, reason: "it may not be opened")
        }
        guard let tensor = try? Onnx_TensorProto(serializedBytes: bytes) else {
            throw ONNXError.damaged(name: url.lastPathComponent, reason: "it holds no tensor")
        }
        let decoder = TensorDecoder(folder: url.deletingLastPathComponent())
        return (tensor.name, try decoder.value(of: tensor))
    }
}
