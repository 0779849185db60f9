import Tensors

/// ONNX "Gather": the slices of the first input along an axis that the second input numbers.
public struct Gather: Operator, Equatable {
    /// The axis; negative ones count from the end.
    public var axis: Int

    /// The operator for the given axis.
    public init(axis: Int = 0) { self.axis = axis }

    /// The ONNX name.
    public var name: String { "Gather" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let indices = try inputs.integers(1)
        let axis = try normalizedAxis(axis, rank: input.shape.count)
        let extent = input.shape[axis]
        var positions = [[Int]?](repeating: nil, count: input.shape.count)
        positions[axis] = try indices.values.map { index in
            guard (-extent..<extent).contains(index) else {
                throw InferenceError.invalid("the index \(index) is outside 0 ..< \(extent)")
            }
            return index < 0 ? index + extent : index
        }
        let selection = AxisSelection(from: input.shape, positions: positions)
        let shape = input.shape[..<axis] + indices.shape + input.shape[(axis + 1)...]
        return [try input.rearranged(to: Array(shape), by: selection)]
    }
}
