import Foundation
import Tensors

/// ONNX "Mod": what is left of the first input after division by the second, with numpy's broadcasting.
public struct Remainder: Operator, Equatable {
    /// Whose sign the result has.
    public enum Sign: Sendable {
        /// That of the divisor, as Python's `%`; for integers only
        case ofDivisor
        /// That of the dividend, as C's `fmod` (`fmod` 1)
        case ofDividend
    }

    /// Whose sign the result has.
    public var sign: Sign

    /// The operator; see the property.
    public init(sign: Sign = .ofDivisor) { self.sign = sign }

    /// The ONNX name.
    public var name: String { "Mod" }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        switch (try inputs.value(0), try inputs.value(1)) {
        case (.integer(let x), .integer(let y)):
            guard !y.values.contains(0) else { throw InferenceError.invalid("an integer is divided by 0") }
            return [.integer(try Broadcast([x.shape, y.shape]).combine(x, y, remainder))]
        case (.float(let x), .float(let y)):
            let run = try Broadcast([x.shape, y.shape])
            let (dividends, divisors) = (x.values, y.values)
            let results = run.map { remainder(dividends[$0[0]], divisors[$0[1]]) }
            return [.float(Tensor(shape: run.shape, values: results))]
        default: throw InferenceError.invalid("the inputs are of different types")
        }
    }

    private func remainder(_ x: Int, _ y: Int) -> Int {
        let rest = x.remainderReportingOverflow(dividingBy: y).partialValue
        return sign == .ofDivisor && rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest
    }

    private func remainder(_ x: Float, _ y: Float) -> Float {
        let rest = fmodf(x, y)
        return sign == .ofDivisor && rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest
    }
}
