import Foundation
import Tensors

extension ElementwiseBinary: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        guard activation == nil else { return try pullBackBeforeActivation(step) }
        return try [
            step.isWanted[0] ? left(step).summed(to: step.shape(0)) : nil,
            step.isWanted[1] ? right(step).summed(to: step.shape(1)) : nil,
        ]
    }

    /// Carries the gradient past the activation first.
    private func pullBackBeforeActivation(_ step: BackwardStep) throws -> [Tensor?] {
        var bare = self
        bare.activation = nil
        let gradient = try activation?.pullBack(step, fusedInto: bare)
        return try bare.pullBack(
            BackwardStep(
                inputs: step.inputs, outputs: step.outputs, gradients: [gradient], isWanted: step.isWanted,
                workers: step.workers))
    }

    private func left(_ step: BackwardStep) throws -> Tensor {
        let gradient = try step.gradient()
        switch function {
        case .add, .subtract: return gradient
        case .multiply: return try gradient.combined(.multiply, step.input(1), on: step.workers)
        case .divide: return try gradient.combined(.divide, step.input(1), on: step.workers)
        case .power: return try slopes(step) { $1 == 0 ? 0 : $1 * powf($0, $1 - 1) }
        case .parametricRelu: return try slopes(step) { $0 > 0 ? 1 : $1 }
        case .minimum: return try slopes(step) { $0 < $1 ? 1 : $0 == $1 ? 0.5 : 0 }
        case .maximum: return try slopes(step) { $0 > $1 ? 1 : $0 == $1 ? 0.5 : 0 }
        }
    }

    private func right(_ step: BackwardStep) throws -> Tensor {
        let gradient = try step.gradient()
        switch function {
        case .add: return gradient
        case .subtract: return gradient.scaled(by: -1)
        case .multiply: return try gradient.combined(.multiply, step.input(0), on: step.workers)
        case .divide: return try slopes(step) { x, y in -x / (y * y) }
        case .power: return try slopes(step) { $0 == 0 ? 0 : powf($0, $1) * logf($0) }
        case .parametricRelu: return try slopes(step) { x, _ in min(x, 0) }
        case .minimum: return try slopes(step) { $1 < $0 ? 1 : $0 == $1 ? 0.5 : 0 }
        case .maximum: return try slopes(step) { $1 > $0 ? 1 : $0 == $1 ? 0.5 : 0 }
        }
    }

    /// The gradient times a function of both inputs.
    private func slopes(_ step: BackwardStep, _ slope: (Float, Float) -> Float) throws -> Tensor {
        let (x, y, gradient) = (try step.input(0), try step.input(1), try step.gradient())
        let broadcast = try Broadcast([x.shape, y.shape, gradient.shape])
        return x.withValues { x in
            y.withValues { y in
                gradient.withValues { gradient in
                    Tensor(
                        shape: broadcast.shape,
                        values: broadcast.map { gradient[$0[2]] * slope(x[$0[0]], y[$0[1]]) })
                }
            }
        }
    }
}
