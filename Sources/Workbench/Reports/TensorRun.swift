import Foundation
import Inference
import ONNX
import Tensors

/// What `convoscope run` does: one tensor through a network, its outputs to files.
public struct TensorRun: Sendable {
    private let outputs: [(name: String, tensor: Tensor)]

    /// An entry of `manifest.json`.
    private struct Entry: Encodable {
        let name: String
        let file: String
        let shape: [Int]
        let type: String
    }

    /// Feeds the tensor in the file `input` to the network in the file `model`.
    ///
    /// - Parameter everyNode: whether every node's output is kept, not only the network's.
    public init(model: URL, input: URL, everyNode: Bool) throws {
        let graph = try ONNXFile.readGraph(at: model)
        let tensor = try Self.read(input)
        guard let count = tensor.shape.first, count > 0 else {
            throw TensorRunError.empty(input.lastPathComponent)
        }
        let plan = try Plan(
            graph, inputShape: [1] + tensor.shape.dropFirst(), fusion: everyNode ? .none : .full)
        let runner = Runner(plan)
        let names = everyNode ? graph.nodes.flatMap(\.outputs).filter { !$0.isEmpty } : graph.outputs
        let runs = try (0..<count).map { index in
            let activations = try runner.run(tensor.slice(index..<index + 1))
            return names.map { activations.tensor($0) }
        }
        outputs = names.indices.compactMap { position in
            Self.joined(runs.compactMap { $0[position] }).map { (names[position], $0) }
        }
    }

    /// The outputs of several pictures, one after the other along the first dimension.
    private static func joined(_ parts: [Tensor]) -> Tensor? {
        guard let first = parts.first, parts.count > 1, let extent = first.shape.first else {
            return parts.first
        }
        return Tensor(
            shape: [extent * parts.count] + first.shape.dropFirst(), values: parts.flatMap(\.values))
    }

    private static func read(_ url: URL) throws -> Tensor {
        guard let file = try? Data(contentsOf: url) else { throw TensorRunError.unreadable(url.path) }
        do {
            guard case .float(let tensor) = try NPY.decoded(file) else {
                throw TensorRunError.notFloats(url.lastPathComponent)
            }
            return tensor
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
            try folder.write(output.tensor, file)
            return Entry(name: output.name, file: file, shape: output.tensor.shape, type: "float32")
        }
        try folder.write(json: entries, "manifest.json")
        return entries.count
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
    /// It holds integers.
    case notFloats(String)

    /// The error in one sentence.
    public var description: String {
        switch self {
        case .unreadable(let path): "\(path) cannot be read: name a .npy file."
        case .notReadable(let file, let reason): "\(file) cannot be fed: \(reason)."
        case .empty(let file): "\(file) holds no picture."
        case .notFloats(let file): "\(file) holds integers; a network is fed 32-bit floats."
        }
    }
}
