import CPixbuf
import Foundation

/// A mask in a picture file: what is white, or, where parts of the picture are transparent, what is not.
public struct Stencil: Sendable, Hashable {
    /// Pixels from left to right.
    public let width: Int
    /// Pixels from top to bottom.
    public let height: Int
    /// Whether a pixel hides, row-major.
    public let isMarked: [Bool]

    /// A stencil of the given flags, row-major.
    public init(width: Int, height: Int, isMarked: [Bool]) {
        precondition(isMarked.count == width * height, "\(isMarked.count) flags for \(width) x \(height)")
        self.width = width
        self.height = height
        self.isMarked = isMarked
    }

    /// Reads a picture. Where a pixel is more transparent than opaque, opaque pixels are marked, whatever their
    /// colour; otherwise those that are nearer to white than to black (luma after ITU-R 601).
    ///
    /// - Throws: `PictureError`.
    public static func read(_ url: URL) throws(PictureError) -> Stencil {
        try PictureFile.decoded(url) { pixbuf in
            guard let picture = PictureFile.picture(from: pixbuf) else { return nil }
            let marked = opaquePixels(of: pixbuf) ?? lightPixels(of: picture)
            return Stencil(width: picture.width, height: picture.height, isMarked: marked)
        }
    }

    private static func lightPixels(of picture: Picture) -> [Bool] {
        stride(from: 0, to: picture.pixels.count, by: 3).map { start in
            let (red, green, blue) = (
                Int(picture.pixels[start]), Int(picture.pixels[start + 1]), Int(picture.pixels[start + 2])
            )
            return 299 * red + 587 * green + 114 * blue >= 127_500
        }
    }

    /// Nil where every pixel is opaque.
    private static func opaquePixels(of pixbuf: OpaquePointer) -> [Bool]? {
        guard gdk_pixbuf_get_n_channels(pixbuf) == 4, let bytes = gdk_pixbuf_read_pixels(pixbuf) else {
            return nil
        }
        let rowLength = Int(gdk_pixbuf_get_rowstride(pixbuf))
        let opaque = (0..<Int(gdk_pixbuf_get_height(pixbuf))).flatMap { y -> [Bool] in
            (0..<Int(gdk_pixbuf_get_width(pixbuf))).map { x in bytes[y * rowLength + x * 4 + 3] >= 128 }
        }
        return opaque.contains(false) ? opaque : nil
    }
}
