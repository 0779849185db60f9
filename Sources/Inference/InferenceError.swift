/// What can go wrong while a graph is planned or run.
public enum InferenceError: Error, Equatable {
    /// A tensor has another shape than the node needs.
    case shapeMismatch(node: String, expected: String, actual: [Int])
    /// An operator was asked for something it cannot do.
    case unsupported(node: String, reason: String)
    /// The graph cannot be shown as a classifier of pictures.
    case notAClassifier(reason: String)
    /// The graph reads a value that no node makes.
    case missingValue(name: String, node: String)
    /// The run was given up because newer work has come.
    case stale
}
