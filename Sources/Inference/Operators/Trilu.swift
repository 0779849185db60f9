import Tensors

/// ONNX "Trilu": the upper or lower triangle of matrices, zeros elsewhere.
public struct Trilu: Operator, Equatable {
    /// Whether the upper triangle is kept, instead of the lower one.
    public var isUpper: Bool

    /// The operator; see the property.
    public init(isUpper: Bool = true) { self.isUpper = isUpper }

    /// The ONNX name.
    public var name: String { "Trilu" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let diagonal = try inputs.optionalIntegers(1)?.first ?? 0
        guard input.shape.count >= 2 else { throw InferenceError.invalid("\(input.shape) is not a matrix") }
        let (rows, columns) = (input.shape[input.shape.count - 2], input.shape[input.shape.count - 1])
        let mask = (0..<(rows * columns)).map { place in
            let (row, column) = place.quotientAndRemainder(dividingBy: columns)
            return (isUpper ? column - row >= diagonal : column - row <= diagonal) ? 1 : 0
        }
        let zero: Value =
            if case .float = input { .float(Tensor(shape: [])) } else {
                .integer(IntegerTensor(shape: [], values: [0]))
            }
        let condition = Value.integer(IntegerTensor(shape: [rows, columns], values: mask))
        return try Where().evaluate([condition, input, zero], on: workers)
    }
}
