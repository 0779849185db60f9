import Tensors

/// ONNX "Size": the number of elements of a tensor.
public struct Size: Operator, Equatable {
    /// The operator.
    public init() {}

    /// The ONNX name.
    public var name: String { "Size" }
    /// The elements do not matter.
    public var readsShapesOnly: Bool { true }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        [.integer(IntegerTensor(shape: [], values: [try inputs.value(0).shape.reduce(1, *)]))]
    }
}
