import Foundation
import Inference
import ONNX
import Tensors

/// What `convoscope run` does: one tensor through a network, its outputs to files.
public struct TensorRun: Sendable {
    private let outputs: [(name: String, value: Value)]

    /// An entry of `manifest.json`.
    private struct Entry: Encodable {
        let name: String
        let file: String
        let shape: [Int]
        let type: String
    }

    /// Feeds the tensor in the file `input` to the network in the file `model`, which may be of any kind that has
    /// one input.
    ///
    /// - Parameter everyNode: whether every node's output is kept, not only the network's.
    public init(model: URL, input: URL, everyNode: Bool) throws {
        let graph = try ONNXFile.readGraph(at: model)
        let run = try GraphRun(graph, feeding: try Self.read(input))
        let made = graph.nodes.flatMap(\.outputs).filter { !$0.isEmpty }
        let names = everyNode ? made + graph.outputs.filter { !made.contains($0) } : graph.outputs
        outputs = names.compactMap { name in run.value(name).map { (name, $0) } }
    }

    /// The array in a .npy file; throws `TensorRunError`.
    static func read(_ url: URL) throws -> Value {
        guard let file = try? Data(contentsOf: url) else { throw TensorRunError.unreadable(url.path) }
        do {
            let value: Value =
                switch try NPY.decoded(file) {
                case .float(let tensor): .float(tensor)
                case .integer(let tensor): .integer(tensor)
                }
            guard !value.shape.contains(0) else { throw TensorRunError.empty(url.lastPathComponent) }
            return value
        } catch let error as NPY.FormatError {
            throw TensorRunError.notReadable(url.lastPathComponent, reason: error.description)
        }
    }

    /// Writes every tensor as .npy, then `manifest.json`. Returns how many tensors there are.
    public func write(to url: URL) throws -> Int {
        let folder = try OutputFolder(url)
        let digits = String(outputs.count).count
        let entries = try outputs.enumerated().map { index, output in
            let number = String(index)
            let padded = String(repeating: "0", count: digits - number.count) + number
            let file = "\(padded)-\(OutputFolder.fileName(for: output.name).suffix(100)).npy"
            try folder.write(output.value, file)
            return Entry(
                name: output.name, file: file, shape: output.value.shape, type: output.value.typeName)
        }
        try folder.write(json: entries, "manifest.json")
        return entries.count
    }
}

extension Value {
    /// The element type in numpy's words.
    fileprivate var typeName: String {
        switch self {
        case .float: "float32"
        case .integer: "int64"
        }
    }
}

/// A tensor that cannot be fed.
public enum TensorRunError: Error, CustomStringConvertible {
    /// The file cannot be read.
    case unreadable(String)
    /// It is no array.
    case notReadable(String, reason: String)
    /// It has no elements.
    case empty(String)

    /// The error in one sentence.
    public var description: String {
        switch self {
        case .unreadable(let path): "\(path) cannot be read: name a .npy file."
        case .notReadable(let file, let reason): "\(file) cannot be fed: \(reason)."
        case .empty(let file): "\(file) holds no numbers."
        }
    }
}
