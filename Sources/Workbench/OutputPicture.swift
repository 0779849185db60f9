import Datasets
import Inference
import Tensors

/// The picture that a network without classes makes: what an auto-encoder gives back, or a super-resolver enlarges.
public struct OutputPicture: Sendable, Equatable {
    /// What black and white stand for.
    public enum Scale: Sendable, Equatable {
        /// The numbers that black and white are fed as.
        case asFed
        /// The ends of a usual range.
        case usual(ClosedRange<Float>)
        /// The least and the greatest value of this picture.
        case stretched(ClosedRange<Float>)
    }

    /// The output's name in the file.
    public let name: String
    /// The network's own numbers, `[channels, height, width]`.
    public let values: Tensor
    /// The picture.
    public let picture: Picture
    /// What black and white stand for.
    public let scale: Scale

    /// The picture in a run of a network; nil where it makes none.
    public init?(of network: LoadedNetwork, in run: Activations) {
        guard let made = network.plan.pictureOutput, let value = run.value(made.output.name) else {
            return nil
        }
        let tensor: Tensor =
            switch value {
            case .float(let tensor): tensor
            case .integer(let tensor): Tensor(shape: tensor.shape, values: tensor.values.map { Float($0) })
            }
        let form = made.form
        let shape = [form.channels, form.height, form.width]
        let isMoved = form.hasChannelsLast
        values = (isMoved ? tensor.channelsMovedFirst() : tensor).reshaped(shape)
        name = made.output.name
        let mapping = Mapping(values, bounds: made.bounds, preprocessing: network.preprocessing)
        scale = mapping.scale
        picture = mapping.picture(of: values)
    }
}

/// From the numbers of an output to levels 0...255.
private struct Mapping {
    let scale: OutputPicture.Scale
    /// A number times its channel's factor, plus its offset, is a level.
    private var factors: [Float], offsets: [Float]
    private var isBlueFirst: Bool

    /// A share of this many numbers may lie outside a range, and none of those further than the margin counts.
    private static let outliers = 0.01, margin: Float = 0.1

    /// - Parameter bounds: the range that the network's last step leaves; nil: any.
    init(_ values: Tensor, bounds: ClosedRange<Float>?, preprocessing: Preprocessing) {
        let channels = values.shape[0]
        isBlueFirst = channels == 3 && preprocessing.channelOrder == .bgr
        (factors, offsets) = ([], [])
        if bounds == nil, channels == preprocessing.channelOrder.count {
            factors = preprocessing.deviation.map { $0 * 255 }
            offsets = preprocessing.mean.map { $0 * 255 }
            if Self.fills(values, factors, offsets) {
                scale = .asFed
                return
            }
        }
        let range: ClosedRange<Float>
        if let found = bounds ?? Self.usualRange(of: values) {
            (range, scale) = (found, .usual(found))
        } else {
            let finite = values.values.lazy.filter(\.isFinite)
            let low = finite.min() ?? 0
            range = low...max(low, finite.max() ?? 0)
            scale = .stretched(range)
        }
        let factor = 255 / max(range.upperBound - range.lowerBound, .leastNormalMagnitude)
        factors = Array(repeating: factor, count: channels)
        offsets = Array(repeating: -range.lowerBound * factor, count: channels)
    }

    func picture(of values: Tensor) -> Picture {
        let (height, width) = (values.shape[1], values.shape[2])
        let channels = values.shape[0]
        let count = height * width
        let pixels = values.withValues { values in
            [UInt8](unsafeUninitializedCapacity: count * 3) { bytes, initialized in
                for place in 0..<3 {
                    let channel = channels == 1 ? 0 : isBlueFirst ? 2 - place : place
                    let (factor, offset) = (factors[channel], offsets[channel])
                    for pixel in 0..<count {
                        bytes[pixel * 3 + place] = Self.level(
                            values[channel * count + pixel] * factor + offset)
                    }
                }
                initialized = count * 3
            }
        }
        return Picture(width: width, height: height, pixels: pixels)
    }

    private static func level(_ value: Float) -> UInt8 {
        value > 0 ? UInt8(min(value, 255).rounded()) : 0
    }

    /// The range that a network's pictures usually have, where the numbers look like that; nil where they do not.
    private static func usualRange(of values: Tensor) -> ClosedRange<Float>? {
        if let found = [0...1, -1...1].first(where: { holds(values, in: $0) }) { return found }
        let ones = [Float](repeating: 1, count: values.shape[0])
        return fills(values, ones, ones.map { _ in 0 }) ? 0...255 : nil
    }

    /// Whether nearly all numbers lie in a range, or close beside it.
    private static func holds(_ values: Tensor, in range: ClosedRange<Float>) -> Bool {
        let room = (range.upperBound - range.lowerBound) * margin
        let (low, high) = (range.lowerBound - room, range.upperBound + room)
        let outside = values.withValues { $0.count { !($0 >= low && $0 <= high) } }
        return Double(outside) <= outliers * Double(values.count)
    }

    /// Whether the levels lie in 0...255, and in more than a tenth of it: numbers 0...1 are no levels.
    private static func fills(_ values: Tensor, _ factors: [Float], _ offsets: [Float]) -> Bool {
        let count = values.count / max(1, factors.count)
        var levels = values
        levels.withMutableValues { levels in
            for index in levels.indices {
                levels[index] = levels[index] * factors[index / count] + offsets[index / count]
            }
        }
        guard holds(levels, in: 0...255) else { return false }
        let ends = levels.withValues { ($0.min() ?? 0, $0.max() ?? 0) }
        return ends.1 - ends.0 > 255 * margin
    }
}
