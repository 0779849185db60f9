import Tensors

/// ONNX "DequantizeLinear": integers less a zero point, times a scale.
public struct DequantizeLinear: Operator, Equatable {
    /// The axis whose slices have scales of their own; negative ones count from the end.
    public var axis: Int
    /// Slices that share a scale; 0 where there are no blocks.
    public var blockSize: Int

    /// The operator; see the properties for the meaning of the parameters.
    public init(axis: Int = 1, blockSize: Int = 0) {
        self.axis = axis
        self.blockSize = blockSize
    }

    /// The ONNX name.
    public var name: String { "DequantizeLinear" }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        var result = try inputs.value(0)
        let shape = result.shape
        if inputs.count > 2, let zero = inputs[2] {
            let zero = try QuantizationParameter(zero, for: shape, axis: axis, blockSize: blockSize).value
            result = try ElementwiseBinary(.subtract).combine(result, zero, on: workers)
        }
        let scale = try QuantizationParameter(
            inputs.value(1), for: shape, axis: axis, blockSize: blockSize
        ).value
        result = Cast(to: .float).apply(to: result)
        return [try ElementwiseBinary(.multiply).combine(result, scale, on: workers)]
    }
}
