import Tensors

/// ONNX "BatchNormalization" as it is at inference: inputs x, scale, bias, mean, variance.
public struct BatchNormalization: Operator {
    /// Added to the variance.
    public var epsilon: Float

    /// A normalisation with the given `epsilon`.
    public init(epsilon: Float = 1e-5) { self.epsilon = epsilon }

    /// The ONNX name.
    public var name: String { "BatchNormalization" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        throw InferenceError.unsupported(node: "", reason: "BatchNormalization is being written")
    }
}
