import Foundation
import Tensors

extension ElementwiseUnary: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        [try step.gradient().multiplied(bySlopeAt: step.input(0), on: step.workers) { slope(at: $0) }]
    }

    /// The derivative at `x`.
    private func slope(at x: Float) -> Float {
        switch function {
        case .negate: -1
        case .absolute: x > 0 ? 1 : x < 0 ? -1 : 0
        case .sign, .floor, .ceiling, .round: 0
        case .squareRoot: 0.5 / x.squareRoot()
        case .exponential: expf(x)
        case .logarithm: 1 / x
        case .reciprocal: -1 / (x * x)
        case .errorFunction: 1.12837917 * expf(-x * x)
        case .sine: cosf(x)
        case .cosine: -sinf(x)
        case .tangent: 1 + tanf(x) * tanf(x)
        case .arcSine: 1 / (1 - x * x).squareRoot()
        case .arcCosine: -1 / (1 - x * x).squareRoot()
        case .arcTangent: 1 / (1 + x * x)
        case .hyperbolicSine: coshf(x)
        case .hyperbolicCosine: sinhf(x)
        case .areaSine: 1 / (x * x + 1).squareRoot()
        case .areaCosine: 1 / (x * x - 1).squareRoot()
        case .areaTangent: 1 / (1 - x * x)
        case .gelu: 0.5 * erfcf(x * -0.70710678) + x * 0.39894228 * expf(-0.5 * x * x)
        case .geluByTanh: Self.slopeOfGeluByTanh(at: x)
        }
    }

    /// x s(v) with the logistic function s and v = 2 sqrt(2 / pi) (x + 0.044715 x^3).
    private static func slopeOfGeluByTanh(at x: Float) -> Float {
        let share = 1 / (1 + expf(-1.5957691216 * (x + 0.044715 * x * x * x)))
        return share + x * share * (1 - share) * 1.5957691216 * (1 + 0.134145 * x * x)
    }
}
