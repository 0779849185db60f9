import Tensors

/// ONNX "Gemm": alpha * A' * B' + beta * C, where A' and B' may be transposed.
public struct Gemm: Operator {
    /// The factor of the product.
    public var alpha: Float
    /// The factor of the third input.
    public var beta: Float
    /// Whether the first matrix is transposed.
    public var transposesA: Bool
    /// Whether the second matrix is transposed.
    public var transposesB: Bool
    /// Applied to the result in the same pass.
    public var activation: Activation?

    /// A matrix product; see the properties for the meaning of the parameters.
    public init(
        alpha: Float = 1, beta: Float = 1, transposesA: Bool = false, transposesB: Bool = false,
        activation: Activation? = nil
    ) {
        self.alpha = alpha
        self.beta = beta
        self.transposesA = transposesA
        self.transposesB = transposesB
        self.activation = activation
    }

    /// The ONNX name.
    public var name: String { "Gemm" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        throw InferenceError.unsupported(node: "", reason: "Gemm is being written")
    }
}
