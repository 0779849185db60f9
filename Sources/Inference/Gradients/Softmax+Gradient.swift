import Foundation
import Tensors

extension Softmax: DifferentiableOperator {
    /// With the result y and its gradient g: y (g - sum(g y)); for logarithms g - exp(y) sum(g).
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        let result = try step.output()
        let shape = result.shape
        let axis = try normalizedAxis(axis, rank: shape.count)
        let count = flattens ? shape[axis...].reduce(1, *) : shape[axis]
        let stride = flattens ? 1 : shape[(axis + 1)...].reduce(1, *)
        var gradient = try step.gradient()
        result.withValues { result in
            gradient.withMutableValues { gradient in
                for row in 0..<result.count / max(1, count) {
                    let first = row / stride * count * stride + row % stride
                    pullBack(gradient, result, (0..<count).map { first + $0 * stride })
                }
            }
        }
        return [gradient]
    }

    /// One row, in place.
    private func pullBack(
        _ gradient: UnsafeMutableBufferPointer<Float>, _ result: UnsafeBufferPointer<Float>,
        _ places: [Int]
    ) {
        let sum = places.reduce(0.0) {
            $0 + Double(gradient[$1]) * (isLogarithmic ? 1 : Double(result[$1]))
        }
        for place in places {
            let (g, y) = (Double(gradient[place]), Double(result[place]))
            gradient[place] = Float(isLogarithmic ? g - exp(y) * sum : y * (g - sum))
        }
    }
}
