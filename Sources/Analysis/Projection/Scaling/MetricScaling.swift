import CKernels
import Tensors

/// Samples in the plane so that their distances there are like those that are wanted.
///
/// Source: SMACOF, scaling by majorising the stress (J. de Leeuw, "Applications of convex analysis to
/// multidimensional scaling", 1977; I. Borg and P. Groenen, Modern Multidimensional Scaling, chapter 8), with
/// relaxed updates (J. de Leeuw and W. Heiser 1980), from the classical scaling.
public struct MetricScaling: Sendable {
    /// `[samples, 2]`, around the origin.
    public let points: Tensor
    /// Kruskal's stress-1: the root of the squared errors' sum over that of the squared distances in the plane.
    public let stress: Double
    /// How many times all distances were looked at.
    public let iterationCount: Int

    /// When to stop.
    public struct Effort: Sendable {
        /// After how many iterations at the latest.
        public var iterationLimit = 300
        /// The smallest gain of an iteration that is worth another one, as a share of the squared distances' sum.
        public var tolerance = 1e-6

        /// 300 iterations, as long as they gain a millionth.
        public init() {}
    }

    /// Places `rows`, `[samples, columns]`, by their Euclidean distances.
    ///
    /// - Parameters:
    ///   - start: `[samples, 2]`; the first two principal components if nil.
    ///   - progress: iterations done and their limit.
    /// - Throws: `AnalysisError.notFinite`; `CancellationError` where `isStale` says so.
    /// - Complexity: O(samples^2 * columns) for the distances, O(samples^2) for an iteration; 2 * samples^2 bytes.
    public init(
        of rows: Tensor, start: Tensor? = nil, effort: Effort = Effort(), workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }, progress: (Int, Int) -> Void = { _, _ in }
    ) throws {
        let centred = try CentredRows(rows, workers: workers)
        let first =
            try start
            ?? PrincipalComponents(of: centred, count: 2, workers: workers, isStale: isStale).scores
        let distances = try PackedDistances(of: centred, workers: workers, isStale: isStale)
        try self.init(distances, from: first, effort, workers, isStale: isStale, progress: progress)
    }

    /// Places samples by their `distances`, `[samples, samples]`, of which the upper triangle is read.
    public init(
        distances: Tensor, start: Tensor? = nil, effort: Effort = Effort(), workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }, progress: (Int, Int) -> Void = { _, _ in }
    ) throws {
        let first =
            try start ?? ClassicalScaling(distances: distances, workers: workers, isStale: isStale).points
        try self.init(
            PackedDistances(matrix: distances), from: first, effort, workers, isStale: isStale,
            progress: progress)
    }

    private init(
        _ distances: PackedDistances, from start: Tensor, _ effort: Effort, _ workers: Workers,
        isStale: @Sendable () -> Bool, progress: (Int, Int) -> Void
    ) throws {
        precondition(
            start.shape == [distances.count, 2], "\(distances.count) samples start at \(start.shape)")
        let transform = GuttmanTransform(distances, workers: workers)
        var configuration = Configuration(start, scale: distances.scale)
        var (next, stress) = try transform.applied(to: configuration, isStale: isStale)
        let least = effort.tolerance * transform.squareSum
        var done = 1
        while done < effort.iterationLimit {
            configuration = next.relaxed(from: configuration)
            let (following, newStress) = try transform.applied(to: configuration, isStale: isStale)
            let gain = stress - newStress
            (next, stress) = (following, newStress)
            done += 1
            progress(done, effort.iterationLimit)
            if gain < least { break }
        }
        (_, stress) = try transform.applied(to: next, isStale: isStale)
        let square = next.squareSum * Double(distances.count)
        points = next.points(scale: distances.scale)
        self.stress = square > 0 ? (stress / square).squareRoot() : 0
        iterationCount = done
    }
}

/// Points in the plane around the origin, times the scale of the distances.
private struct Configuration: Sendable {
    var xs: [Float], ys: [Float]

    init(xs: [Double], ys: [Double]) {
        let count = Double(max(1, xs.count))
        let (x, y) = (xs.reduce(0, +) / count, ys.reduce(0, +) / count)
        (self.xs, self.ys) = (xs.map { Float($0 - x) }, ys.map { Float($0 - y) })
    }

    init(_ points: Tensor, scale: Float) {
        let values = points.values
        let all = (0..<points.shape[0])
        self.init(
            xs: all.map { Double(values[2 * $0] * scale) }, ys: all.map { Double(values[2 * $0 + 1] * scale) }
        )
    }

    /// As far again as from `previous` to here.
    func relaxed(from previous: Configuration) -> Configuration {
        var relaxed = self
        for index in xs.indices {
            relaxed.xs[index] += xs[index] - previous.xs[index]
            relaxed.ys[index] += ys[index] - previous.ys[index]
        }
        return relaxed
    }

    var squareSum: Double {
        zip(xs, ys).reduce(0) { $0 + Double($1.0) * Double($1.0) + Double($1.1) * Double($1.1) }
    }

    func points(scale: Float) -> Tensor {
        Tensor(shape: [xs.count, 2], values: zip(xs, ys).flatMap { [$0 / scale, $1 / scale] })
    }
}

/// Where the stress's majorising function is smallest: every point at the mean of where the others want it.
private struct GuttmanTransform: Sendable {
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
        to configuration: Configuration, isStale: @Sendable () -> Bool
    ) throws -> (Configuration, stress: Double) {
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
            Configuration(xs: xs.map { $0 / count }, ys: ys.map { $0 / count }),
            parts.reduce(0) { $0 + $1.stress }
        )
    }

    private func sum(
        of rows: StrideTo<Int>, _ configuration: Configuration, isStale: @Sendable () -> Bool
    ) -> Part {
        let zeros = [Float](repeating: 0, count: distances.count)
        var part = Part(xs: zeros, ys: zeros)
        distances.values.withPointer { values in
            configuration.xs.withUnsafeBufferPointer { xs in
                configuration.ys.withUnsafeBufferPointer { ys in
                    part.xs.withUnsafeMutableBufferPointer { toXs in
                        part.ys.withUnsafeMutableBufferPointer { toYs in
                            guard let xs = xs.baseAddress, let ys = ys.baseAddress,
                                let toXs = toXs.baseAddress, let toYs = toYs.baseAddress
                            else { return }
                            for (index, row) in rows.enumerated() {
                                if index % 64 == 0, isStale() { return }
                                var own = (0.0, 0.0)
                                withUnsafeMutableBytes(of: &own) { own in
                                    guard let own = own.bindMemory(to: Double.self).baseAddress else {
                                        return
                                    }
                                    part.stress += ck_guttman(
                                        values + distances.offset(of: row), xs + row + 1, ys + row + 1,
                                        distances.count - row - 1, xs[row], ys[row], own, toXs + row + 1,
                                        toYs + row + 1)
                                }
                                toXs[row] += Float(own.0)
                                toYs[row] += Float(own.1)
                            }
                        }
                    }
                }
            }
        }
        return part
    }
}
