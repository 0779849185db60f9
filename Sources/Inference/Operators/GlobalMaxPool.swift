import Tensors

/// ONNX "GlobalMaxPool": the largest element of every map.
public struct GlobalMaxPool: Operator {
    /// A global pool.
    public init() {}

    /// The ONNX name.
    public var name: String { "GlobalMaxPool" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        throw InferenceError.unsupported(node: "", reason: "GlobalMaxPool is being written")
    }
}
