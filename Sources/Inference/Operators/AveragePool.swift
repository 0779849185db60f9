import Tensors

/// ONNX "AveragePool" in two dimensions.
public struct AveragePool: Operator {
    /// The geometry.
    public var window: Window
    /// Whether padded pixels count in the divisor (`count_include_pad`).
    public var countsPadding: Bool

    /// A pool over the given window.
    public init(window: Window, countsPadding: Bool = false) {
        self.window = window
        self.countsPadding = countsPadding
    }

    /// The ONNX name.
    public var name: String { "AveragePool" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        throw InferenceError.unsupported(node: "", reason: "AveragePool is being written")
    }
}
