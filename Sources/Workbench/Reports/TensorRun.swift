import Datasets
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

    /// Feeds the tensor in the file `input` to the network in the file `model`, which may be of any kind.
    ///
    /// - Parameters:
    ///   - everyNode: whether every node's output is kept, not only the network's.
    ///   - inputs: what further inputs are fed; they win over the model's sidecar. All but one must have a value.
    public init(
        model: URL, input: URL, everyNode: Bool, inputs: InputConstants = [:]
    ) throws {
        let graph = try ONNXFile.readGraph(at: model)
        var feeds = try Self.constants(of: graph, beside: model, given: inputs)
        let free = graph.inputs.map(\.name).filter { feeds[$0] == nil }
        guard let fed = free.first, free.count == 1 else {
            throw FurtherInputError.unfed(graph.inputs.map(\.name), count: free.count)
        }
        feeds[fed] = try Value(file: input)
        let run = try GraphRun(graph, feeding: feeds)
        let made = graph.nodes.flatMap(\.outputs).filter { !$0.isEmpty }
        let names = everyNode ? made + graph.outputs.filter { !made.contains($0) } : graph.outputs
        outputs = names.compactMap { name in run.value(name).map { (name, $0) } }
    }

    /// What further inputs are fed; the sidecar is asked only where there are any.
    private static func constants(
        of graph: Graph, beside model: URL, given: InputConstants
    ) throws -> [String: Value] {
        let sidecar = graph.inputs.count > 1 ? try SidecarStore.standard.read(for: model) : nil
        var feeds: [String: Value] = [:]
        for (name, constant) in (sidecar?.inputs ?? [:]).merging(given, uniquingKeysWith: { $1 }) {
            guard let input = graph.inputs.first(where: { $0.name == name }) else {
                throw FurtherInputError.unknown(
                    name, file: model.lastPathComponent, known: graph.inputs.map(\.name))
            }
            feeds[name] = try constant.value(for: input)
        }
        return feeds
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
