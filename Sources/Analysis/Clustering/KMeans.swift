import Tensors

/// Clusters of rows around centres, such that the squared distances to the centres are small in sum.
///
/// Lloyd's iteration from starts that lie far apart (k-means++), the best of some, with scikit-learn's tolerance; then
/// rows change places one by one while that helps. The same seed gives the same clusters, however many threads look
/// for them. Clusters are numbered in the order of their first rows.
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
    /// - Throws: `AnalysisError.notFinite`; `CancellationError` when stale.
    public init(
        _ rows: Tensor, count: Int, seed: UInt64 = 0, restarts: Int = 10, workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }
    ) throws {
        precondition(count >= 1 && restarts >= 1, "\(count) clusters, \(restarts) starts")
        let search = KMeansSearch(rows: try CentredRows(rows, workers: workers), workers: workers)
        self.init(try search.best(count: count, seed: seed, starts: restarts, isStale: isStale), of: rows)
    }

    /// What an iteration ended with, in the rows' own units.
    init(_ end: LloydIteration, of rows: Tensor) {
        var names: [Int32: Int32] = [:]
        for label in end.labels where names[label] == nil { names[label] = Int32(names.count) }
        let labels = end.labels.map { names[$0] ?? 0 }
        self.labels = labels
        centers = Self.means(of: rows, labels: labels, count: names.count)
        let scale = Double(end.rows.scale)
        inertia = end.inertia() / (scale * scale)
    }

    private static func means(of rows: Tensor, labels: [Int32], count: Int) -> Tensor {
        let width = rows.shape[1]
        var sums = [Double](repeating: 0, count: count * width)
        var sizes = [Double](repeating: 0, count: count)
        rows.withValues { values in
            for (row, label) in labels.enumerated() {
                sizes[Int(label)] += 1
                for column in 0..<width {
                    sums[Int(label) * width + column] += Double(values[row * width + column])
                }
            }
        }
        return Tensor(
            shape: [count, width], values: sums.enumerated().map { Float($1 / sizes[$0 / width]) })
    }
}
