import Foundation
import Rendering

/// Pixels and what is said about them, ready to be written.
struct ExportedPicture: Sendable {
    /// The pixels, with the caption's strip if it was asked for.
    let image: DisplayImage
    /// What the file says besides.
    let caption: Caption

    /// The bytes of its PNG file.
    ///
    /// - Throws: `RenderingError.unwritable`.
    func encoded() throws -> Data { try PNGFile.encoded(image, texts: caption.pngTexts) }
}

extension Renderer {
    /// A drawing in pixels, beside whatever is being drawn: the bound framebuffer stays bound.
    ///
    /// - Parameters:
    ///   - size: the drawing's extent, in points.
    ///   - scale: pixels a point.
    /// - Throws: `RenderingError.targetSize`.
    func image(of drawing: Drawing, size: Point, scale: Float) throws -> DisplayImage {
        let bound = OffscreenTarget.bound
        defer { OffscreenTarget.bind(bound) }
        let pixels = (size * scale).rounded(.toNearestOrAwayFromZero)
        let target = try OffscreenTarget(width: Int(pixels.x), height: Int(pixels.y))
        defer { target.close() }
        target.bind()
        draw(drawing, into: Viewport(width: target.width, height: target.height), scale: scale)
        return target.read()
    }

    /// An image with its caption below.
    ///
    /// - Parameter scale: the image's pixels a point.
    func captioned(
        _ image: DisplayImage, _ caption: Caption, scale: Float, theme: Theme, lineCount: Int? = nil
    ) throws -> DisplayImage {
        let strip = CaptionStrip(
            caption, width: Float(image.width) / scale, theme: theme, lineCount: lineCount)
        let below = try self.image(of: strip.drawing, size: strip.size, scale: scale)
        return image.above(below)
    }
}

extension DisplayImage {
    /// The image and another one of the same width below it.
    func above(_ other: DisplayImage) -> DisplayImage {
        precondition(width == other.width, "\(other.width) pixels below \(width)")
        return DisplayImage(width: width, height: height + other.height, pixels: pixels + other.pixels)
    }

    /// A part of the image, in pixels; as much of it as there is.
    func cropped(x: Int, y: Int, width: Int, height: Int) -> DisplayImage {
        let (left, top) = (min(max(x, 0), self.width), min(max(y, 0), self.height))
        let (right, bottom) = (min(max(x + width, left), self.width), min(max(y + height, top), self.height))
        var kept: [UInt8] = []
        kept.reserveCapacity((right - left) * (bottom - top) * 4)
        for row in top..<bottom {
            kept += pixels[(row * self.width + left) * 4..<(row * self.width + right) * 4]
        }
        return DisplayImage(width: right - left, height: bottom - top, pixels: kept)
    }
}
