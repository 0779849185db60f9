import Glibc
import Tensors

/// How evenly a feature map uses its range of values, between 0 and 1.
///
/// The Shannon entropy of the 256-bin histogram of the map between its own minimum and maximum, divided by
/// log2(min(256, pixels)), the largest value it can have (Fatemi Pour 2022, chapter 3). A constant map and a
/// map of one pixel have 0. Pixels that are not finite are left out, as if the map did not have them; a map
/// without finite pixels has 0.
///
/// The binning is that of `numpy.histogram(map, bins=256, range=(map.min(), map.max()))` on 32-bit floats:
/// every step is rounded to 32 bits, an index is corrected against the bin edges, and the last bin is closed.
public enum Entropy {
    /// The number of bins between the smallest and the largest value.
    public static let binCount = 256

    /// The entropy of every map of `maps`, which has the shape `[C, H, W]`.
    public static func ofMaps(_ maps: Tensor) -> [Float] {
        precondition(maps.shape.count == 3, "maps have the shape [C, H, W], not \(maps.shape)")
        let pixels = maps.shape[1] * maps.shape[2]
        return maps.withValues { values in
            (0..<maps.shape[0]).map { map in
                ofMap(UnsafeBufferPointer(rebasing: values[map * pixels..<(map + 1) * pixels]))
            }
        }
    }

    /// The entropy of the pixels of one map, in any order.
    public static func ofMap(_ values: UnsafeBufferPointer<Float>) -> Float {
        guard let range = finiteRange(of: values), range.smallest < range.largest else { return 0 }
        var counts = [Int](repeating: 0, count: binCount)
        counts.withUnsafeMutableBufferPointer { counts in
            count(values, between: range.smallest, and: range.largest, into: counts)
        }
        let total = counts.reduce(0, +)
        return Float(entropyInBits(of: counts, total: total) / log2(Double(min(binCount, total))))
    }

    private static func finiteRange(
        of values: UnsafeBufferPointer<Float>
    ) -> (smallest: Float, largest: Float)? {
        var smallest = Float.infinity
        var largest = -Float.infinity
        // A comparison with NaN is false, so that only infinities need a second look.
        for value in values {
            smallest = value < smallest ? value : smallest
            largest = value > largest ? value : largest
        }
        if !smallest.isFinite || !largest.isFinite {
            let finite = values.filter(\.isFinite)
            guard let low = finite.min(), let high = finite.max() else { return nil }
            (smallest, largest) = (low, high)
        }
        return (smallest, largest)
    }

    private static func count(
        _ values: UnsafeBufferPointer<Float>, between smallest: Float, and largest: Float,
        into counts: UnsafeMutableBufferPointer<Int>
    ) {
        // A range wider than a float is halved twice, which is exact.
        let scale: Float = (largest - smallest).isFinite ? 1 : 0.25
        let first = smallest * scale
        let last = largest * scale
        let width = last - first
        let lastBin = binCount - 1
        // Most pixels after a ReLU are the minimum: counting them apart avoids waiting on one counter.
        var minimumCount = 0
        withEdges(from: first, to: last) { edges in
            for value in values {
                let scaled = value * scale
                // Infinities and NaN pass neither test.
                guard scaled > first, scaled <= last else {
                    if scaled == first { minimumCount += 1 }
                    continue
                }
                var bin = min(Int((scaled - first) / width * Float(binCount)), lastBin)
                if scaled < edges[bin] { bin -= 1 }
                if bin < lastBin, scaled >= edges[bin + 1] { bin += 1 }
                counts[bin] += 1
            }
        }
        counts[0] += minimumCount
    }

    /// The 257 edges, computed as `numpy.linspace` does in 32 bits.
    private static func withEdges(
        from first: Float, to last: Float, _ body: (UnsafeMutableBufferPointer<Float>) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: binCount + 1) { edges in
            let width = last - first
            let step = width / Float(binCount)
            for index in 0..<binCount {
                let offset = step == 0 ? Float(index) / Float(binCount) * width : Float(index) * step
                edges.initializeElement(at: index, to: offset + first)
            }
            edges.initializeElement(at: binCount, to: last)
            body(edges)
        }
    }

    private static func entropyInBits(of counts: [Int], total: Int) -> Double {
        counts.reduce(0) { sum, count in
            guard count > 0 else { return sum }
            let share = Double(count) / Double(total)
            return sum - share * log2(share)
        }
    }
}
