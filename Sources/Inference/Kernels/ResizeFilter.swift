import Foundation

/// How the elements of a resized axis are made from those of the input: the attributes of ONNX's "Resize" that
/// concern one axis.
public struct ResizeFilter: Sendable, Equatable {
    /// How elements between others are found; the raw values are ONNX's.
    public enum Interpolation: String, Sendable {
        /// The nearest element
        case nearest
        /// The two neighbours, weighted by their distance
        case linear
        /// The four neighbours, weighted by a cubic (Keys 1981, equation 4)
        case cubic
    }

    /// Which place of the input belongs to a place of the result; the raw values are ONNX's.
    public enum Coordinates: String, Sendable {
        /// Pixels are areas: their centres correspond
        case halfPixel = "half_pixel"
        /// The same, and the centre of the input stays in the centre where the size was rounded
        case halfPixelSymmetric = "half_pixel_symmetric"
        /// The same as `halfPixel`, but a single pixel is taken from the start
        case halfPixelUnlessOne = "pytorch_half_pixel"
        /// Pixels are points: the first ones correspond
        case asymmetric
        /// The first and the last ones correspond
        case alignedCorners = "align_corners"
        /// The first and the last ones of a region correspond
        case cropped = "tf_crop_and_resize"
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
        /// Down where the axis grows, up where it shrinks, as operator set 10 has it
        case outwards
    }

    /// How elements between others are found.
    public var interpolation: Interpolation
    /// Which place of the input belongs to a place of the result.
    public var coordinates: Coordinates
    /// How a place is made a whole number.
    public var rounding: Rounding
    /// The slope parameter of the cubic (`cubic_coeff_a`).
    public var cubicSlope: Float
    /// Whether the filter widens where the axis shrinks (`antialias`).
    public var smoothsWhenShrinking: Bool
    /// Whether neighbours beyond the ends have no weight (`exclude_outside`), instead of repeating the last one.
    public var excludesOutside: Bool

    /// A filter; see the properties for the meaning of the parameters.
    public init(
        interpolation: Interpolation = .nearest, coordinates: Coordinates = .halfPixel,
        rounding: Rounding = .roundPreferFloor, cubicSlope: Float = -0.75, smoothsWhenShrinking: Bool = false,
        excludesOutside: Bool = false
    ) {
        self.interpolation = interpolation
        self.coordinates = coordinates
        self.rounding = rounding
        self.cubicSlope = cubicSlope
        self.smoothsWhenShrinking = smoothsWhenShrinking
        self.excludesOutside = excludesOutside
    }

    /// What each element of the axis is made from.
    func plan(_ axis: ResizedAxis) -> AxisResampling {
        var plan = AxisResampling(extent: axis.extent)
        for index in 0..<axis.count {
            let place = axis.place(of: index, coordinates)
            let isInside = coordinates != .cropped || (0...Float(axis.extent - 1)).contains(place)
            if interpolation == .nearest {
                plan.append(
                    [(min(max(rounded(place, axis.scale), 0), axis.extent - 1), 1)], isInside: isInside)
            } else {
                plan.append(neighbours(of: place, axis), isInside: isInside)
            }
        }
        return plan
    }

    private func rounded(_ place: Float, _ scale: Float) -> Int {
        switch rounding {
        case .roundPreferFloor: Int((place - 0.5).rounded(.up))
        case .roundPreferCeil: Int((place + 0.5).rounded(.down))
        case .floor: Int(place.rounded(.down))
        case .ceil: Int(place.rounded(.up))
        case .outwards: Int(place.rounded(scale < 1 ? .up : .down))
        }
    }

    /// The elements around a place and their weights, which add up to 1.
    private func neighbours(of place: Float, _ axis: ResizedAxis) -> [(position: Int, weight: Float)] {
        let shrinking = smoothsWhenShrinking ? min(axis.scale, 1) : 1
        let reach = (interpolation == .cubic ? 2 : 1) / shrinking
        let first = Int((place - reach).rounded(.down)) + 1
        let last = max(first, Int((place + reach).rounded(.up)) - 1)
        let all = (first...last).map { position in
            let distance = abs(Float(position) - place) * shrinking
            let isLeftOut = excludesOutside && !(0..<axis.extent).contains(position)
            return (min(max(position, 0), axis.extent - 1), isLeftOut ? 0 : weight(at: distance))
        }
        let total = all.reduce(0) { $0 + $1.1 }
        return total == 0 ? all : all.map { ($0.0, $0.1 / total) }
    }

    /// The weight of an element at a distance in units of the filter's own pixels.
    private func weight(at distance: Float) -> Float {
        let (x, a) = (distance, cubicSlope)
        guard interpolation == .cubic else { return max(0, 1 - x) }
        if x <= 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
        return x < 2 ? ((x - 5) * x + 8) * a * x - 4 * a : 0
    }
}

/// An axis that is resized.
struct ResizedAxis {
    /// The part of the input that is kept, in shares of its extent.
    struct Region {
        let start: Float, end: Float
    }

    /// Which axis it is in memory.
    let place: Int
    /// Elements before and after.
    let extent: Int, count: Int
    /// The factor, and the extent that it gives before rounding.
    let scale: Float, width: Float
    let region: Region

    /// The place of the input, in pixels, that belongs to an element of the result.
    func place(of index: Int, _ coordinates: ResizeFilter.Coordinates) -> Float {
        let target = Float(index)
        let last = Float(extent - 1)
        switch coordinates {
        case .halfPixel: return (target + 0.5) / scale - 0.5
        case .halfPixelSymmetric:
            let offset = Float(extent) / 2 * (1 - Float(count) / width)
            return offset + (target + 0.5) / scale - 0.5
        case .halfPixelUnlessOne: return count > 1 ? (target + 0.5) / scale - 0.5 : 0
        case .asymmetric: return target / scale
        case .alignedCorners: return count > 1 ? target * last / Float(count - 1) : 0
        case .cropped:
            guard count > 1 else { return 0.5 * (region.start + region.end) * last }
            return region.start * last + target * (region.end - region.start) * last / Float(count - 1)
        }
    }
}
