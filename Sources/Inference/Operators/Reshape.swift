import Tensors

/// ONNX "Reshape": the same elements under the shape that the second input gives; 0 keeps an extent, -1 is
/// what remains.
public struct Reshape: Operator, Equatable {
    /// Whether a 0 is an extent of 0 (`allowzero`).
    public var allowsZero: Bool

    /// The operator; see the property.
    public init(allowsZero: Bool = false) { self.allowsZero = allowsZero }

    /// The ONNX name.
    public var name: String { "Reshape" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let asked = try inputs.integers(1).values
        let total = input.shape.reduce(1, *)
        var shape = try asked.enumerated().map { axis, extent in
            guard extent == 0, !allowsZero else { return extent }
            guard axis < input.shape.count else { throw mismatch(asked, input) }
            return input.shape[axis]
        }
        if let open = shape.firstIndex(of: -1) {
            shape[open] = 1
            let known = try checkedCount(of: shape)
            guard known > 0, total % known == 0 else { throw mismatch(asked, input) }
            shape[open] = total / known
        }
        guard try checkedCount(of: shape) == total else { throw mismatch(asked, input) }
        return [input.reshaped(shape)]
    }

    private func mismatch(_ asked: [Int], _ input: Value) -> InferenceError {
        .invalid("\(input.shape) cannot be viewed as \(asked)")
    }
}
