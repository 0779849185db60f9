import CKernels
import Tensors

/// The channels of a layer that respond most strongly to each sample, and how alike samples are by them.
///
/// Of k channels a sample keeps the ceil(eta k) with the largest summaries; where some are equal, the lower ones. Two
/// samples are as similar as the Jaccard coefficient of their sets: the number of shared channels divided by the
/// number of those that either keeps. Source: Rahat-uz-Zaman et al. 2026, section V-E, equation 1.
public struct StrongChannels: Sendable {
    /// How many channels a sample keeps.
    public let keptCount: Int
    /// The number of samples.
    public let sampleCount: Int
    let sets: BitSets

    /// The strong channels of some samples.
    ///
    /// - Parameters:
    ///   - summaries: `[samples, channels]`; what is not a number counts as weakest.
    ///   - share: eta, above 0, at most 1.
    public init(summaries: Tensor, share: Float, workers: Workers = .standard) {
        precondition(summaries.shape.count == 2, "summaries of shape \(summaries.shape)")
        precondition(share > 0 && share <= 1, "a share of \(share)")
        let channelCount = summaries.shape[1]
        let kept = Self.keptCount(of: channelCount, share: share)
        keptCount = kept
        sampleCount = summaries.shape[0]
        var sets = BitSets(count: summaries.shape[0], size: channelCount)
        sets.fill(workers) { sample, insert in
            summaries.withValues { values in
                let row = values[sample * channelCount..<(sample + 1) * channelCount]
                Self.forEachLargest(kept, of: UnsafeBufferPointer(rebasing: row), insert)
            }
        }
        self.sets = sets
    }

    /// The channels that two samples share, ascending; those of one sample where both are the same.
    public func shared(_ first: Int, _ second: Int) -> [Int] { sets.intersection(first, second) }

    /// The Jaccard coefficient of two samples, 0...1.
    public func similarity(_ first: Int, _ second: Int) -> Float {
        similarity(sharing: sets.sharedCounts(of: first, with: second..<second + 1)[0])
    }

    /// The similarities of some samples to each other, `[rows, rows]`.
    public func matrix(of rows: [Int], workers: Workers = .standard) -> Tensor {
        var matrix = Tensor(shape: [rows.count, rows.count])
        guard !rows.isEmpty else { return matrix }
        let chosen = sets.taking(rows)
        matrix.withMutablePointer { target in
            let target = SharedPointer(target)
            workers.forEachRange(of: rows.count) { range in
                for row in range {
                    let counts = chosen.sharedCounts(of: row, with: row..<rows.count)
                    for (column, count) in zip(row..<rows.count, counts) {
                        let similarity = similarity(sharing: count)
                        target.address[row * rows.count + column] = similarity
                        target.address[column * rows.count + row] = similarity
                    }
                }
            }
        }
        return matrix
    }

    /// All sets have one size, so how many channels two of them share says it all.
    func similarity(sharing count: UInt32) -> Float {
        keptCount > 0 ? Float(count) / Float(2 * keptCount - Int(count)) : 0
    }

    /// ceil(eta k); a product that is whole but for the rounding of eta to 32 bits is whole.
    static func keptCount(of channelCount: Int, share: Float) -> Int {
        let exact = Double(share) * Double(channelCount)
        let isWhole = abs(exact - exact.rounded()) <= Double(share.ulp) * Double(channelCount)
        return min(Int(isWhole ? exact.rounded() : exact.rounded(.up)), channelCount)
    }

    /// Calls `body` with the indices of the largest values, ascending; of equal values the first ones are taken.
    private static func forEachLargest(
        _ count: Int, of values: UnsafeBufferPointer<Float>, _ body: (Int) -> Void
    ) {
        let keys = values.map(orderedBits)
        // The bits of the smallest value that is taken, found from the highest on.
        var threshold: UInt32 = 0
        for bit in (0..<32).reversed() {
            let candidate = threshold | 1 << bit
            if countOf(keys, reaching: candidate) >= count { threshold = candidate }
        }
        var equalLeft = count - (threshold < .max ? countOf(keys, reaching: threshold + 1) : 0)
        for (index, key) in keys.enumerated() {
            if key > threshold {
                body(index)
            } else if key == threshold, equalLeft > 0 {
                equalLeft -= 1
                body(index)
            }
        }
    }

    private static func countOf(_ keys: [UInt32], reaching threshold: UInt32) -> Int {
        // In 32 bits, as the keys are, the loop is one of vectors.
        Int(keys.reduce(into: 0 as UInt32) { $0 &+= $1 >= threshold ? 1 : 0 })
    }

    /// Bits that are ordered as the numbers are; what is not a number comes first.
    private static func orderedBits(_ value: Float) -> UInt32 {
        guard !value.isNaN else { return 0 }
        let bits = (value + 0).bitPattern  // so that -0 is 0
        return bits >> 31 == 1 ? ~bits : bits | 1 << 31
    }
}
