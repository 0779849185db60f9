import Foundation
import Tensors

/// ONNX "GlobalLpPool": the root of the sum of the powers of every map's magnitudes.
public struct GlobalNormPool: Operator, Equatable {
    /// The exponent, at least 1.
    public var exponent: Int

    /// A pool with the given exponent.
    public init(exponent: Int = 2) { self.exponent = exponent }

    /// The ONNX name.
    public var name: String { "GlobalLpPool" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.tensor(0)
        guard input.shape.count > 2, input.count > 0 else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "maps with at least one pixel", actual: input.shape)
        }
        let shape = input.shape.enumerated().map { $0 < 2 ? $1 : 1 }
        let size = input.shape[2...].reduce(1, *)
        let norms = input.withValues { values in
            (0..<(values.count / size)).map { map in
                let sum = values[(map * size)..<((map + 1) * size)].reduce(0.0) {
                    $0 + pow(Double(abs($1)), Double(exponent))
                }
                return Float(pow(sum, 1 / Double(exponent)))
            }
        }
        return [.float(Tensor(shape: shape, values: norms))]
    }
}
