import Glibc
import Tensors

/// K-means that finds out by itself how many clusters there are.
///
/// It starts with one and splits: the rows of a cluster are parted in two, and the parts stay where the Bayesian
/// information criterion of these rows is then larger; after each round the centres of all are iterated. Of the
/// numbers of clusters that come up, the one with the largest criterion over all rows wins; where K-means finds tighter
/// clusters of that number from its own starts, it has the last word. Source: D. Pelleg and A. Moore, "X-means:
/// Extending K-means with efficient estimation of the number of clusters", ICML 2000.
///
/// The criterion, for R rows of M columns in K clusters of R1, R2, ... rows, is that of the paper's model, spherical
/// normal distributions of one variance v = inertia / (M (R - K)):
/// sum of Ri log(Ri / R) - R M / 2 log(2 pi v) - M (R - K) / 2 - (M K + K) / 2 log R.
/// The paper's own lines leave M out of the variance and 2 pi without its power.
public struct XMeans: Sendable, Equatable {
    /// The cluster of every row; clusters are numbered in the order of their first rows.
    public let labels: [Int32]
    /// The means of the clusters' rows, `[clusters, columns]`.
    public let centers: Tensor
    /// The sum of the squared distances of all rows to their centres.
    public let inertia: Double
    /// The criterion; infinite where all rows lie on the centres, minus infinity where there is no row more than
    /// clusters.
    public let criterion: Double

    /// Clusters rows.
    ///
    /// - Parameters:
    ///   - rows: `[rows, columns]`, at least one column.
    ///   - largestCount: how many clusters there may be.
    /// - Throws: `AnalysisError.notFinite`; `CancellationError` when stale.
    public init(
        _ rows: Tensor, largestCount: Int = 10, seed: UInt64 = 0, workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }
    ) throws {
        precondition(largestCount >= 1, "\(largestCount) clusters")
        let splitting = Splitting(
            rows: try CentredRows(rows, workers: workers), largestCount: largestCount, workers: workers)
        let clusters = KMeans(try splitting.best(seed: seed, isStale: isStale), of: rows)
        (labels, centers, inertia) = (clusters.labels, clusters.centers, clusters.inertia)
        criterion = Self.criterion(
            inertia: inertia, sizes: clusters.members.map(\.count), width: rows.shape[1])
    }

    /// The criterion of clusters with so many rows each.
    static func criterion(inertia: Double, sizes: [Int], width: Int) -> Double {
        let (rowCount, count, width) = (Double(sizes.reduce(0, +)), Double(sizes.count), Double(width))
        guard rowCount > count else { return -.infinity }
        let variance = inertia / (width * (rowCount - count))
        let shares = sizes.reduce(0.0) { $0 + Double($1) * log(Double($1) / rowCount) }
        let likelihood =
            shares - rowCount * width / 2 * log(2 * .pi * variance) - width * (rowCount - count) / 2
        return likelihood - (width * count + count) / 2 * log(rowCount)
    }
}
