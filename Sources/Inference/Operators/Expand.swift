import Tensors

/// ONNX "Expand": the first input repeated to the shape that the second gives, by numpy's broadcasting.
public struct Expand: Operator, Equatable {
    /// The operator.
    public init() {}

    /// The ONNX name.
    public var name: String { "Expand" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let asked = try inputs.integers(1).values
        _ = try checkedCount(of: asked)
        let shape = try Broadcast([input.shape, asked]).shape
        let padded = [Int](repeating: 1, count: shape.count - input.shape.count) + input.shape
        let positions: [[Int]?] = zip(padded, shape).map { from, to in
            from == to ? nil : [Int](repeating: 0, count: to)
        }
        let selection = AxisSelection(from: padded, positions: positions)
        return [try input.rearranged(to: shape, by: selection)]
    }
}
