import Tensors

/// ONNX "GroupNormalization": every group of channels moved to mean 0 and variance 1, then scaled and moved per
/// channel (per group in operator sets 18 to 20).
///
/// Source: Wu and He 2018, "Group normalization".
public struct GroupNormalization: Operator, Equatable {
    /// The number of groups.
    public var groups: Int
    /// Added to the variance.
    public var epsilon: Float

    /// A normalisation; see the properties for the meaning of the parameters.
    public init(groups: Int, epsilon: Float = 1e-5) {
        self.groups = groups
        self.epsilon = epsilon
    }

    /// The ONNX name.
    public var name: String { "GroupNormalization" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        var result = try inputs.tensor(0)
        let (scale, bias) = (try inputs.tensor(1).values, try inputs.tensor(2).values)
        let shape = result.shape
        try requireFit(shape, scale: scale.count, bias: bias.count)
        let map = shape[2...].reduce(1, *)
        let size = map * (shape[1] / groups)
        // Elements that share a scale: a map, or a whole group.
        let run = scale.count == shape[1] ? map : size
        result.withMutableValues { values in
            guard size > 0 else { return }
            for group in 0..<(values.count / size) {
                standardize(
                    UnsafeMutableBufferPointer(rebasing: values[(group * size)..<((group + 1) * size)]),
                    epsilon: epsilon)
            }
            for index in values.indices {
                let parameter = index / run % scale.count
                values[index] = values[index] * scale[parameter] + bias[parameter]
            }
        }
        return [.float(result)]
    }

    /// - Throws: `InferenceError` where groups, scale and bias do not fit the input.
    private func requireFit(_ shape: [Int], scale: Int, bias: Int) throws {
        guard shape.count > 2, groups > 0, shape[1] % groups == 0, scale == bias,
            scale == shape[1] || scale == groups
        else { throw InferenceError.invalid("\(groups) groups, scale and bias do not fit \(shape)") }
    }
}
