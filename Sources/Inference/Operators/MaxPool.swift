import Tensors

/// ONNX "MaxPool" in two dimensions.
public struct MaxPool: Operator {
    /// The geometry.
    public var window: Window

    /// A pool over the given window.
    public init(window: Window) { self.window = window }

    /// The ONNX name.
    public var name: String { "MaxPool" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        throw InferenceError.unsupported(node: "", reason: "MaxPool is being written")
    }
}
