import Foundation
import Tensors

extension TSNE {
    /// Where the points start, `[samples, 2]`: close together, so that they find their neighbours before they part.
    func startingPoints(
        _ rows: Tensor, workers: Workers, isStale: @Sendable () -> Bool
    ) throws -> Tensor {
        let deviation = 1e-4
        var generator = SplitMix64(seed: seed)
        let count = rows.shape[0]
        let noise = (0..<2 * count).map { _ in Float(deviation * generator.nextNormal()) }
        guard start == .principalComponents, count > 0 else {
            return Tensor(shape: [count, 2], values: noise)
        }
        let scores = try PrincipalComponents(of: rows, count: 2, workers: workers, isStale: isStale).scores
            .values
        let squares = stride(from: 0, to: scores.count, by: 2).reduce(0) {
            $0 + Double(scores[$1]) * Double(scores[$1])
        }
        let spread = (squares / Double(count)).squareRoot()
        // Samples that do not differ start at the noise alone.
        let scale = spread > 0 ? Float(deviation / spread) : 0
        return Tensor(shape: [count, 2], values: zip(scores, noise).map { $0 * scale + $1 * 0.01 })
    }
}

extension SplitMix64 {
    /// A number of the normal distribution, mean 0 and deviation 1.
    ///
    /// Source: G. Box and M. Muller, "A note on the generation of random normal deviates", 1958.
    mutating func nextNormal() -> Double {
        let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &self))).squareRoot()
        return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &self))
    }
}
