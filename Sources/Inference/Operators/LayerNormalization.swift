import Tensors

/// ONNX "LayerNormalization": the elements from an axis on moved to mean 0 and variance 1, then scaled and moved.
public struct LayerNormalization: Operator, Equatable {
    /// The first of the axes that are taken together; negative ones count from the end.
    public var axis: Int
    /// Added to the variance.
    public var epsilon: Float

    /// A normalisation; see the properties for the meaning of the parameters.
    public init(axis: Int = -1, epsilon: Float = 1e-5) {
        self.axis = axis
        self.epsilon = epsilon
    }

    /// The ONNX name.
    public var name: String { "LayerNormalization" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        var result = try inputs.tensor(0)
        let axis = try normalizedAxis(axis, rank: result.shape.count)
        let size = result.shape[axis...].reduce(1, *)
        result.withMutableValues { values in
            guard size > 0 else { return }
            for row in 0..<(values.count / size) {
                standardize(
                    UnsafeMutableBufferPointer(rebasing: values[(row * size)..<((row + 1) * size)]),
                    epsilon: epsilon)
            }
        }
        var value = Value.float(result)
        value = try ElementwiseBinary(.multiply).combine(value, try inputs.value(1), on: workers)
        guard inputs.count > 2, let bias = inputs[2] else { return [value] }
        return [try ElementwiseBinary(.add).combine(value, bias, on: workers)]
    }
}
