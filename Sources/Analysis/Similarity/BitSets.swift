import CKernels
import Tensors

/// Sets of small numbers, a bit each, one set after the other.
struct BitSets: Sendable {
    /// How many words a set has.
    private let wordCount: Int
    private var words: [UInt64]

    /// Empty sets of numbers below `size`.
    init(count: Int, size: Int) {
        wordCount = (size + 63) / 64
        words = [UInt64](repeating: 0, count: count * wordCount)
    }

    private init(words: [UInt64], wordCount: Int) {
        self.words = words
        self.wordCount = wordCount
    }

    /// Calls `body` with every set's index and with what puts a number into it, several sets at a time.
    mutating func fill(_ workers: Workers, _ body: @Sendable (Int, (Int) -> Void) -> Void) {
        let (count, wordCount) = (wordCount == 0 ? 0 : words.count / wordCount, wordCount)
        words.withUnsafeMutableBufferPointer { words in
            // Each set is filled by one worker only.
            nonisolated(unsafe) let words = words
            workers.forEachRange(of: count, smallest: 16) { range in
                for set in range {
                    body(set) { words[set * wordCount + $0 / 64] |= 1 << UInt64($0 % 64) }
                }
            }
        }
    }

    /// Some of the sets, in the order of `rows`.
    func taking(_ rows: [Int]) -> BitSets {
        let taken = rows.flatMap { words[$0 * wordCount..<($0 + 1) * wordCount] }
        return BitSets(words: taken, wordCount: wordCount)
    }

    /// What is in both of two sets, ascending.
    func intersection(_ first: Int, _ second: Int) -> [Int] {
        (0..<wordCount).flatMap { word in
            let both = words[first * wordCount + word] & words[second * wordCount + word]
            return (0..<64).filter { both >> UInt64($0) & 1 == 1 }.map { word * 64 + $0 }
        }
    }

    /// How many numbers a set has in common with each of some sets.
    func sharedCounts(of set: Int, with others: Range<Int>) -> [UInt32] {
        guard wordCount > 0 else { return [UInt32](repeating: 0, count: others.count) }
        return [UInt32](unsafeUninitializedCapacity: others.count) { counts, initialized in
            initialized = others.count
            words.withUnsafeBufferPointer { words in
                guard let sets = words.baseAddress, let target = counts.baseAddress else { return }
                ck_shared_bits(
                    sets + set * wordCount, sets + others.lowerBound * wordCount, wordCount, others.count,
                    target)
            }
        }
    }
}
