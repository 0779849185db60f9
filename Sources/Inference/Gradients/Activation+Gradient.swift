import Foundation
import Tensors

extension Activation: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        try step.requireFixedParameters(of: name)
        let resolved = Activation(try boundsTaken(from: step.values))
        return [
            try step.gradient().multiplied(bySlopeAt: step.input(0), on: step.workers) {
                resolved.slope(at: $0)
            }
        ]
    }

    /// The gradient before the activation that a node applies in the same pass.
    ///
    /// - Parameter bare: the node's operator without it: what it was applied to is computed again, but for a relu,
    ///   which shows in its result.
    func pullBack(_ step: BackwardStep, fusedInto bare: any Operator) throws -> Tensor {
        let gradient = try step.gradient()
        guard function != .relu else {
            return gradient.multiplied(bySlopeAt: try step.output(), on: step.workers) { $0 > 0 ? 1 : 0 }
        }
        let results = try bare.evaluate(stored: step.inputs, on: step.workers)
        guard case .float(let before)? = results.first?.inRowMajorOrder else {
            throw InferenceError.noGradient(of: name, node: "")
        }
        return gradient.multiplied(bySlopeAt: before, on: step.workers) { slope(at: $0) }
    }

    /// The derivative at `x`; at a bound or kink that of the lower side, as PyTorch has it.
    func slope(at x: Float) -> Float {
        switch function {
        case .relu: x > 0 ? 1 : 0
        case .leakyRelu(let alpha): x > 0 ? 1 : alpha
        case .clip(let minimum, let maximum):
            x > minimum ?? -.infinity && x < maximum ?? .infinity ? 1 : 0
        case .sigmoid: Self.sigmoid(x) * Self.sigmoid(-x)
        case .tanh: 1 - tanhf(x) * tanhf(x)
        case .hardSwish: x <= -3 ? 0 : x < 3 ? x / 3 + 0.5 : 1
        case .hardSigmoid(let alpha, let beta):
            alpha * x + beta > 0 && alpha * x + beta < 1 ? alpha : 0
        case .elu(let alpha): x > 0 ? 1 : alpha * expf(x)
        case .celu(let alpha): x > 0 ? 1 : expf(x / alpha)
        case .selu(let alpha, let gamma): gamma * (x > 0 ? 1 : alpha * expf(x))
        case .softplus: Self.sigmoid(x)
        case .softsign: 1 / ((1 + abs(x)) * (1 + abs(x)))
        case .mish: Self.mishSlope(at: x)
        case .shrink(let limit, _): abs(x) > limit ? 1 : 0
        case .thresholdedRelu(let alpha): x > alpha ? 1 : 0
        }
    }

    private static func sigmoid(_ x: Float) -> Float { 1 / (1 + expf(-x)) }

    private static func mishSlope(at x: Float) -> Float {
        let bent = tanhf(max(x, 0) + log1pf(expf(-abs(x))))
        return bent + x * (1 - bent * bent) * sigmoid(x)
    }
}
