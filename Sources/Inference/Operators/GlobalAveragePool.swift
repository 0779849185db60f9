import Tensors

/// ONNX "GlobalAveragePool": the mean of every map.
public struct GlobalAveragePool: Operator {
    /// A global pool.
    public init() {}

    /// The ONNX name.
    public var name: String { "GlobalAveragePool" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        throw InferenceError.unsupported(node: "", reason: "GlobalAveragePool is being written")
    }
}
