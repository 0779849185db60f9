import CPixbuf
import Foundation

/// How many bytes a pixel has that is to be written, and what they mean.
public enum PixelLayout: Int, Sendable {
    /// One byte: brightness. Written as RGB, because gdk-pixbuf writes no grey files.
    case grey = 1
    /// Three bytes: red, green, blue.
    case rgb = 3
    /// Four bytes: red, green, blue and opacity, not premultiplied.
    case rgba = 4
}

extension PictureFile {
    /// Writes `picture` as a PNG file; an old file of that name stays whole until the new one is.
    ///
    /// - Throws: `PictureError.unwritable`.
    public static func writePNG(_ picture: Picture, to url: URL) throws(PictureError) {
        try writePNG(
            picture.pixels, layout: .rgb, width: picture.width, height: picture.height, to: url)
    }

    /// Writes pixels as a PNG file, row-major from the top left, `layout.rawValue` bytes each.
    ///
    /// - Throws: `PictureError.unwritable`.
    public static func writePNG(
        _ pixels: [UInt8], layout: PixelLayout, width: Int, height: Int, to url: URL
    ) throws(PictureError) {
        precondition(
            width > 0 && height > 0 && pixels.count == width * height * layout.rawValue,
            "\(pixels.count) bytes for \(width) x \(height) pixels (\(layout))")
        let bytes = layout == .grey ? pixels.flatMap { [$0, $0, $0] } : pixels
        let encoded = try encodePNG(
            bytes, hasOpacity: layout == .rgba, width: width, height: height, file: url.lastPathComponent)
        try write(encoded, to: url)
    }

    /// A picture as the bytes of a PNG file.
    ///
    /// - Throws: `PictureError.unwritable`.
    public static func png(of picture: Picture) throws(PictureError) -> Data {
        try encodePNG(
            picture.pixels, hasOpacity: false, width: picture.width, height: picture.height, file: "a picture"
        )
    }

    private static func encodePNG(
        _ pixels: [UInt8], hasOpacity: Bool, width: Int, height: Int, file: String
    ) throws(PictureError) -> Data {
        let channels = hasOpacity ? 4 : 3
        var failure: UnsafeMutablePointer<GError>?
        var encoded: UnsafeMutablePointer<gchar>?
        var length: gsize = 0
        let isEncoded = pixels.withUnsafeBufferPointer { pixels in
            guard
                let pixbuf = gdk_pixbuf_new_from_data(
                    pixels.baseAddress, GDK_COLORSPACE_RGB, hasOpacity ? 1 : 0, 8, Int32(width),
                    Int32(height),
                    Int32(width * channels), nil, nil)
            else { return false }
            defer { g_object_unref(UnsafeMutableRawPointer(pixbuf)) }
            return gdk_pixbuf_save_to_bufferv(pixbuf, &encoded, &length, "png", nil, nil, &failure) != 0
        }
        guard isEncoded, let encoded else { throw .unwritable(file: file, reason: reason(of: failure)) }
        defer { g_free(encoded) }
        return Data(bytes: encoded, count: Int(length))
    }

    /// Writes beside the file first and renames then, so that a reader never sees half a picture.
    private static func write(_ content: Data, to url: URL) throws(PictureError) {
        let path = url.path
        let partial = path + ".\(getpid()).\(UInt32.random(in: 0...UInt32.max)).part"
        guard let stream = fopen(partial, "wbx") else {
            throw .unwritable(file: url.lastPathComponent, reason: systemReason())
        }
        let written = content.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, stream) }
        let isClosed = fclose(stream) == 0
        guard written == content.count, isClosed, rename(partial, path) == 0 else {
            let reason = systemReason()
            unlink(partial)
            throw .unwritable(file: url.lastPathComponent, reason: reason)
        }
    }
}
