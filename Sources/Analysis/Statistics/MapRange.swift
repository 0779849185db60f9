import CKernels
import Tensors

/// Between which values a feature map lies, and around which.
public struct MapRange: Sendable, Equatable {
    /// The smallest finite value; infinity where there is none.
    public let smallest: Float
    /// The largest finite value; minus infinity where there is none.
    public let largest: Float
    /// The mean; not finite where a value is not.
    public let mean: Double

    /// The largest magnitude among the finite values.
    var magnitude: Float { smallest <= largest ? max(smallest.magnitude, largest.magnitude) : 0 }
    /// Whether all values are one and the same, or none is finite.
    var isConstant: Bool { !(smallest < largest) }

    /// The ranges of some maps.
    ///
    /// - Parameters:
    ///   - maps: `[height, width, channels]`.
    ///   - channels: which of them; nil: all.
    public static func ofMaps(_ maps: Tensor, channels: Range<Int>? = nil) -> [MapRange] {
        let channels = channels ?? 0..<maps.channelCount
        guard maps.count > 0, !channels.isEmpty else { return [] }
        var (smallest, largest) = (
            [Float](repeating: 0, count: channels.count), [Float](repeating: 0, count: channels.count)
        )
        var sums = [Double](repeating: 0, count: channels.count)
        maps.withPointer {
            ck_map_ranges(
                $0, maps.pixelCount, maps.channelCount, channels.lowerBound, channels.count, &smallest,
                &largest, &sums)
        }
        return channels.indices.map { channel in
            let index = channel - channels.lowerBound
            let mean = sums[index] / Double(maps.pixelCount)
            guard smallest[index].isFinite, largest[index].isFinite else {
                let (low, high) = finiteRange(ofMap: channel, in: maps)
                return MapRange(smallest: low, largest: high, mean: mean)
            }
            return MapRange(smallest: smallest[index], largest: largest[index], mean: mean)
        }
    }

    private static func finiteRange(ofMap channel: Int, in maps: Tensor) -> (Float, Float) {
        maps.withValues { values in
            stride(from: channel, to: values.count, by: maps.channelCount).reduce(
                into: (.infinity, -.infinity)
            ) {
                let value = values[$1]
                if value.isFinite { $0 = (min($0.0, value), max($0.1, value)) }
            }
        }
    }
}

extension Tensor {
    /// Of maps with their channels last: how many there are.
    var channelCount: Int { shape.last ?? 0 }
    /// Of maps with their channels last: how many numbers each has.
    var pixelCount: Int { shape.dropLast().reduce(1, *) }
}
