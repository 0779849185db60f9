import CKernels
import Tensors

/// How well each channel of a layer tells samples apart, by which channels are ordered.
///
/// Source: Rahat-uz-Zaman et al. 2026, section V-F. Equation 3 compares the summaries of two classes element by
/// element; where classes differ in size, only as many of each one's first samples take part as the smallest class
/// has. Classes without samples take no part.
public struct ChannelRanks: Sendable {
    /// The variance of each channel's summaries over all samples, divided by their number.
    public let variance: [Float]
    /// The Euclidean distances between each channel's summaries of two classes, summed over all pairs of classes.
    public let classDistance: [Float]

    /// Ranks the channels.
    ///
    /// - Parameters:
    ///   - summaries: `[samples, channels]`.
    ///   - classOf: the class of every sample; -1: in none.
    /// - Complexity: pairs of classes times samples of the smallest one times channels.
    /// - Throws: `CancellationError` when stale.
    public init(
        summaries: Tensor, classOf: [Int], classCount: Int, workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }
    ) throws {
        precondition(
            summaries.shape.count == 2 && summaries.shape[0] == classOf.count,
            "\(classOf.count) classes for summaries of shape \(summaries.shape)")
        variance = Self.variances(of: summaries)
        var members = [[Int]](repeating: [], count: classCount)
        for (sample, itsClass) in classOf.enumerated() where itsClass != -1 {
            members[itsClass].append(sample)
        }
        members.removeAll(where: \.isEmpty)
        let smallest = members.map(\.count).min() ?? 0
        let compared = members.map { Array($0.prefix(smallest)) }
        let parts = try workers.map(compared.count, isStale: isStale) { first in
            Self.distances(of: compared[first], to: compared.dropFirst(first + 1), in: summaries, isStale)
        }
        if isStale() { throw CancellationError() }
        classDistance = (0..<summaries.shape[1]).map { channel in
            Float(parts.reduce(0) { $0 + $1[channel] })
        }
    }

    /// The channels of the given values, the largest first; of equal ones the lower first.
    public static func largestFirst(_ values: [Float]) -> [Int] {
        values.indices.sorted { (values[$1], $0) < (values[$0], $1) }
    }

    private static func variances(of summaries: Tensor) -> [Float] {
        let (samples, channels) = (summaries.shape[0], summaries.shape[1])
        guard samples > 0 else { return [Float](repeating: 0, count: channels) }
        return summaries.withValues { values in
            let means = (0..<samples).reduce(into: [Double](repeating: 0, count: channels)) { means, sample in
                for channel in 0..<channels {
                    means[channel] += Double(values[sample * channels + channel]) / Double(samples)
                }
            }
            var squares = [Double](repeating: 0, count: channels)
            for sample in 0..<samples {
                for channel in 0..<channels {
                    let difference = Double(values[sample * channels + channel]) - means[channel]
                    squares[channel] += difference * difference
                }
            }
            return squares.map { Float($0 / Double(samples)) }
        }
    }

    /// For each channel the sum of the distances of one class to others, a sample each beside a sample.
    private static func distances(
        of own: [Int], to others: ArraySlice<[Int]>, in summaries: Tensor, _ isStale: () -> Bool
    ) -> [Double] {
        let channels = summaries.shape[1]
        var sums = [Double](repeating: 0, count: channels)
        guard summaries.count > 0 else { return sums }
        summaries.withPointer { values in
            for other in others {
                guard !isStale() else { return }
                var squares = [Double](repeating: 0, count: channels)
                for (left, right) in zip(own, other) {
                    ck_add_squared_differences(
                        values + left * channels, values + right * channels, channels, &squares)
                }
                for channel in 0..<channels { sums[channel] += squares[channel].squareRoot() }
            }
        }
        return sums
    }
}
