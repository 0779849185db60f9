/// A picture of 8-bit RGB pixels.
public struct Picture: Sendable, Hashable {
    /// Pixels from left to right.
    public let width: Int
    /// Pixels from top to bottom.
    public let height: Int
    /// Red, green and blue of every pixel, 0...255: `[height, width, 3]`, row-major from the top left.
    public let pixels: [UInt8]

    /// A picture of the given pixels, three bytes each, at least one pixel.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0, "a picture of \(width) x \(height) pixels")
        precondition(
            pixels.count == width * height * 3, "\(pixels.count) bytes for \(width) x \(height) RGB pixels")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// A picture of one colour.
    public init(width: Int, height: Int, red: UInt8, green: UInt8, blue: UInt8) {
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { bytes, count in
            for pixel in 0..<width * height {
                bytes[pixel * 3] = red
                bytes[pixel * 3 + 1] = green
                bytes[pixel * 3 + 2] = blue
            }
            count = width * height * 3
        }
        self.init(width: width, height: height, pixels: pixels)
    }

    /// Red, green and blue of the pixel in column `x` and row `y`.
    public subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
        precondition(x >= 0 && x < width && y >= 0 && y < height, "(\(x), \(y)) is outside the picture")
        let start = (y * width + x) * 3
        return (pixels[start], pixels[start + 1], pixels[start + 2])
    }
}
