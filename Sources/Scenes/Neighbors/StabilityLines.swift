import Rendering
import Synchronization
import Tensors

/// How many of their neighbours samples keep from operation to operation, as lines to be drawn.
///
/// Immutable and cheap to pass on; recognised by `id`.
struct StabilityLines: Sendable, Identifiable {
    /// Unique in this process.
    let id: UInt64
    /// What the operations are called, the input first.
    let names: [String]
    /// How many neighbours are compared.
    let count: Int
    /// The samples, by their index in the data set, ascending.
    let samples: [Int]
    /// Where each line meets each axis, `[operation][sample]`: the neighbours kept, and a little to the side, as
    /// equal counts would hide one another.
    let values: [[Float]]
    /// Those that are drawn, as positions in `samples`, in the order of drawing.
    let drawn: [Int]
    /// The 1st and the 99th percentile of what is kept in the last operation.
    let range: ClosedRange<Float>

    /// More lines than these are a block of color: the rest is left out, evenly.
    static let largestCount = 2_000
    /// How far lines go aside.
    static let jitter: Float = 0.45

    private static let nextID = Atomic<UInt64>(1)

    /// Lines of what is kept, `overlaps` being `[operation][sample]`.
    init(_ overlaps: [[Int]], names: [String], samples: [Int], count: Int) {
        precondition(overlaps.count == names.count, "\(overlaps.count) operations of \(names.count)")
        id = Self.nextID.add(1, ordering: .relaxed).oldValue
        (self.names, self.samples, self.count) = (names, samples, count)
        let aside = samples.map { Self.aside($0) }
        values = overlaps.enumerated().map { operation, kept in
            // All lines begin in one point: a sample has all of its neighbours in common with itself.
            zip(kept, aside).map { Float($0) + (operation == 0 ? 0 : $1) }
        }
        drawn = Self.drawn(samples.count)
        range = Self.range(overlaps.last ?? [])
    }

    /// How much a sample keeps in the last operation, as a share of the range, 0...1.
    func share(of position: Int) -> Float {
        guard let last = values.last else { return 0 }
        let width = max(range.upperBound - range.lowerBound, 1e-6)
        return min(max((last[position].rounded() - range.lowerBound) / width, 0), 1)
    }

    /// The color of a share of the range: viridis without the end that cannot be seen on this paper, yellow on light
    /// and violet on dark.
    static func color(_ share: Float, _ theme: Theme) -> Color {
        let shades: ClosedRange<Float> = theme.isDark ? 0.2...1 : 0...0.93
        return ColorMap.viridis.color(
            at: shades.lowerBound + share * (shades.upperBound - shades.lowerBound))
    }

    /// The position of a sample of the data set; nil: it has no line.
    func position(of sample: Int) -> Int? {
        var (low, high) = (0, samples.count)
        while low < high {
            let middle = (low + high) / 2
            if samples[middle] < sample { low = middle + 1 } else { high = middle }
        }
        return low < samples.count && samples[low] == sample ? low : nil
    }

    /// How many neighbours a sample keeps in an operation.
    func kept(_ position: Int, operation: Int) -> Int { Int(values[operation][position].rounded()) }

    private static func aside(_ sample: Int) -> Float {
        var generator = SplitMix64(seed: UInt64(truncatingIfNeeded: sample))
        return Float.random(in: -jitter...jitter, using: &generator)
    }

    /// Positions of at most `largestCount` of `count` samples, spread evenly, in an order in which neighbours are far
    /// apart, so that no class covers another one.
    private static func drawn(_ count: Int) -> [Int] {
        let shown = min(count, largestCount)
        guard shown > 2 else { return Array(0..<shown) }
        var step = Int(Float(shown) * 0.618)
        func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
        while divisor(step, shown) != 1 { step += 1 }
        return (0..<shown).map { $0 * step % shown * count / shown }
    }

    /// By the nearest rank.
    private static func range(_ kept: [Int]) -> ClosedRange<Float> {
        guard !kept.isEmpty else { return 0...1 }
        let sorted = kept.sorted()
        func percentile(_ share: Double) -> Float {
            Float(sorted[Int((share * Double(sorted.count - 1)).rounded())])
        }
        return percentile(0.01)...percentile(0.99)
    }
}
