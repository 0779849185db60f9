import Tensors

/// ONNX "ArgMax" and "ArgMin": where along an axis the largest or smallest element is.
public struct ArgMax: Operator, Equatable {
    /// Which element is looked for; the raw value is the ONNX name.
    public enum Extreme: String, Sendable {
        /// The largest one
        case largest = "ArgMax"
        /// The smallest one
        case smallest = "ArgMin"
    }

    /// Which element is looked for.
    public var extreme: Extreme
    /// The axis; negative ones count from the end.
    public var axis: Int
    /// Whether the axis stays, with an extent of 1.
    public var keepsAxis: Bool
    /// Whether the last of several equal elements counts, instead of the first.
    public var prefersLast: Bool

    /// The operator; see the properties for the meaning of the parameters.
    public init(
        _ extreme: Extreme = .largest, axis: Int = 0, keepsAxis: Bool = true, prefersLast: Bool = false
    ) {
        self.extreme = extreme
        self.axis = axis
        self.keepsAxis = keepsAxis
        self.prefersLast = prefersLast
    }

    /// The ONNX name.
    public var name: String { extreme.rawValue }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        guard case .float(let input) = Cast(to: .float).apply(to: try inputs.value(0)) else { return [] }
        let axis = try normalizedAxis(axis, rank: input.shape.count)
        let count = input.shape[axis]
        guard count > 0 else { throw InferenceError.invalid("there is nothing along axis \(axis)") }
        let stride = input.shape[(axis + 1)...].reduce(1, *)
        let places = input.withValues { values in
            (0..<(values.count / count)).map { place in
                let start = place / stride * stride * count + place % stride
                return indexOfExtreme(in: values, from: start, count: count, stride: stride)
            }
        }
        let rest = keepsAxis ? [1] : []
        let shape = input.shape[..<axis] + rest + input.shape[(axis + 1)...]
        return [.integer(IntegerTensor(shape: Array(shape), values: places))]
    }

    private func indexOfExtreme(
        in values: UnsafeBufferPointer<Float>, from start: Int, count: Int, stride: Int
    ) -> Int {
        var best = 0
        for index in 1..<max(count, 1) {
            let (candidate, former) = (values[start + index * stride], values[start + best * stride])
            let isBeyond = extreme == .largest ? candidate > former : candidate < former
            if isBeyond || (prefersLast && candidate == former) { best = index }
        }
        return best
    }
}
