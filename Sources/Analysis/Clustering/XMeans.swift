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
    /// The criterion; infinite where all rows lie on the centres.
    public let criterion: Double

    /// Clusters rows.
    ///
    /// - Parameters:
    ///   - rows: `[rows, columns]`, at least one column.
    ///   - largestCount: how many clusters there may be.
    /// - Throws: `CancellationError` when stale.
    public init(
        _ rows: Tensor, largestCount: Int = 10, seed: UInt64 = 0, workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }
    ) throws {
        precondition(largestCount >= 1, "\(largestCount) clusters")
        let search = XMeansSearch(
            rows: CentredRows(rows), largestCount: largestCount, seed: seed, workers: workers)
        let (clusters, criterion) = try search.best(isStale: isStale)
        (labels, centers, self.criterion) = (clusters.labels, clusters.centers, criterion)
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

/// The rounds of X-means.
private struct XMeansSearch: Sendable {
    let rows: CentredRows
    let largestCount: Int
    let seed: UInt64
    let workers: Workers

    /// The best clusters that come up, and their criterion.
    func best(isStale: @Sendable () -> Bool) throws -> (KMeans, Double) {
        var seeds = SplitMix64(seed: seed)
        var clusters = KMeans(rows, startingAt: [Double](repeating: 0, count: rows.width), isStale: isStale)
        var best = (clusters, criterion(of: clusters))
        for _ in 1..<max(largestCount, 2) where clusters.centers.shape[0] < largestCount {
            let centers = try split(clusters, seed: seeds.next(), isStale)
            guard centers.count > clusters.centers.count else { break }
            clusters = KMeans(rows, startingAt: centers, isStale: isStale)
            let found = criterion(of: clusters)
            if found > best.1 { best = (clusters, found) }
        }
        let again = try KMeans(
            rows, count: max(best.0.centers.shape[0], 1), seed: seeds.next(), restarts: 10, workers: workers,
            isStale: isStale)
        return again.inertia < best.0.inertia ? (again, criterion(of: again)) : best
    }

    /// The centres around the rows' mean after the splits that are worth it, the most worthwhile first where there
    /// is not room for all.
    private func split(
        _ clusters: KMeans, seed: UInt64, _ isStale: @Sendable () -> Bool
    ) throws -> [Double] {
        let count = clusters.centers.shape[0]
        let members = clusters.members
        let splits = try workers.map(count, isStale: isStale) { cluster in
            try? gainful(members[cluster], seed: seed &+ UInt64(cluster), isStale)
        }
        if isStale() { throw CancellationError() }
        let gains = splits.map { $0?.gain ?? 0 }
        let chosen = gains.indices.filter { gains[$0] > 0 }
            .sorted { (gains[$1], $0) < (gains[$0], $1) }.prefix(largestCount - count)
        return (0..<count).flatMap { cluster -> [Double] in
            let parts = chosen.contains(cluster) ? splits[cluster]?.parts : nil
            let centers = parts?.values ?? (0..<rows.width).map { clusters.centers[cluster, $0] }
            return centers.enumerated().map { Double($1) - rows.mean[$0 % rows.width] }
        }
    }

    /// Two centres for the rows of a cluster and what the criterion gains by them; nil where it does not.
    private func gainful(
        _ members: [Int], seed: UInt64, _ isStale: @Sendable () -> Bool
    ) throws -> (parts: Tensor, gain: Double)? {
        guard members.count > 2 else { return nil }
        let region = rows.taking(members)
        let whole = KMeans(region, startingAt: [Double](repeating: 0, count: rows.width), isStale: isStale)
        let parts = try KMeans(
            region, count: 2, seed: seed, restarts: 3, workers: Workers(count: 1), isStale: isStale)
        let gain = criterion(of: parts) - criterion(of: whole)
        return parts.centers.shape[0] == 2 && gain > 0 ? (parts.centers, gain) : nil
    }

    private func criterion(of clusters: KMeans) -> Double {
        XMeans.criterion(
            inertia: clusters.inertia, sizes: clusters.members.map(\.count), width: rows.width)
    }
}
