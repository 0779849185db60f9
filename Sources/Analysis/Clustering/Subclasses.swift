import Tensors

/// Classes whose samples fall into groups: subclasses that nobody has named.
///
/// The samples of a class are parted in three by K-means. Where at least two parts hold more than a tenth of the class
/// and at least three samples, these parts are subclasses; the samples of smaller ones are in none. Other classes do
/// not split. Source: Rahat-uz-Zaman et al. 2026, section V-E, which leaves the rule open.
public struct Subclasses: Sendable, Equatable {
    /// The subclasses of every class, the largest first, each with its samples ascending; none where a class does not
    /// split.
    public let ofClass: [[[Int]]]

    /// Splits classes.
    ///
    /// - Parameters:
    ///   - summaries: `[samples, channels]`.
    ///   - classOf: the class of every sample; -1: in none.
    /// - Throws: `CancellationError` when stale.
    public init(
        summaries: Tensor, classOf: [Int], classCount: Int, seed: UInt64 = 0, workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }
    ) throws {
        precondition(
            summaries.shape[0] == classOf.count,
            "\(classOf.count) classes for summaries of shape \(summaries.shape)")
        var members = [[Int]](repeating: [], count: classCount)
        for (sample, itsClass) in classOf.enumerated() where itsClass != -1 {
            members[itsClass].append(sample)
        }
        let all = members
        let found = try workers.map(classCount, isStale: isStale) { itsClass in
            try? Self.split(all[itsClass], of: summaries, seed: seed, isStale)
        }
        if isStale() { throw CancellationError() }
        ofClass = found.map { $0 ?? [] }
    }

    private static func split(
        _ members: [Int], of summaries: Tensor, seed: UInt64, _ isStale: @Sendable () -> Bool
    ) throws -> [[Int]] {
        guard members.count >= 2 * smallestSize else { return [] }
        let clusters = try KMeans(
            summaries.takingRows(members), count: 3, seed: seed, workers: Workers(count: 1), isStale: isStale)
        let parts = clusters.members.map { part in part.map { members[$0] } }
            .filter { $0.count >= smallestSize && 10 * $0.count > members.count }
        return parts.count < 2 ? [] : parts.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
    }

    private static let smallestSize = 3
}
