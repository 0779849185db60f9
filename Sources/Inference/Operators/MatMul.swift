import Tensors

/// ONNX "MatMul": the matrix product over the last two axes, as numpy has it.
public struct MatMul: Operator {
    /// A matrix product.
    public init() {}

    /// The ONNX name.
    public var name: String { "MatMul" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        throw InferenceError.unsupported(node: "", reason: "MatMul is being written")
    }
}
