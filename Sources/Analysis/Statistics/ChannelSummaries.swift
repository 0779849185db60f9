import CKernels
import Tensors

/// The four summaries of every map of a layer, and between which values the layer lies.
///
/// Otsu's threshold is that of `skimage.filters.threshold_otsu(abs(map))` on 32-bit floats, bit for bit: 256 bins
/// between the smallest and the largest magnitude, the centre of the bin after which a cut makes the variance between
/// both sides largest, the first of those where several do. Magnitudes above it add up. A constant map has none
/// above: 0. **A map of one pixel**, as dense layers have, has no threshold that it could exceed: its sum is its
/// magnitude, and so are the other three. Pixels that are not finite are left out, as if the map did not have them.
///
/// Sources: N. Otsu, "A threshold selection method from gray-level histograms", IEEE Transactions on Systems, Man, and
/// Cybernetics 9(1), 1979; Rahat-uz-Zaman et al. 2026, section V-C.
public enum ChannelSummaries {
    /// Summarises the maps of a layer for one sample.
    ///
    /// - Parameters:
    ///   - maps: `[pixels, channels]` where `channelsLast`, else `[channels, pixels]`.
    ///   - summaries: `[4, channels]` in the order of `SummaryKind.allCases`; overwritten.
    ///   - smallest, largest: widened to hold the finite values of all maps (equation 2 needs them for a layer).
    public static func write(
        _ maps: UnsafePointer<Float>, channels: Int, pixels: Int, channelsLast: Bool,
        into summaries: UnsafeMutablePointer<Float>, smallest: inout Float, largest: inout Float
    ) {
        precondition(pixels > 0, "maps without pixels")
        let layer = Layer(
            maps: maps, channels: channels, pixels: pixels, areLast: channelsLast || pixels == 1)
        let before = (smallest, largest)
        if layer.summarize(into: summaries, &smallest, &largest) { return }
        (smallest, largest) = before
        for channel in 0..<channels {
            layer.summarizeFinitePixels(of: channel, into: summaries + channel, &smallest, &largest)
        }
    }

    /// The summaries of one sample's maps, `[4, channels]` in the order of `SummaryKind.allCases`.
    ///
    /// - Parameter maps: `[..., channels]`, the channels last.
    public static func of(_ maps: Tensor) -> Tensor {
        var summaries = Tensor(shape: [SummaryKind.allCases.count, maps.channelCount])
        guard maps.count > 0 else { return summaries }
        var (smallest, largest) = (Float.infinity, -Float.infinity)
        maps.withPointer { address in
            summaries.withMutablePointer {
                write(
                    address, channels: maps.channelCount, pixels: maps.pixelCount, channelsLast: true,
                    into: $0,
                    smallest: &smallest, largest: &largest)
            }
        }
        return summaries
    }
}

/// The maps of a layer in memory.
private struct Layer {
    let maps: UnsafePointer<Float>
    let channels: Int
    let pixels: Int
    let areLast: Bool

    /// Summarises all maps; false where a value is not finite, and then the summaries are worth nothing.
    func summarize(
        into summaries: UnsafeMutablePointer<Float>, _ smallest: inout Float, _ largest: inout Float
    ) -> Bool {
        var range = [smallest, largest]
        if pixels == 1 {
            copyMagnitudes(into: summaries, &range)
        } else if areLast {
            ck_summarize_maps(maps, pixels, channels, channels, summaries, channels, &range)
        } else {
            summarizeTransposed(into: summaries, &range)
        }
        (smallest, largest) = (range[0], range[1])
        let norms = UnsafeBufferPointer(start: summaries + SummaryKind.l2.row * channels, count: channels)
        return norms.allSatisfy(\.isFinite)
    }

    /// A map of one pixel is summed up by its magnitude.
    private func copyMagnitudes(into summaries: UnsafeMutablePointer<Float>, _ range: inout [Float]) {
        for channel in 0..<channels {
            let value = maps[channel]
            range[0] = min(range[0], value)
            range[1] = max(range[1], value)
            for kind in SummaryKind.allCases { summaries[kind.row * channels + channel] = value.magnitude }
        }
    }

    /// Lays some maps at a time side by side, as the kernel wants them.
    private func summarizeTransposed(into summaries: UnsafeMutablePointer<Float>, _ range: inout [Float]) {
        let blockWidth = 16
        withUnsafeTemporaryAllocation(of: Float.self, capacity: pixels * min(blockWidth, channels)) { block in
            guard let target = block.baseAddress else { return }
            for first in stride(from: 0, to: channels, by: blockWidth) {
                let count = min(blockWidth, channels - first)
                ck_transpose(maps + first * pixels, count, pixels, target)
                ck_summarize_maps(target, pixels, count, count, summaries + first, channels, &range)
            }
        }
    }

    /// The careful way, for layers with pixels that are not finite.
    func summarizeFinitePixels(
        of channel: Int, into summaries: UnsafeMutablePointer<Float>, _ smallest: inout Float,
        _ largest: inout Float
    ) {
        let (first, step) = areLast ? (channel, channels) : (channel * pixels, 1)
        let values = (0..<pixels).map { maps[first + $0 * step] }.filter(\.isFinite)
        var (four, range) = ([Float](repeating: 0, count: SummaryKind.allCases.count), [smallest, largest])
        if values.count > 1 {
            ck_summarize_maps(values, values.count, 1, 1, &four, 1, &range)
        } else if let value = values.first {
            four = four.map { _ in value.magnitude }
            range = [min(smallest, value), max(largest, value)]
        }
        (smallest, largest) = (range[0], range[1])
        for kind in SummaryKind.allCases { summaries[kind.row * channels] = four[kind.row] }
    }
}
