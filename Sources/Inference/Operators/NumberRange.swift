import Foundation
import Tensors

/// ONNX "Range": numbers from the first input up to the second, in steps of the third.
public struct NumberRange: Operator, Equatable {
    /// The operator.
    public init() {}

    /// The ONNX name.
    public var name: String { "Range" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        if case .integer = try inputs.value(0) {
            let (start, end, step) = (
                try inputs.integers(0).values.first ?? 0, try inputs.integers(1).values.first ?? 0,
                try inputs.integers(2).values.first ?? 0
            )
            let count = try count(Double(start), Double(end), Double(step))
            return [.integer(IntegerTensor(shape: [count], values: (0..<count).map { start &+ $0 &* step }))]
        }
        let numbers = try (0..<3).map { try inputs.tensor($0).values.first ?? 0 }
        let count = try count(Double(numbers[0]), Double(numbers[1]), Double(numbers[2]))
        let values = (0..<count).map { numbers[0] + Float($0) * numbers[2] }
        return [.float(Tensor(shape: [count], values: values))]
    }

    private func count(_ start: Double, _ end: Double, _ step: Double) throws -> Int {
        let steps = ((end - start) / step).rounded(.up)
        guard step != 0, steps.isFinite, steps < 1e8 else {
            throw InferenceError.invalid("the range from \(start) to \(end) by \(step) cannot be made")
        }
        return max(0, Int(steps))
    }
}
