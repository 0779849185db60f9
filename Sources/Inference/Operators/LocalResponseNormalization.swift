import Tensors

/// ONNX "LRN": every element divided by a power of the energy of its neighbouring channels.
public struct LocalResponseNormalization: Operator {
    /// The factor of the mean square.
    public var alpha: Float
    /// The exponent.
    public var beta: Float
    /// The constant in the divisor.
    public var bias: Float
    /// How many channels are summed.
    public var size: Int

    /// A normalisation; see the properties for the meaning of the parameters.
    public init(alpha: Float = 1e-4, beta: Float = 0.75, bias: Float = 1, size: Int) {
        self.alpha = alpha
        self.beta = beta
        self.bias = bias
        self.size = size
    }

    /// The ONNX name.
    public var name: String { "LRN" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        throw InferenceError.unsupported(node: "", reason: "LRN is being written")
    }
}
