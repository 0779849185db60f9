import Tensors

/// ONNX "InstanceNormalization": every map moved to mean 0 and variance 1, then scaled and moved per channel.
public struct InstanceNormalization: Operator, Equatable {
    /// Added to the variance.
    public var epsilon: Float

    /// A normalisation with the given `epsilon`.
    public init(epsilon: Float = 1e-5) { self.epsilon = epsilon }

    /// The ONNX name.
    public var name: String { "InstanceNormalization" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        var result = try inputs.tensor(0)
        let (scale, bias) = (try inputs.tensor(1).values, try inputs.tensor(2).values)
        guard result.shape.count > 2, scale.count == result.shape[1], bias.count == result.shape[1] else {
            throw InferenceError.invalid("scale and bias do not fit \(result.shape)")
        }
        let size = result.shape[2...].reduce(1, *)
        result.withMutableValues { values in
            guard size > 0 else { return }
            for map in 0..<(values.count / size) {
                let channel = map % scale.count
                let elements = UnsafeMutableBufferPointer(rebasing: values[(map * size)..<((map + 1) * size)])
                standardize(elements, epsilon: epsilon)
                for index in elements.indices {
                    elements[index] = elements[index] * scale[channel] + bias[channel]
                }
            }
        }
        return [.float(result)]
    }
}

/// Moves the elements to mean 0 and variance 1, in place; sums are kept in double precision. Returns their former
/// mean and what they were multiplied with, the inverse of their standard deviation.
@discardableResult
func standardize(
    _ elements: UnsafeMutableBufferPointer<Float>, epsilon: Float
) -> (mean: Double, factor: Double) {
    let count = Double(elements.count)
    let mean = elements.reduce(0.0) { $0 + Double($1) } / count
    let variance = elements.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
    let factor = 1 / (variance + Double(epsilon)).squareRoot()
    for index in elements.indices { elements[index] = Float((Double(elements[index]) - mean) * factor) }
    return (mean, factor)
}
