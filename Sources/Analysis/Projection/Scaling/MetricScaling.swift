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
        var configuration = PlaneConfiguration(start, scale: distances.scale)
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
