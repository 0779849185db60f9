/// How the pictures of a stack lie in it: which extents of its shape are what.
struct StackLayout: Equatable {
    let count: Int
    let height: Int
    let width: Int
    /// 1: brightness; 3: red, green, blue; 4: opacity too.
    let channels: Int
    /// Whether the channels of a pixel lie side by side, and not plane after plane.
    let channelsLast: Bool

    /// What is understood, for sentences.
    static let understood =
        "[n, height, width], [n, height, width, channels], [n, channels, height, width] of 1, 3 or 4 channels, or "
        + "[n, pixels] of square pictures"

    /// Nil where the shape is none of a stack of pictures.
    init?(shape: [Int]) {
        guard let first = shape.first, first > 0, shape.allSatisfy({ $0 > 0 }) else { return nil }
        count = first
        switch shape.count {
        case 2:
            // Three planes side by side, as CIFAR's, or one; no number is a square and three times one.
            if let side = Self.root(of: shape[1]) {
                (height, width, channels, channelsLast) = (side, side, 1, true)
            } else if shape[1] % 3 == 0, let side = Self.root(of: shape[1] / 3) {
                (height, width, channels, channelsLast) = (side, side, 3, false)
            } else {
                return nil
            }
        case 3: (height, width, channels, channelsLast) = (shape[1], shape[2], 1, true)
        case 4 where Self.isChannels(shape[3]):
            (height, width, channels, channelsLast) = (shape[1], shape[2], shape[3], true)
        case 4 where Self.isChannels(shape[1]):
            (height, width, channels, channelsLast) = (shape[2], shape[3], shape[1], false)
        default: return nil
        }
        guard height <= PictureFile.longestSide, width <= PictureFile.longestSide,
            height * width <= PictureFile.mostPixels, height * width > 1
        else { return nil }
    }

    /// Numbers of one picture.
    var pictureLength: Int { height * width * channels }

    private static func isChannels(_ extent: Int) -> Bool { [1, 3, 4].contains(extent) }

    private static func root(of number: Int) -> Int? {
        let root = Int(Double(number).squareRoot().rounded())
        return root * root == number ? root : nil
    }

    /// The picture of one picture's levels, in the order of the stack; transparent pixels lie over white.
    func picture(_ levels: UnsafeBufferPointer<UInt8>) -> Picture {
        precondition(levels.count == pictureLength, "\(levels.count) levels for \(self)")
        let pixelCount = height * width
        let (step, plane) = channelsLast ? (channels, 1) : (1, pixelCount)
        let pixels = [UInt8](unsafeUninitializedCapacity: pixelCount * 3) { pixels, filled in
            for pixel in 0..<pixelCount {
                for color in 0..<3 {
                    let level = levels[pixel * step + (channels == 1 ? 0 : color * plane)]
                    pixels[pixel * 3 + color] =
                        channels == 4
                        ? Self.overWhite(level, opacity: levels[pixel * step + 3 * plane]) : level
                }
            }
            filled = pixelCount * 3
        }
        return Picture(width: width, height: height, pixels: pixels)
    }

    private static func overWhite(_ level: UInt8, opacity: UInt8) -> UInt8 {
        let (level, opacity) = (Int(level), Int(opacity))
        let over: Int = level * opacity + 255 * (255 - opacity)
        return UInt8((over + 127) / 255)
    }
}
