/// What can go wrong while a graph is planned or run.
public enum InferenceError: Error, Equatable {
    /// A tensor has another shape than the node needs.
    case shapeMismatch(node: String, expected: String, actual: [Int])
    /// An operator was asked for something it cannot do.
    case unsupported(node: String, reason: String)
    /// There is not exactly one input; their names.
    case inputCount([String])
    /// The input is fed another shape than it has.
    case inputShape(String, expected: String, actual: [Int])
    /// The input is fed floats instead of integers, or the other way round.
    case inputType(String, needsIntegers: Bool)
    /// The graph does not read a picture, or gives nothing.
    case notShowable(reason: String)
    /// The graph reads a value that no node makes.
    case missingValue(name: String, node: String)
    /// There is no gradient of an operator, or none of a value that reaches the answer; Grad-CAM needs it.
    case noGradient(of: String, node: String)
    /// The answer does not depend on the layer.
    case leadsNowhere(layer: String)
    /// The run was given up because newer work has come.
    case stale

    /// The same error, blamed on the node where none is named yet.
    func located(at node: String) -> InferenceError {
        switch self {
        case .shapeMismatch("", let expected, let actual):
            .shapeMismatch(node: node, expected: expected, actual: actual)
        case .unsupported("", let reason): .unsupported(node: node, reason: reason)
        case .missingValue(let name, ""): .missingValue(name: name, node: node)
        case .noGradient(let operation, ""): .noGradient(of: operation, node: node)
        default: self
        }
    }
}

extension InferenceError: CustomStringConvertible {
    /// One sentence for the person at the screen.
    public var description: String {
        switch self {
        case .shapeMismatch(let node, let expected, let actual):
            "The node \"\(node)\" needs \(expected), but gets \(actual.map(String.init).joined(separator: "x"))."
        case .unsupported(let node, let reason): "The node \"\(node)\" cannot be computed: \(reason)."
        case .inputCount(let names):
            names.isEmpty
                ? "The network has no input."
                : "The network has \(names.count) inputs (\(names.joined(separator: ", "))), but only one is fed."
        case .inputShape(let name, let expected, let actual):
            "The input \"\(name)\" has the shape \(expected), but is fed "
                + "\(actual.map(String.init).joined(separator: "x"))."
        case .inputType(let name, let needsIntegers):
            "The input \"\(name)\" holds \(needsIntegers ? "integers" : "floats"), but is fed "
                + "\(needsIntegers ? "floats" : "integers")."
        case .notShowable(let reason): "This network cannot be shown: \(reason)."
        case .missingValue(let name, let node):
            "The node \"\(node)\" reads the value \"\(name)\", which nothing makes."
        case .noGradient(let operation, let node):
            "Grad-CAM needs the gradient of \(operation) (node \"\(node)\"), which is not there."
        case .leadsNowhere(let layer): "The answer does not depend on the layer \(layer)."
        case .stale: "The run was given up because newer work has come."
        }
    }
}
