import Tensors

/// ONNX "CumSum": along an axis, the sum of all elements up to each.
public struct CumulativeSum: Operator, Equatable {
    /// Whether the element itself is left out.
    public var isExclusive: Bool
    /// Whether the sum runs from the end.
    public var isReversed: Bool

    /// The operator; see the properties for the meaning of the parameters.
    public init(isExclusive: Bool = false, isReversed: Bool = false) {
        self.isExclusive = isExclusive
        self.isReversed = isReversed
    }

    /// The ONNX name.
    public var name: String { "CumSum" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let shape = input.shape
        let axis = try normalizedAxis(inputs.integers(1).values.first ?? 0, rank: shape.count)
        let (extent, stride) = (shape[axis], rowMajorStrides(of: shape)[axis])
        switch input {
        case .float(let tensor):
            let sums = sums(tensor.values.map(Double.init), extent: extent, stride: stride)
            return [.float(Tensor(shape: shape, values: sums.map { Float($0) }))]
        case .integer(let tensor):
            // Sums of doubles are exact up to 2 to the power of 53.
            let sums = sums(tensor.values.map(Double.init), extent: extent, stride: stride)
            return [.integer(IntegerTensor(shape: shape, values: sums.map { Int(clamping: $0) }))]
        }
    }

    private func sums(_ values: [Double], extent: Int, stride: Int) -> [Double] {
        var result = values
        guard !values.isEmpty else { return result }
        for line in 0..<(values.count / extent) {
            let start = line / stride * stride * extent + line % stride
            var sum = 0.0
            for step in 0..<extent {
                let place = start + (isReversed ? extent - 1 - step : step) * stride
                let before = sum
                sum += values[place]
                result[place] = isExclusive ? before : sum
            }
        }
        return result
    }
}
