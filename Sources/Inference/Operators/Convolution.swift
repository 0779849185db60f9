import Tensors

/// ONNX "Conv" in two dimensions: input, weights `[out, in / groups, height, width]`, optional bias `[out]`.
public struct Convolution: Operator {
    /// The geometry; an empty kernel is taken from the weights.
    public var window: Window
    /// Groups of channels that do not see each other; as many as channels is a depthwise convolution.
    public var groups: Int
    /// Applied to the result in the same pass.
    public var activation: Activation?

    /// A convolution; see the properties for the meaning of the parameters.
    public init(window: Window, groups: Int = 1, activation: Activation? = nil) {
        self.window = window
        self.groups = groups
        self.activation = activation
    }

    /// The ONNX name.
    public var name: String { "Conv" }
    /// Channels last.
    public var memoryOrder: MemoryOrder { .channelsLast }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        throw InferenceError.unsupported(node: "", reason: "Conv is being written")
    }
}
