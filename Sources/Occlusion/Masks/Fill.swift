import Datasets
import Tensors

/// What is put in the place of hidden pixels. Fills are pixel values, set before the preprocessing.
public enum Fill: Sendable, Hashable, Codable {
    /// Pixel value 0 in every channel.
    case black
    /// Pixel value 255 in every channel.
    case white
    /// The mean colour of the whole picture, each channel rounded.
    case mean
    /// The picture itself under a Gaussian of an eighth of its shorter side; see
    /// `Picture.blurred(deviation:)`.
    case blur
    /// Independent uniform values 0...255, the same for the same seed, size and pixel.
    case noise(seed: UInt64)
    /// One colour, pixel values 0...255.
    case color(red: UInt8, green: UInt8, blue: UInt8)

    /// The names on the command line and in files; besides them, a colour is named `#rrggbb`.
    public static let names = ["black", "white", "mean", "blur", "noise"]

    /// The fill of a name; nil for another word. Colours are `#` and six hexadecimal digits.
    public init?(name: String, seed: UInt64 = 0) {
        switch name {
        case "black": self = .black
        case "white": self = .white
        case "mean": self = .mean
        case "blur": self = .blur
        case "noise": self = .noise(seed: seed)
        default:
            guard name.hasPrefix("#"), name.count == 7, name.dropFirst().allSatisfy(\.isHexDigit),
                let bits = UInt32(name.dropFirst(), radix: 16)
            else { return nil }
            self = .color(
                red: UInt8(bits >> 16), green: UInt8(bits >> 8 & 255), blue: UInt8(bits & 255))
        }
    }

    /// One of `names`, or a colour as `#rrggbb`.
    public var name: String {
        switch self {
        case .black: "black"
        case .white: "white"
        case .mean: "mean"
        case .blur: "blur"
        case .noise: "noise"
        case .color(let red, let green, let blue): "#" + [red, green, blue].map(Self.hexadecimal).joined()
        }
    }

    /// What the noise is made from; nil for the other fills.
    public var seed: UInt64? {
        guard case .noise(let seed) = self else { return nil }
        return seed
    }

    /// The whole picture as it would look entirely hidden. Worth keeping while masks of one picture change.
    public func content(of picture: Picture) -> Picture {
        switch self {
        case .black: Self.flat(picture, 0, 0, 0)
        case .white: Self.flat(picture, 255, 255, 255)
        case .color(let red, let green, let blue): Self.flat(picture, red, green, blue)
        case .mean: Self.meanColour(of: picture)
        case .blur: picture.blurred(deviation: Double(min(picture.width, picture.height)) / 8)
        case .noise(let seed): Self.noise(width: picture.width, height: picture.height, seed: seed)
        }
    }

    private static func hexadecimal(_ value: UInt8) -> String {
        (value < 16 ? "0" : "") + String(value, radix: 16)
    }

    private static func flat(_ picture: Picture, _ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Picture {
        Picture(width: picture.width, height: picture.height, red: red, green: green, blue: blue)
    }

    private static func meanColour(of picture: Picture) -> Picture {
        var sums = [0, 0, 0]
        for (index, value) in picture.pixels.enumerated() { sums[index % 3] += Int(value) }
        let count = picture.width * picture.height
        let colour = sums.map { UInt8((2 * $0 + count) / (2 * count)) }
        return flat(picture, colour[0], colour[1], colour[2])
    }

    private static func noise(width: Int, height: Int, seed: UInt64) -> Picture {
        var generator = SplitMix64(seed: seed)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * 3)
        for _ in 0..<width * height {
            let bits = generator.next()
            for channel in 0..<3 { pixels.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * channel))) }
        }
        return Picture(width: width, height: height, pixels: pixels)
    }
}

extension Mask {
    /// `picture`, of the mask's size, with its hidden pixels filled.
    public func applied(to picture: Picture, fill: Fill) -> Picture {
        applied(to: picture, content: fill.content(of: picture))
    }

    /// `picture` with its hidden pixels taken from `content`; all three of one size.
    public func applied(to picture: Picture, content: Picture) -> Picture {
        precondition(
            width == picture.width && height == picture.height && content.width == width
                && content.height == height,
            "a mask of \(width) x \(height) pixels on a picture of \(picture.width) x \(picture.height)")
        var pixels = picture.pixels
        forEachHiddenPixel { x, y in
            let start = (y * width + x) * 3
            for index in start..<start + 3 { pixels[index] = content.pixels[index] }
        }
        return Picture(width: width, height: height, pixels: pixels)
    }
}
