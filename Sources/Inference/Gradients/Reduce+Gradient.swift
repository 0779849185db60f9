import Foundation
import Tensors

extension Reduce: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        let input = try step.input(0)
        let rank = input.shape.count
        var axes = try axes ?? step.values.optionalIntegers(1) ?? []
        if axes.isEmpty, !ignoresNoAxes { axes = Array(0..<rank) }
        axes = try normalizedAxes(axes, rank: rank)
        let kept = input.shape.enumerated().map { axes.contains($0) ? 1 : $1 }
        let count = Float(axes.map { input.shape[$0] }.reduce(1, *))
        var gradient = try step.gradient().reshaped(kept)
        let result = try step.output().reshaped(kept)
        if function == .maximum || function == .minimum {
            gradient = try gradient.combined(.divide, ties(input, result), on: step.workers)
        }
        return [try slopes(input, result, gradient, count: count)]
    }

    /// How many elements are the result.
    private func ties(_ input: Tensor, _ result: Tensor) throws -> Tensor {
        let broadcast = try Broadcast([input.shape, result.shape])
        let (numbers, results) = (input.values, result.values)
        let isResult = broadcast.map { numbers[$0[0]] == results[$0[1]] ? Float(1) : 0 }
        return try Tensor(shape: input.shape, values: isResult).summed(to: result.shape)
    }

    private func slopes(
        _ input: Tensor, _ result: Tensor, _ gradient: Tensor, count: Float
    ) throws -> Tensor {
        let slope = try slope(count: count)
        let broadcast = try Broadcast([input.shape, result.shape, gradient.shape])
        return input.withValues { x in
            result.withValues { y in
                gradient.withValues { gradient in
                    Tensor(
                        shape: input.shape,
                        values: broadcast.map { gradient[$0[2]] * slope(x[$0[0]], y[$0[1]]) })
                }
            }
        }
    }

    /// The derivative of the result y with respect to an element x.
    private func slope(count: Float) throws -> (_ x: Float, _ y: Float) -> Float {
        switch function {
        case .mean: { _, _ in 1 / count }
        case .sum: { _, _ in 1 }
        case .maximum, .minimum: { x, y in x == y ? 1 : 0 }
        case .norm1: { x, _ in x > 0 ? 1 : x < 0 ? -1 : 0 }
        case .norm2: { x, y in y == 0 ? 0 : x / y }
        case .squares: { x, _ in 2 * x }
        case .logarithmOfSum: { _, y in expf(-y) }
        case .logarithmOfPowers: { x, y in expf(x - y) }
        case .product: throw InferenceError.noGradient(of: name, node: "")
        }
    }
}
