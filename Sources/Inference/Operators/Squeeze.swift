import Tensors

/// ONNX "Squeeze": axes of extent 1 taken away.
public struct Squeeze: Operator, Equatable {
    /// The axes; nil: the second input, or all of extent 1.
    public var axes: [Int]?

    /// The operator; see the property.
    public init(axes: [Int]? = nil) { self.axes = axes }

    /// The ONNX name.
    public var name: String { "Squeeze" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let shape = input.shape
        let axes =
            if let axes = try axes ?? inputs.optionalIntegers(1) {
                try normalizedAxes(axes, rank: shape.count)
            } else {
                shape.indices.filter { shape[$0] == 1 }
            }
        guard axes.allSatisfy({ shape[$0] == 1 }) else {
            throw InferenceError.invalid("the axes \(axes) of \(shape) are not all of extent 1")
        }
        return [input.reshaped(shape.indices.filter { !axes.contains($0) }.map { shape[$0] })]
    }
}
