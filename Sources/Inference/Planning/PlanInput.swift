import Tensors

/// The one value that a network is fed with, and its shape for one picture.
struct PlanInput: Sendable {
    let name: String
    /// As the file has it, with a batch of 1.
    let shape: [Int]
    /// Whether the shape reads as `[1, height, width, channels]`.
    var isChannelsLast: Bool {
        let colors: Set = [1, 3, 4]
        return colors.contains(shape[3]) && !colors.contains(shape[1])
    }
    /// More numbers than a picture of 3300 x 3300 pixels has would make maps that no memory holds.
    private static let mostElements = 1 << 25

    /// - Parameters:
    ///   - others: the names of inputs that are fed something else.
    ///   - wanted: the shape where the graph leaves extents open.
    /// - Throws: `InferenceError` where there is no single input of four dimensions or `wanted` does not fit.
    init(_ graph: Graph, besides others: Set<String> = [], wanted: [Int]?) throws {
        let inputs = graph.inputs.filter { graph.constants[$0.name] == nil && !others.contains($0.name) }
        guard let input = inputs.first, inputs.count == 1 else {
            let names = inputs.map { "\"\($0.name)\"" }.joined(separator: ", ")
            throw InferenceError.notShowable(
                reason: inputs.isEmpty ? "it has no input" : "it has \(inputs.count) inputs: \(names)")
        }
        name = input.name
        let described = input.shape.map { $0.map(String.init) ?? "?" }.joined(separator: "x")
        guard input.shape.count == 4 || (input.shape.isEmpty && wanted?.count == 4) else {
            throw InferenceError.notShowable(
                reason: "its input \"\(name)\" has the shape \(described), and pictures need four dimensions")
        }
        let open = input.shape.isEmpty ? [nil, nil, nil, nil] : [nil] + input.shape.dropFirst()
        let shape = [1] + zip(open, wanted ?? open).dropFirst().map { $0 ?? $1 ?? 0 }
        guard wanted == nil || wanted == shape else {
            throw InferenceError.inputShape(name, expected: described, actual: wanted ?? [])
        }
        guard shape.allSatisfy({ $0 > 0 }) else {
            throw InferenceError.notShowable(
                reason: "the size of its input \"\(name)\" is open (\(described)): say it in the sidecar")
        }
        guard let count = try? checkedCount(of: shape), count <= Self.mostElements else {
            let extents = shape.map(String.init).joined(separator: "x")
            throw InferenceError.notShowable(reason: "its input \"\(name)\" is too large (\(extents))")
        }
        self.shape = shape
    }
}
