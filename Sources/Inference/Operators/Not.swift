import Tensors

/// ONNX "Not": 1 where the input is 0, else 0.
public struct Not: Operator, Equatable {
    /// The operator.
    public init() {}

    /// The ONNX name.
    public var name: String { "Not" }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.integers(0)
        return [.integer(IntegerTensor(shape: input.shape, values: input.values.map { $0 == 0 ? 1 : 0 }))]
    }
}
