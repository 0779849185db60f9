import Datasets
import Foundation
import Inference

/// What `convoscope describe` prints: a network as a table.
public struct NetworkDescription: Sendable {
    /// The table and the lines around it.
    public let text: String

    /// Reads a model and describes it.
    ///
    /// - Parameter inputs: what its further inputs are fed.
    public init(of model: URL, inputs: InputConstants = [:]) throws {
        let network = try LoadedNetwork.load(from: model, inputs: inputs)
        let header = [["Layer", "Kind", "Maps", "Size", "Sees", "Node"]]
        let rows = header + network.layers.map { Self.row(for: $0, of: network) }
        text = """
            \(model.lastPathComponent): \(network.plan.graph.nodes.count) nodes, \
            \(network.layers.count { $0.kind != .join && !$0.isOutput }) layers, \(Self.answerWords(of: network))
            Input "\(network.plan.inputName)": \(Self.joined(network.plan.inputShape)), \
            \(network.preprocessing.words.joined(separator: "; "))
            \(Self.furtherInputs(of: network.plan))\(network.whyNoClasses ?? "Labels: \(network.labels.sourceWords)")
            Weights: \(Self.grouped(network.plan.weightCount)) numbers
            \(network.remarks.map { $0 + "\n" }.joined())
            \(Self.table(rows))
            """
    }

    /// A line an input that is fed a constant.
    private static func furtherInputs(of plan: Plan) -> String {
        plan.furtherInputs.sorted { $0.key < $1.key }.map { name, value in
            let kind = if case .integer = value { "integers" } else { "floats" }
            let shape = value.shape.isEmpty ? "one number" : joined(value.shape)
            return "Further input \"\(name)\": \(shape), constant \(kind)\n"
        }.joined()
    }

    private static func answerWords(of network: LoadedNetwork) -> String {
        network.whyNoClasses == nil ? "\(network.plan.classCount) classes" : "no classes"
    }

    private static func row(for layer: Layer, of network: LoadedNetwork) -> [String] {
        let center = PixelBox(x: layer.width / 2, y: layer.height / 2, width: 1, height: 1)
        let seen = network.plan.receptiveField(of: center, in: layer, at: nil)
        return [
            layer.name, layer.kindWord, String(layer.mapCount), "\(layer.width) × \(layer.height)",
            seen.map { "\($0.width) × \($0.height) px" } ?? "", layer.node,
        ]
    }

    private static func table(_ rows: [[String]]) -> String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                .joined(separator: "  ").replacing(/\s+$/, with: "")
        }.joined(separator: "\n")
    }

    private static func joined(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: " × ") }

    private static func grouped(_ number: Int) -> String {
        let digits = Array(String(number).reversed())
        return String(
            stride(from: 0, to: digits.count, by: 3).map { String(digits[$0..<min($0 + 3, digits.count)]) }
                .joined(separator: ",").reversed())
    }
}
