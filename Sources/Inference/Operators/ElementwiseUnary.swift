import Foundation
import Tensors

/// The ONNX operators that compute every element from the element at the same place of one input.
public struct ElementwiseUnary: Operator, Equatable {
    /// Which function it is; the raw value is the ONNX name.
    public enum Function: String, Sendable, CaseIterable {
        /// -x
        case negate = "Neg"
        /// |x|
        case absolute = "Abs"
        /// -1, 0 or 1
        case sign = "Sign"
        /// The square root
        case squareRoot = "Sqrt"
        /// e to the power of x
        case exponential = "Exp"
        /// The natural logarithm
        case logarithm = "Log"
        /// 1 / x
        case reciprocal = "Reciprocal"
        /// The largest integer up to x
        case floor = "Floor"
        /// The smallest integer from x on
        case ceiling = "Ceil"
        /// The nearest integer, halves to the even one
        case round = "Round"
        /// The error function
        case errorFunction = "Erf"
        /// The sine
        case sine = "Sin"
        /// The cosine
        case cosine = "Cos"
        /// The tangent
        case tangent = "Tan"
        /// The inverse of the sine
        case arcSine = "Asin"
        /// The inverse of the cosine
        case arcCosine = "Acos"
        /// The inverse of the tangent
        case arcTangent = "Atan"
        /// The hyperbolic sine
        case hyperbolicSine = "Sinh"
        /// The hyperbolic cosine
        case hyperbolicCosine = "Cosh"
        /// The inverse of the hyperbolic sine
        case areaSine = "Asinh"
        /// The inverse of the hyperbolic cosine
        case areaCosine = "Acosh"
        /// The inverse of the hyperbolic tangent
        case areaTangent = "Atanh"
        /// x * Phi(x) with the normal distribution's Phi (`approximate` "none")
        case gelu = "Gelu"
        /// The same by the hyperbolic tangent (`approximate` "tanh")
        case geluByTanh = "Gelu (tanh)"
    }

    /// Which function it is.
    public var function: Function

    /// The operator that applies `function` to each element.
    public init(_ function: Function) { self.function = function }

    /// The ONNX name.
    public var name: String { function == .geluByTanh ? "Gelu" : function.rawValue }
    /// Any: every element by itself.
    public var memoryOrder: MemoryOrder { .any }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        switch try inputs.value(0) {
        case .float(let tensor): [.float(floats(tensor))]
        case .integer(let tensor): [.integer(try integers(tensor))]
        }
    }

    private func floats(_ x: Tensor) -> Tensor {
        switch function {
        case .negate: map(x) { -$0 }
        case .absolute: map(x) { abs($0) }
        case .sign: map(x) { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }
        case .squareRoot: map(x) { $0.squareRoot() }
        case .exponential: map(x) { expf($0) }
        case .logarithm: map(x) { logf($0) }
        case .reciprocal: map(x) { 1 / $0 }
        case .floor: map(x) { $0.rounded(.down) }
        case .ceiling: map(x) { $0.rounded(.up) }
        case .round: map(x) { $0.rounded(.toNearestOrEven) }
        case .errorFunction: map(x) { erff($0) }
        case .sine: map(x) { sinf($0) }
        case .cosine: map(x) { cosf($0) }
        case .tangent: map(x) { tanf($0) }
        case .arcSine: map(x) { asinf($0) }
        case .arcCosine: map(x) { acosf($0) }
        case .arcTangent: map(x) { atanf($0) }
        case .hyperbolicSine: map(x) { sinhf($0) }
        case .hyperbolicCosine: map(x) { coshf($0) }
        case .areaSine: map(x) { asinhf($0) }
        case .areaCosine: map(x) { acoshf($0) }
        case .areaTangent: map(x) { atanhf($0) }
        // Both are written so that nothing is cancelled where x is far below 0.
        case .gelu: map(x) { 0.5 * $0 * erfcf($0 * -0.70710678) }
        case .geluByTanh: map(x) { $0 / (1 + expf(-1.5957691216 * ($0 + 0.044715 * $0 * $0 * $0))) }
        }
    }

    private func integers(_ x: IntegerTensor) throws -> IntegerTensor {
        let values: [Int]
        switch function {
        case .negate: values = x.values.map { 0 &- $0 }
        case .absolute: values = x.values.map { Int(clamping: $0.magnitude) }
        case .sign: values = x.values.map { $0.signum() }
        case .floor, .ceiling, .round: return x
        default: throw InferenceError.invalid("\(name) of integers is not supported")
        }
        return IntegerTensor(shape: x.shape, values: values)
    }

    @inline(__always)
    private func map(_ x: Tensor, _ function: (Float) -> Float) -> Tensor {
        var result = Tensor(uninitialized: x.shape)
        x.withValues { from in
            result.withMutableValues { to in
                guard let from = from.baseAddress, let target = to.baseAddress else { return }
                for index in 0..<to.count { target[index] = function(from[index]) }
            }
        }
        return result
    }
}
