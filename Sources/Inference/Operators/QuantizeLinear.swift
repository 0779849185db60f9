import Tensors

/// ONNX "QuantizeLinear": floats divided by a scale, rounded, and moved by a zero point into an integer type.
public struct QuantizeLinear: Operator, Equatable {
    /// The axis whose slices have scales of their own; negative ones count from the end.
    public var axis: Int
    /// Slices that share a scale; 0 where there are no blocks.
    public var blockSize: Int
    /// The integer type.
    public var range: QuantizedRange

    /// The operator; see the properties for the meaning of the parameters.
    public init(axis: Int = 1, blockSize: Int = 0, range: QuantizedRange = QuantizedRange()) {
        self.axis = axis
        self.blockSize = blockSize
        self.range = range
    }

    /// The ONNX name.
    public var name: String { "QuantizeLinear" }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = Cast(to: .float).apply(to: try inputs.value(0))
        func parameter(_ value: Value) throws -> Value {
            try QuantizationParameter(value, for: input.shape, axis: axis, blockSize: blockSize).value
        }
        let scaled = try ElementwiseBinary(.divide).combine(input, parameter(inputs.value(1)), on: workers)
        guard case .float(let numbers) = scaled else { return [] }
        let zero = inputs.count > 2 ? try inputs[2].map(parameter) : nil
        return [.integer(try range.quantized(numbers, zeroPoints: zero))]
    }
}
