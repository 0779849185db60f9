import CKernels
import Foundation
import Tensors

/// How near samples are to each other, as probabilities of pairs: a sparse symmetric matrix that sums to 1.
///
/// The neighbours of each sample get weights exp(-precision * distance²), with the precision at which their entropy is
/// the logarithm of the perplexity (van der Maaten and Hinton 2008, section 2); pairs get the mean of both directions
/// (section 3.1).
struct Affinities: Sendable {
    /// Where the entries of each sample begin; one more than there are samples.
    let starts: [Int32]
    /// The other sample of each entry, ascending within a sample.
    let columns: [Int32]
    /// The probability of each pair.
    let weights: [Float]

    var sampleCount: Int { starts.count - 1 }

    /// - Parameter perplexity: at least 1, at most the number of neighbours (fewer can never reach it).
    init(_ neighbors: NearestNeighbors, perplexity: Double, workers: Workers = .standard) {
        let count = neighbors.count
        let sampleCount = neighbors.sampleCount
        let conditional = Self.conditional(neighbors, perplexity: perplexity, workers: workers)
        let starts = (0...sampleCount).map { Int32($0 * count) }
        // Transposing a sparse matrix sorts the entries of its rows.
        let transposed = SparseRows(starts: starts, columns: neighbors.indices, weights: conditional)
            .transposed
        self.init(sumOf: transposed, and: transposed.transposed, scale: 0.5 / Float(max(1, sampleCount)))
    }

    /// Adds two matrices with sorted rows.
    private init(sumOf left: SparseRows, and right: SparseRows, scale: Float) {
        var starts: [Int32] = [0]
        var columns: [Int32] = []
        var weights: [Float] = []
        starts.reserveCapacity(left.starts.count)
        columns.reserveCapacity(2 * left.columns.count)
        weights.reserveCapacity(2 * left.columns.count)
        for row in 0..<left.starts.count - 1 {
            var (i, j) = (Int(left.starts[row]), Int(right.starts[row]))
            let (lastI, lastJ) = (Int(left.starts[row + 1]), Int(right.starts[row + 1]))
            while i < lastI || j < lastJ {
                let a = i < lastI ? left.columns[i] : .max
                let b = j < lastJ ? right.columns[j] : .max
                var weight: Float = 0
                if a <= b {
                    weight += left.weights[i]
                    i += 1
                }
                if b <= a {
                    weight += right.weights[j]
                    j += 1
                }
                columns.append(min(a, b))
                weights.append(weight * scale)
            }
            starts.append(Int32(columns.count))
        }
        (self.starts, self.columns, self.weights) = (starts, columns, weights)
    }

    /// `[samples, neighbours]`: how likely each sample is to choose each of its neighbours.
    static func conditional(
        _ neighbors: NearestNeighbors, perplexity: Double, workers: Workers = .standard
    ) -> [Float] {
        let count = neighbors.count
        var weights = [Float](repeating: 0, count: neighbors.indices.count)
        guard count > 0 else { return weights }
        neighbors.distances.withUnsafeBufferPointer { distances in
            weights.withUnsafeMutableBufferPointer { weights in
                guard let distances = distances.baseAddress, let weights = weights.baseAddress else { return }
                let (source, target) = (SharedReadPointer(distances), SharedPointer(weights))
                workers.forEachRange(of: neighbors.sampleCount, smallest: 64) { range in
                    for sample in range {
                        ck_neighbor_weights(
                            source.address + sample * count, count, log(perplexity),
                            target.address + sample * count)
                    }
                }
            }
        }
        return weights
    }
}

/// A sparse matrix of as many rows as columns.
private struct SparseRows {
    let starts: [Int32]
    let columns: [Int32]
    let weights: [Float]

    var transposed: SparseRows {
        let size = starts.count - 1
        var next = [Int32](repeating: 0, count: size + 1)
        for column in columns { next[Int(column) + 1] += 1 }
        for row in 0..<size { next[row + 1] += next[row] }
        let newStarts = next
        var rows = [Int32](repeating: 0, count: columns.count)
        var newWeights = [Float](repeating: 0, count: columns.count)
        for row in 0..<size {
            for entry in Int(starts[row])..<Int(starts[row + 1]) {
                let place = Int(next[Int(columns[entry])])
                next[Int(columns[entry])] += 1
                rows[place] = Int32(row)
                newWeights[place] = weights[entry]
            }
        }
        return SparseRows(starts: newStarts, columns: rows, weights: newWeights)
    }
}
