import Tensors

/// Clusters of rows around centres, such that the squared distances to the centres are small in sum.
///
/// Lloyd's iteration from starts that lie far apart (k-means++), the best of some, with scikit-learn's tolerance; then
/// rows change places one by one while that helps. The same seed gives the same clusters, however many threads look for them. Clusters are numbered in
/// the order of their first rows.
public struct KMeans: Sendable, Equatable {
    /// The cluster of every row.
    public let labels: [Int32]
    /// The means of the clusters' rows, `[clusters, columns]`: fewer clusters than asked for where fewer rows differ.
    public let centers: Tensor
    /// The sum of the squared distances of all rows to their centres.
    public let inertia: Double

    /// The rows of every cluster, ascending.
    public var members: [[Int]] {
        labels.enumerated().reduce(into: Array(repeating: [], count: centers.shape[0])) {
            $0[Int($1.element)].append($1.offset)
        }
    }

    /// Clusters rows.
    ///
    /// - Parameters:
    ///   - rows: `[rows, columns]`, at least one column.
    ///   - count: how many clusters, at least one.
    ///   - restarts: how many starts are tried.
    /// - Throws: `CancellationError` when stale.
    public init(
        _ rows: Tensor, count: Int, seed: UInt64 = 0, restarts: Int = 10, workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }
    ) throws {
        try self.init(
            CentredRows(rows), count: count, seed: seed, restarts: restarts, workers: workers,
            isStale: isStale)
    }

    init(
        _ rows: CentredRows, count: Int, seed: UInt64, restarts: Int, workers: Workers,
        isStale: @Sendable () -> Bool
    ) throws {
        precondition(count >= 1 && restarts >= 1, "\(count) clusters, \(restarts) starts")
        var seeds = SplitMix64(seed: seed)
        let seedOfStart = (0..<restarts).map { _ in seeds.next() }
        let ends = try workers.map(restarts, isStale: isStale) { start in
            var generator = SplitMix64(seed: seedOfStart[start])
            let chosen = SpreadStart.choose(count, of: rows, using: &generator, isStale: isStale)
            var end = LloydIteration(rows, centers: chosen.flatMap { rows.row($0).map(Double.init) })
            end.run(isStale: isStale)
            return (end, inertia: end.inertia())
        }
        if isStale() { throw CancellationError() }
        var best = ends.dropFirst().reduce(ends[0]) { $1.inertia < $0.inertia ? $1 : $0 }.0
        best.exchange(isStale: isStale)
        if isStale() { throw CancellationError() }
        self.init(best)
    }

    /// Where some centres end, `[centers, columns]` around the rows' mean.
    init(_ rows: CentredRows, startingAt starts: [Double], isStale: () -> Bool) {
        var end = LloydIteration(rows, centers: starts)
        end.run(isStale: isStale)
        self.init(end)
    }

    private init(_ end: LloydIteration) {
        var names: [Int32: Int32] = [:]
        var first: [Int32] = []
        for label in end.labels where names[label] == nil {
            names[label] = Int32(first.count)
            first.append(label)
        }
        let (rows, width) = (end.rows, end.rows.width)
        labels = end.labels.map { names[$0] ?? 0 }
        centers = Tensor(
            shape: [first.count, width],
            values: first.flatMap { label in
                (0..<width).map { Float(end.centers[Int(label) * width + $0] + rows.mean[$0]) }
            })
        inertia = end.inertia()
    }
}
