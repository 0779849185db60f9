import Tensors

/// ONNX "LpNormalization": every element divided by the norm of those along an axis; zeros stay zeros.
public struct LpNormalization: Operator, Equatable {
    /// The axis; negative ones count from the end.
    public var axis: Int
    /// Which norm: 1, the sum of the magnitudes, or 2, the Euclidean one.
    public var exponent: Int

    /// A normalisation; see the properties for the meaning of the parameters.
    public init(axis: Int = -1, exponent: Int = 2) {
        self.axis = axis
        self.exponent = exponent
    }

    /// The ONNX name.
    public var name: String { "LpNormalization" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        var result = try inputs.tensor(0)
        let axis = try normalizedAxis(axis, rank: result.shape.count)
        let count = result.shape[axis]
        let stride = result.shape[(axis + 1)...].reduce(1, *)
        result.withMutableValues { values in
            guard !values.isEmpty else { return }
            for line in 0..<(values.count / count) {
                let start = line / stride * stride * count + line % stride
                let places = Swift.stride(from: start, to: start + count * stride, by: stride)
                let sum = places.reduce(0.0) { $0 + power(Double(values[$1])) }
                let norm = exponent == 1 ? sum : sum.squareRoot()
                for place in places where norm > 0 { values[place] = Float(Double(values[place]) / norm) }
            }
        }
        return [.float(result)]
    }

    private func power(_ number: Double) -> Double { exponent == 1 ? abs(number) : number * number }
}
