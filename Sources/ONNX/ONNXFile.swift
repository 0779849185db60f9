import Foundation
import Inference
import SwiftProtobuf
import Tensors

/// Reading of ONNX files: the file's messages become a `Graph`.
public enum ONNXFile {
    /// The oldest operator set that is understood.
    public static let oldestOpset = 7
    /// The newest operator set that is tested; newer ones are read by the same rules.
    public static let newestOpset = 21

    /// A file's network together with what the file says about itself.
    public struct Model: Sendable {
        /// The network.
        public var graph: Graph
        /// Producer, versions and notes.
        public var description: ModelDescription
    }

    /// Reads the network at `url`; weights may lie in further files of the same folder.
    ///
    /// - Parameter workers: what large weights are read by.
    /// - Throws: `ONNXError`.
    public static func readGraph(at url: URL, workers: Workers = .standard) throws -> Graph {
        try readModel(at: url, workers: workers).graph
    }

    /// Reads what the file at `url` says about itself, without building the network.
    ///
    /// - Throws: `ONNXError`.
    public static func readMetadata(at url: URL) throws -> ModelDescription {
        let model = try readMessage(at: url).model
        return ModelDescription(model, opset: try opset(of: model))
    }

    /// Reads the network at `url` and what the file says about itself.
    ///
    /// - Parameter workers: what large weights are read by.
    /// - Throws: `ONNXError`.
    public static func readModel(at url: URL, workers: Workers = .standard) throws -> Model {
        var (message, weights) = try readMessage(at: url)
        let opset = try opset(of: message)
        let description = ModelDescription(message, opset: opset)
        let builder = GraphBuilder(
            opset: opset, folder: url.deletingLastPathComponent(), weights: weights, workers: workers)
        return Model(graph: try builder.graph(consuming: &message), description: description)
    }

    /// The file's message, and the large weights that are still in the file.
    private static func readMessage(at url: URL) throws -> (model: Onnx_ModelProto, weights: [Int: FilePart])
    {
        let name = url.lastPathComponent
        let file = try openFile(at: url)
        let start = file.bytes(in: 0..<min(8, file.byteCount)) ?? Data()
        if let kind = foreignKind(of: start) { throw ONNXError.notONNX(name: name, reason: kind) }
        let slim = SlimModel(file)
        guard let bytes = slim?.message ?? file.bytes(in: 0..<file.byteCount) else {
            throw ONNXError.unreadableFile(name: name, reason: "it changes while it is read")
        }
        do {
            let model = try Onnx_ModelProto(serializedBytes: bytes)
            guard model.hasGraph, !model.graph.node.isEmpty else {
                throw ONNXError.notONNX(name: name, reason: "it holds no network")
            }
            return (model, slim?.weights ?? [:])
        } catch let error as BinaryDecodingError {
            throw startsLikeModel(start)
                ? ONNXError.damaged(name: name, reason: reason(of: error))
                : ONNXError.notONNX(name: name, reason: "its content is of another kind")
        }
    }

    private static func openFile(at url: URL) throws -> RandomAccessFile {
        let name = url.lastPathComponent
        let target = url.resolvingSymlinksInPath()
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: target.path) else {
            throw ONNXError.unreadableFile(name: name, reason: "there is no such file")
        }
        switch attributes[.type] as? FileAttributeType {
        case .typeRegular: break
        case .typeDirectory: throw ONNXError.unreadableFile(name: name, reason: "it is a folder")
        default: throw ONNXError.unreadableFile(name: name, reason: "it is not a regular file")
        }
        guard let file = RandomAccessFile(target) else {
            throw ONNXError.unreadableFile(name: name, reason: "it may not be opened")
        }
        guard file.byteCount > 0 else { throw ONNXError.notONNX(name: name, reason: "it is empty") }
        return file
    }

    /// What the first bytes tell about a file that is often mistaken for ONNX; nil if nothing.
    private static func foreignKind(of bytes: Data) -> String? {
        let start = bytes.prefix(8)
        if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            return "it is a zip archive, as PyTorch and Keras write them; export the model to ONNX first"
        }
        if start.starts(with: [0x89, 0x48, 0x44, 0x46]) {
            return "it is an HDF5 file, as Keras writes them; export the model to ONNX first"
        }
        if start.dropFirst(4).starts(with: Array("TFL3".utf8)) {
            return "it is a TensorFlow Lite file; export the model to ONNX instead"
        }
        return nil
    }

    /// Whether the first field is the format version, as all known writers have it.
    private static func startsLikeModel(_ bytes: Data) -> Bool { bytes.first == 0x08 }

    private static func reason(of error: BinaryDecodingError) -> String {
        error == .truncated ? "it breaks off in the middle" : "its content does not follow the format"
    }

    private static func opset(of model: Onnx_ModelProto) throws -> Int {
        let standard = model.opsetImport.filter { OperatorTable.isStandard(domain: $0.domain) }
        guard let version = standard.map({ Int($0.version) }).max() else {
            if let node = model.graph.node.first(where: { !OperatorTable.isStandard(domain: $0.domain) }) {
                throw ONNXError.unsupportedOperator(
                    name: "\(node.domain).\(node.opType)", node: node.name, others: 0)
            }
            throw ONNXError.invalidGraph(reason: "it does not say which operator set it uses")
        }
        guard version >= oldestOpset else { throw ONNXError.unsupportedOpset(version: version) }
        return version
    }
}
