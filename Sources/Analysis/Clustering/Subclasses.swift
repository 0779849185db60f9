import Tensors

/// The groups into which the samples of a class fall: subclasses that nobody has named.
///
/// The samples are parted in three by K-means. Where at least two parts hold more than a tenth of the class and at
/// least three samples, these parts are subclasses; the samples of smaller ones are in none. Other classes do not
/// split. Source: Rahat-uz-Zaman et al. 2026, section V-E, which leaves the rule open.
public struct Subclasses: Sendable, Equatable {
    /// The subclasses, the largest first, each with its samples as they stand in `members`; none where the class does
    /// not split.
    public let groups: [[Int]]

    /// Splits a class.
    ///
    /// - Parameters:
    ///   - summaries: `[samples, channels]`, of other samples too.
    ///   - members: the class's samples.
    /// - Throws: `AnalysisError.notFinite` with the row among the members; `CancellationError` when stale.
    public init(
        of summaries: Tensor, members: [Int], seed: UInt64 = 0, workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }
    ) throws {
        guard members.count >= 2 * Self.smallestSize else {
            groups = []
            return
        }
        let clusters = try KMeans(
            summaries.takingRows(members), count: 3, seed: seed, workers: workers, isStale: isStale)
        let parts = clusters.members.filter {
            $0.count >= Self.smallestSize && 10 * $0.count > members.count
        }
        groups =
            parts.count < 2
            ? []
            : parts.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }.map { $0.map { members[$0] } }
    }

    private static let smallestSize = 3
}
