import CKernels
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
    public static let binCount = Int(CK_BIN_COUNT)

    /// The entropies of some maps.
    ///
    /// - Parameters:
    ///   - maps: `[height, width, channels]`.
    ///   - ranges: those of the maps from `firstChannel` on, one each.
    public static func ofMaps(_ maps: Tensor, ranges: [MapRange], firstChannel: Int = 0) -> [Float] {
        var entropies = [Float](repeating: 0, count: ranges.count)
        guard maps.pixelCount > 1 else { return entropies }
        // As many maps at a time as keep their counters in the cache.
        for start in stride(from: 0, to: ranges.count, by: 64) {
            let end = min(start + 64, ranges.count)
            guard ranges[start..<end].contains(where: { !$0.isConstant }) else { continue }
            let bins = ranges[start..<end].map(Self.bins)
            var counts = [UInt32](repeating: 0, count: bins.count * binCount)
            maps.withPointer {
                ck_count_bins(
                    $0, maps.pixelCount, maps.channelCount, firstChannel + start, bins.count, bins, &counts)
            }
            for index in start..<end where !ranges[index].isConstant {
                entropies[index] = entropy(
                    of: counts[(index - start) * binCount..<(index - start + 1) * binCount])
            }
        }
        return entropies
    }

    /// The bins of a map. A range wider than a float is halved twice, which is exact; the edges are those that
    /// `numpy.linspace` computes in 32 bits.
    private static func bins(_ range: MapRange) -> ck_bins {
        guard !range.isConstant else { return ck_bins(scale: 0, first: 0, last: 0, step: 0, width: 0) }
        let scale: Float = (range.largest - range.smallest).isFinite ? 1 : 0.25
        let (first, last) = (range.smallest * scale, range.largest * scale)
        let step = (last - first) / Float(binCount)
        return step == 0
            ? ck_bins(scale: scale, first: first, last: last, step: 1 / Float(binCount), width: last - first)
            : ck_bins(scale: scale, first: first, last: last, step: step, width: 1)
    }

    private static func entropy(of counts: ArraySlice<UInt32>) -> Float {
        var (total, sum) = (0, 0.0)
        for count in counts where count > 0 {
            total += Int(count)
            sum +=
                Int(count) < timesLogarithmOfSmall.count
                ? timesLogarithmOfSmall[Int(count)] : timesLogarithm(of: count)
        }
        let bits = log2(Double(total)) - sum / Double(total)
        return Float(max(0, bits) / log2(Double(min(binCount, total))))
    }

    /// n * log2(n) for small n: a logarithm a bin would take longer than the counting.
    private static let timesLogarithmOfSmall = (0..<4096).map { timesLogarithm(of: UInt32($0)) }

    private static func timesLogarithm(of count: UInt32) -> Double {
        count > 0 ? Double(count) * log2(Double(count)) : 0
    }
}
