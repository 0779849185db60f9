import Foundation
import Tensors

/// ONNX "Resize" and "Upsample" by the nearest element.
public struct Resize: Operator, Equatable {
    /// How elements between others are found; the raw values are ONNX's.
    public enum Interpolation: String, Sendable {
        /// The nearest element
        case nearest
    }

    /// Which place of the input belongs to a place of the result; the raw values are ONNX's.
    public enum Coordinates: String, Sendable {
        /// Pixels are areas: their centres correspond
        case halfPixel = "half_pixel"
        /// The same, but a single pixel is taken from the start
        case halfPixelUnlessOne = "pytorch_half_pixel"
        /// Pixels are points: the first ones correspond
        case asymmetric
        /// The first and the last ones correspond
        case alignedCorners = "align_corners"
    }

    /// How a place is made a whole number; the raw values are ONNX's.
    public enum Rounding: String, Sendable {
        /// To the nearest, halves down
        case roundPreferFloor = "round_prefer_floor"
        /// To the nearest, halves up
        case roundPreferCeil = "round_prefer_ceil"
        /// Down
        case floor
        /// Up
        case ceil
    }

    /// The factor per axis; nil: an input.
    public var scales: [Float]?
    /// How elements between others are found.
    public var interpolation: Interpolation
    /// Which place of the input belongs to a place of the result.
    public var coordinates: Coordinates
    /// How a place is made a whole number.
    public var rounding: Rounding
    /// The axes that scales and sizes are for; nil: all.
    public var axes: [Int]?
    /// Whether the second input is a region (`roi`), and scales and sizes come after it.
    public var inputsHaveRegion: Bool

    /// The operator; see the properties for the meaning of the parameters.
    public init(
        scales: [Float]? = nil, interpolation: Interpolation = .nearest,
        coordinates: Coordinates = .halfPixel,
        rounding: Rounding = .roundPreferFloor, axes: [Int]? = nil, inputsHaveRegion: Bool = true
    ) {
        self.scales = scales
        self.interpolation = interpolation
        self.coordinates = coordinates
        self.rounding = rounding
        self.axes = axes
        self.inputsHaveRegion = inputsHaveRegion
    }

    /// The ONNX name.
    public var name: String { "Resize" }
    /// Channels last, as convolutions have it.
    public var memoryOrder: MemoryOrder { .channelsLast }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let rank = input.shape.count
        let axes = try normalizedAxes(axes ?? Array(0..<rank), rank: rank)
        let sizes = try inputs.optionalIntegers(inputsHaveRegion ? 3 : 2)
        let factors = sizes == nil ? try factors(inputs) : []
        guard (sizes ?? factors.map { _ in 1 }).count == axes.count else {
            throw InferenceError.invalid("scales or sizes do not fit \(axes.count) axes")
        }
        var positions = [[Int]?](repeating: nil, count: rank)
        var shape = input.shape
        for (index, axis) in axes.enumerated() {
            let place = memoryAxis(axis, of: input)
            let extent = input.shape[place]
            let scale = sizes.map { Float($0[index]) / Float(max(extent, 1)) } ?? factors[index]
            guard scale.isFinite, scale > 0, scale * Float(extent) < 1e7, extent > 0 else {
                throw InferenceError.invalid("\(extent) elements cannot be resized by \(scale)")
            }
            shape[place] = sizes?[index] ?? Int((Float(extent) * scale).rounded(.down))
            _ = try checkedCount(of: shape)
            guard scale != 1 else { continue }
            positions[place] = self.positions(count: shape[place], of: extent, scale: scale)
        }
        let selection = AxisSelection(from: input.shape, positions: positions)
        return [try input.rearranged(to: shape, by: selection)]
    }

    private func factors(_ inputs: [Value?]) throws -> [Float] {
        try scales ?? inputs.tensor(inputsHaveRegion ? 2 : 1).values
    }

    private func positions(count: Int, of extent: Int, scale: Float) -> [Int] {
        (0..<count).map { index in
            let target = Float(index)
            let place: Float =
                switch coordinates {
                case .halfPixel: (target + 0.5) / scale - 0.5
                case .halfPixelUnlessOne: count > 1 ? (target + 0.5) / scale - 0.5 : 0
                case .asymmetric: target / scale
                case .alignedCorners: count > 1 ? target * Float(extent - 1) / Float(count - 1) : 0
                }
            let rounded: Float =
                switch rounding {
                case .roundPreferFloor: (place - 0.5).rounded(.up)
                case .roundPreferCeil: (place + 0.5).rounded(.down)
                case .floor: place.rounded(.down)
                case .ceil: place.rounded(.up)
                }
            return min(max(Int(rounded), 0), extent - 1)
        }
    }
}
