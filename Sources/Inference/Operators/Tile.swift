import Tensors

/// ONNX "Tile": the first input repeated along every axis as often as the second says.
public struct Tile: Operator, Equatable {
    /// The operator.
    public init() {}

    /// The ONNX name.
    public var name: String { "Tile" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let repeats = try inputs.integers(1).values
        guard repeats.count == input.shape.count else {
            throw InferenceError.invalid("\(repeats.count) repeats do not fit the shape \(input.shape)")
        }
        _ = try checkedCount(of: repeats)
        let shape = zip(input.shape, repeats).map { $0.multipliedReportingOverflow(by: $1).partialValue }
        _ = try checkedCount(of: shape)
        let positions: [[Int]?] = zip(input.shape, shape).map { from, to in
            from == to ? nil : (0..<to).map { $0 % from }
        }
        let selection = AxisSelection(from: input.shape, positions: positions)
        return [try input.rearranged(to: shape, by: selection)]
    }
}
