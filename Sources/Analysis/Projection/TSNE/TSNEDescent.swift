import CKernels
import Foundation
import Tensors

/// The gradient descent of a t-SNE: points, with the steps and gains that they have come by.
struct TSNEDescent {
    /// `[points, 2]`
    private(set) var points: Tensor
    private let affinities: Affinities
    private var repulsion: any Repulsion
    private var gains: Tensor
    private var steps: Tensor
    /// The last forces.
    private var attracting: Tensor
    private var repelling: Tensor

    private static let momentum: Float = 0.8
    private static let longestStep: Float = 5

    init(affinities: Affinities, points: Tensor, repulsion: any Repulsion) {
        (self.affinities, self.points, self.repulsion) = (affinities, points, repulsion)
        gains = Tensor(shape: points.shape, repeating: 1)
        steps = Tensor(shape: points.shape)
        attracting = Tensor(uninitialized: points.shape)
        repelling = Tensor(uninitialized: points.shape)
    }

    /// Moves all points once.
    mutating func step(exaggeration: Float, workers: Workers) {
        let pairSum = repel(workers)
        let count = points.shape[0]
        let descent = ck_descent(
            exaggeration: exaggeration, repulsion_share: Float(1 / pairSum),
            momentum: Self.momentum, rate: Float(count) / exaggeration, longest_step: Self.longestStep)
        let forces = Forces(affinities: affinities, points: points, repelling: repelling)
        attracting.withMutablePointer { attracting in
            gains.withMutablePointer { gains in
                steps.withMutablePointer { steps in
                    let (attracting, gains) = (SharedPointer(attracting), SharedPointer(gains))
                    let steps = SharedPointer(steps)
                    workers.forEachRange(of: count, smallest: 128) { range in
                        forces.descend(range, by: descent, attracting, gains: gains, steps: steps)
                    }
                }
            }
        }
        steps.withPointer { steps in points.withMutablePointer { ck_move(steps, count, $0) } }
    }

    /// Finds the repulsion of all points; returns the sum over all pairs, which is positive.
    private mutating func repel(_ workers: Workers) -> Double {
        let sum = repulsion.forces(of: points, into: &repelling, workers: workers)
        var bounds: [Float] = [0, 0, 0, 0]
        points.withPointer { ck_bounds($0, points.shape[0], &bounds) }
        let (width, height) = (Double(bounds[2] - bounds[0]), Double(bounds[3] - bounds[1]))
        // No pair is farther apart than the corners; a few points far from each other are lost in the rounding.
        let count = Double(points.shape[0])
        return max(sum, count * (count - 1) / (1 + width * width + height * height))
    }

    /// What a step is made of.
    private struct Forces: Sendable {
        let affinities: Affinities
        let points: Tensor
        let repelling: Tensor

        func descend(
            _ range: Range<Int>, by descent: ck_descent, _ attracting: SharedPointer, gains: SharedPointer,
            steps: SharedPointer
        ) {
            affinities.withMatrix { matrix in
                points.withPointer {
                    ck_attraction(matrix, range.lowerBound, range.count, $0, attracting.address)
                }
            }
            withUnsafePointer(to: descent) { descent in
                repelling.withPointer {
                    ck_descend(
                        descent, range.lowerBound, range.count, attracting.address, $0, gains.address,
                        steps.address)
                }
            }
        }
    }

    /// The Kullback-Leibler divergence of the map's neighbourhoods from the affinities.
    mutating func divergence(workers: Workers) -> Double {
        let pairSum = repel(workers)
        let cost = affinities.withMatrix { matrix in
            points.withPointer { ck_attraction_cost(matrix, 0, affinities.sampleCount, $0) }
        }
        let total = affinities.weights.reduce(0.0) { $0 + Double($1) }
        return cost + total * log(pairSum)
    }
}

extension Affinities {
    /// Calls `body` with the matrix as the kernels know it.
    func withMatrix<Result>(_ body: (UnsafePointer<ck_sparse>) -> Result) -> Result {
        starts.withUnsafeBufferPointer { starts in
            columns.withUnsafeBufferPointer { columns in
                weights.withUnsafeBufferPointer { weights in
                    let matrix = ck_sparse(
                        starts: starts.baseAddress, columns: columns.baseAddress, weights: weights.baseAddress
                    )
                    return withUnsafePointer(to: matrix, body)
                }
            }
        }
    }
}
