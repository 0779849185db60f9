import Foundation
import Inference
import ONNX

/// One case of ONNX's backend suite: a folder with `model.onnx` and, in each `test_data_set_*`, what is fed
/// (`input_0.pb` ...) and what must come out (`output_0.pb` ...), a tensor a file.
struct ConformanceCase: Sendable {
    /// How a case ends.
    enum Verdict: Equatable, Sendable {
        /// Every output of every data set is as expected.
        case passed
        /// An output differs, or a supported operator cannot be computed.
        case failed(reason: String)
        /// The case needs something that the engine does not offer.
        case skipped(reason: String)
    }

    /// The folder.
    let folder: URL

    /// Runs every data set twice: with all inputs fed, and with all but the first as constants of the model, for
    /// operators prepare themselves for constant weights, axes and shapes.
    func verdict() -> Verdict {
        do {
            let graph = try ONNXFile.readGraph(at: folder.appending(path: "model.onnx"))
            let sets = try files(in: folder) { $0.hasPrefix("test_data_set_") }
            guard !sets.isEmpty else { return .failed(reason: "there is no folder test_data_set_0") }
            for set in sets {
                let fed = try inputs(in: set, of: graph)
                if let reason = try mismatch(graph, feeding: fed, in: set) { return .failed(reason: reason) }
                let (fixed, rest) = graph.holding(fed)
                guard fixed.constants.count > graph.constants.count else { continue }
                if let reason = try mismatch(fixed, feeding: rest, in: set) {
                    return .failed(reason: "with constant inputs: \(reason)")
                }
            }
            return .passed
        } catch let error as ONNXError {
            return error.isOutsideOfWhatIsOffered
                ? .skipped(reason: error.description) : .failed(reason: error.description)
        } catch {
            return .failed(reason: Sentence.for(error))
        }
    }

    /// What differs from the expected outputs; nil where nothing does.
    private func mismatch(_ graph: Graph, feeding inputs: [String: Value], in set: URL) throws -> String? {
        let run = try GraphRun(graph, feeding: inputs)
        for (index, file) in try files(in: set, where: { $0.hasPrefix("output_") }).enumerated() {
            guard graph.outputs.indices.contains(index) else { return "there are more outputs than expected" }
            let name = graph.outputs[index]
            guard let actual = run.value(name) else { return "the output \(name) is not made" }
            let expected = try TensorFile.read(at: file).value
            if let reason = actual.difference(from: expected) { return "\(name): \(reason)" }
        }
        return nil
    }

    /// What is fed, by the names of the graph's inputs: by the tensor's own name, else by its place.
    private func inputs(in set: URL, of graph: Graph) throws -> [String: Value] {
        var result: [String: Value] = [:]
        for (index, file) in try files(in: set, where: { $0.hasPrefix("input_") }).enumerated() {
            let (name, value) = try TensorFile.read(at: file)
            if graph.inputs.contains(where: { $0.name == name }) {
                result[name] = value
            } else if graph.inputs.indices.contains(index) {
                result[graph.inputs[index].name] = value
            }
        }
        return result
    }

    /// What the folder holds, in the order of the numbers at the end of the names.
    private func files(in folder: URL, where isWanted: (String) -> Bool) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { isWanted($0.lastPathComponent) }
            .sorted { $0.path.compare($1.path, options: .numeric) == .orderedAscending }
    }
}

extension Graph {
    /// The graph with all fed values but the first as constants, and what is left to feed.
    fileprivate func holding(_ fed: [String: Value]) -> (Graph, [String: Value]) {
        guard let first = inputs.first else { return (self, fed) }
        var result = self
        result.inputs = [first]
        for input in inputs.dropFirst() { result.constants[input.name] = fed[input.name] }
        return (result, fed.filter { $0.key == first.name })
    }
}

extension ONNXError {
    /// Whether the model asks for an operator, an element type or a version that is not offered at all.
    fileprivate var isOutsideOfWhatIsOffered: Bool {
        switch self {
        case .unsupportedOperator, .unsupportedType, .unsupportedOpset: true
        default: false
        }
    }
}
