import Foundation
import Tensors

/// A model of Tests/Fixtures with what onnxruntime computed at every node, as Tools/record_oracles.py left it.
struct Recording {
    /// One recorded value; integers are kept as floats.
    struct Entry: Decodable {
        let name: String
        let shape: [Int]
        let kind: String
    }

    /// The model's file.
    let model: URL
    /// What was fed.
    let inputs: [String: Tensor]
    /// Every node's outputs in the order of the nodes.
    let outputs: [(name: String, value: Tensor)]

    init(_ group: String, _ name: String) throws {
        model = Self.fixture("\(group)/\(name).onnx")
        let folder = Self.tests.appendingPathComponent("Recordings/\(group)")
        let list = try Data(contentsOf: folder.appendingPathComponent("\(name).json"))
        let numbers = try Data(contentsOf: folder.appendingPathComponent("\(name).npy"))
        guard case .float(let flat) = try NPY.decoded(numbers) else { throw CocoaError(.fileReadCorruptFile) }
        let values = flat.values
        var start = 0
        var inputs: [String: Tensor] = [:]
        var outputs: [(String, Tensor)] = []
        for entry in try JSONDecoder().decode([Entry].self, from: list) {
            let count = entry.shape.reduce(1, *)
            let tensor = Tensor(shape: entry.shape, values: values[start..<(start + count)])
            start += count
            if entry.kind == "input" {
                inputs[entry.name] = tensor
            } else {
                outputs.append((entry.name, tensor))
            }
        }
        self.inputs = inputs
        self.outputs = outputs
    }

    /// A file of Tests/Fixtures.
    static func fixture(_ path: String) -> URL { tests.appendingPathComponent("Fixtures/\(path)") }

    /// The names of the models of a group.
    static func names(in group: String) -> [String] {
        let files = try? FileManager.default.contentsOfDirectory(
            at: fixture(group), includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.pathExtension == "onnx" }
            .map { $0.deletingPathExtension().lastPathComponent }.sorted()
    }

    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
}

/// How far two tensors are apart: the largest difference in units of the largest expected magnitude (at least 1);
/// infinite where the shapes differ or one is not a number where the other is.
func distance(_ actual: Tensor, _ expected: Tensor) -> Float {
    guard actual.shape == expected.shape else { return .infinity }
    var largest: Float = 1
    var difference: Float = 0
    for (x, y) in zip(actual.values, expected.values) where x != y && !(x.isNaN && y.isNaN) {
        guard x.isFinite, y.isFinite else { return .infinity }
        largest = max(largest, abs(y))
        difference = max(difference, abs(x - y))
    }
    return difference / largest
}
