import CKernels
import Tensors

/// Where the stress's majorising function is smallest: every point at the mean of where the others want it.
struct GuttmanTransform: Sendable {
    private let distances: PackedDistances
    private let workers: Workers
    /// The sum of the squares of all distances that are wanted.
    let squareSum: Double

    private struct Part: Sendable {
        var xs: [Float], ys: [Float], stress = 0.0
    }

    init(_ distances: PackedDistances, workers: Workers) {
        self.distances = distances
        self.workers = workers
        let rows = workers.map(distances.count) { row in
            let first = distances.offset(of: row)
            return distances.values.withValues { values in
                values[first..<first + distances.count - row - 1].reduce(0) { $0 + Double($1) * Double($1) }
            }
        }
        squareSum = rows.reduce(0, +)
    }

    /// The transform, and the stress before it: the sum of the squared errors.
    func applied(
        to configuration: PlaneConfiguration, isStale: @Sendable () -> Bool
    ) throws -> (PlaneConfiguration, stress: Double) {
        // Fixed parts, so that the sums are the same whatever the number of workers; a row is the shorter the
        // later it comes, so that they take turns.
        let partCount = max(1, min(8, distances.count / 64))
        let parts = workers.map(partCount) { part in
            sum(of: stride(from: part, to: distances.count, by: partCount), configuration, isStale: isStale)
        }
        if isStale() { throw CancellationError() }
        var xs = [Double](repeating: 0, count: distances.count), ys = xs
        for part in parts {
            for index in xs.indices {
                xs[index] += Double(part.xs[index])
                ys[index] += Double(part.ys[index])
            }
        }
        let count = Double(distances.count)
        return (
            PlaneConfiguration(xs: xs.map { $0 / count }, ys: ys.map { $0 / count }),
            parts.reduce(0) { $0 + $1.stress }
        )
    }

    /// What `rows` of the triangle of pairs add.
    private func sum(
        of rows: StrideTo<Int>, _ configuration: PlaneConfiguration, isStale: @Sendable () -> Bool
    ) -> Part {
        let zeros = [Float](repeating: 0, count: distances.count)
        var part = Part(xs: zeros, ys: zeros)
        distances.values.withPointer { wanted in
            for (index, row) in rows.enumerated() {
                if index % 64 == 0, isStale() { return }
                let error = ck_guttman(
                    wanted + distances.offset(of: row), configuration.xs, configuration.ys, row,
                    distances.count,
                    &part.xs, &part.ys)
                part.stress += error
            }
        }
        return part
    }
}
