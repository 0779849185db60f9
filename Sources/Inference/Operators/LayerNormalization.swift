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

    /// Computes the result, and the mean and inverse standard deviation of each row; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        var result = try inputs.tensor(0)
        let axis = try normalizedAxis(axis, rank: result.shape.count)
        let size = result.shape[axis...].reduce(1, *)
        var (means, factors) = ([Float](), [Float]())
        result.withMutableValues { values in
            guard size > 0 else { return }
            for row in 0..<(values.count / size) {
                let (mean, factor) = standardize(
                    UnsafeMutableBufferPointer(rebasing: values[(row * size)..<((row + 1) * size)]),
                    epsilon: epsilon)
                means.append(Float(mean))
                factors.append(Float(factor))
            }
        }
        var value = Value.float(result)
        value = try ElementwiseBinary(.multiply).combine(value, try inputs.value(1), on: workers)
        if inputs.count > 2, let bias = inputs[2] {
            value = try ElementwiseBinary(.add).combine(value, bias, on: workers)
        }
        let shape = result.shape.enumerated().map { $0 < axis ? $1 : 1 }
        guard means.count == shape.reduce(1, *) else { return [value] }
        return [value] + [means, factors].map { .float(Tensor(shape: shape, values: $0)) }
    }
}
