import CPixbuf
import Foundation

/// Pictures from files and to files, by gdk-pixbuf.
///
/// A file is only handed to a decoder when its first bytes are those of an allowed format, gdk-pixbuf chooses
/// the decoder of that same format, and the size in its header is sensible.
public enum PictureFile {
    /// The most pixels a picture may have.
    public static let mostPixels = 100_000_000
    /// The longest side a picture may have, in pixels.
    public static let longestSide = 30_000

    /// Reads a PNG, JPEG, GIF (its first picture), BMP or WebP file.
    ///
    /// The orientation that a camera noted is applied where gdk-pixbuf knows it: in JPEG files, not in WebP.
    /// Transparent pixels lie over white. Grey, palette, CMYK and 16-bit files become 8-bit RGB.
    /// - Throws: `PictureError`.
    public static func read(_ url: URL) throws(PictureError) -> Picture {
        try decoded(url, as: picture)
    }

    /// What `convert` makes of a file's upright pixels; nil where they have a layout that is not known.
    static func decoded<Content>(
        _ url: URL, as convert: (_ pixbuf: OpaquePointer) -> Content?
    ) throws(PictureError) -> Content {
        let file = url.lastPathComponent
        guard let format = PictureFormat(firstBytes: try firstBytes(of: url)) else {
            throw .notAPicture(file: file)
        }
        try checkHeader(of: url, format: format)
        var failure: UnsafeMutablePointer<GError>?
        guard let decoded = gdk_pixbuf_new_from_file(url.path, &failure) else {
            throw .broken(file: file, reason: reason(of: failure))
        }
        defer { g_object_unref(UnsafeMutableRawPointer(decoded)) }
        guard let upright = gdk_pixbuf_apply_embedded_orientation(decoded) else {
            throw .broken(file: file, reason: "there is not enough memory for it")
        }
        defer { g_object_unref(UnsafeMutableRawPointer(upright)) }
        guard let content = convert(upright) else {
            throw .broken(file: file, reason: "it has no RGB pixels of 8 bits")
        }
        return content
    }

    private static func firstBytes(of url: URL) throws(PictureError) -> [UInt8] {
        let file = url.lastPathComponent
        var status = stat()
        guard stat(url.path, &status) == 0 else { throw .unreadable(file: file, reason: systemReason()) }
        // Opening a pipe would wait for ever.
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(file: file, reason: "it is not a file")
        }
        guard let stream = fopen(url.path, "rb") else {
            throw .unreadable(file: file, reason: systemReason())
        }
        defer { fclose(stream) }
        var bytes = [UInt8](repeating: 0, count: PictureFormat.signatureLength)
        let count = fread(&bytes, 1, bytes.count, stream)
        return Array(bytes.prefix(count))
    }

    private static func checkHeader(of url: URL, format: PictureFormat) throws(PictureError) {
        let file = url.lastPathComponent
        var width: Int32 = 0
        var height: Int32 = 0
        guard let info = gdk_pixbuf_get_file_info(url.path, &width, &height) else {
            throw .broken(file: file, reason: "it ends before its size, or its header makes no sense")
        }
        guard let name = gdk_pixbuf_format_get_name(info) else { throw .notAPicture(file: file) }
        defer { g_free(name) }
        guard String(cString: name) == format.rawValue else { throw .notAPicture(file: file) }
        guard width > 0, height > 0 else { throw .broken(file: file, reason: "it has no pixels") }
        guard width <= longestSide, height <= longestSide, Int(width) * Int(height) <= mostPixels else {
            throw .tooLarge(file: file, width: Int(width), height: Int(height))
        }
    }

    /// RGB pixels, transparent ones over white; nil for a layout that gdk-pixbuf does not make today.
    static func picture(from pixbuf: OpaquePointer) -> Picture? {
        let width = Int(gdk_pixbuf_get_width(pixbuf))
        let height = Int(gdk_pixbuf_get_height(pixbuf))
        let channels = Int(gdk_pixbuf_get_n_channels(pixbuf))
        let rowLength = Int(gdk_pixbuf_get_rowstride(pixbuf))
        guard gdk_pixbuf_get_bits_per_sample(pixbuf) == 8, channels == 3 || channels == 4,
            width > 0, height > 0, let source = gdk_pixbuf_read_pixels(pixbuf)
        else { return nil }
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { bytes, count in
            guard let start = bytes.baseAddress else { return }
            for y in 0..<height {
                copyRow(source + y * rowLength, channels: channels, to: start + y * width * 3, width: width)
            }
            count = width * height * 3
        }
        return Picture(width: width, height: height, pixels: pixels)
    }

    private static func copyRow(
        _ source: UnsafePointer<UInt8>, channels: Int, to target: UnsafeMutablePointer<UInt8>, width: Int
    ) {
        guard channels == 4 else { return target.initialize(from: source, count: width * 3) }
        for x in 0..<width {
            let opacity = Int(source[x * 4 + 3])
            for channel in 0..<3 {
                let over = Int(source[x * 4 + channel]) * opacity + 255 * (255 - opacity)
                target[x * 3 + channel] = UInt8((over + 127) / 255)
            }
        }
    }

    /// gdk-pixbuf's own words, as the end of a sentence.
    static func reason(of failure: UnsafeMutablePointer<GError>?) -> String {
        guard let failure else { return "it cannot be decoded" }
        defer { g_error_free(failure) }
        guard let message = failure.pointee.message else { return "it cannot be decoded" }
        let words = String(cString: message).split(whereSeparator: \.isNewline).joined(separator: " ")
        let ending = CharacterSet(charactersIn: ". ")
        // The sentence names the file already: "Failed to load image ...: why" says it twice.
        return words.replacing(#/^Failed to load image .*?\u{201D}: /#, with: "").trimmingCharacters(
            in: ending)
    }

    static func systemReason() -> String {
        String(cString: strerror(errno)).lowercased()
    }
}
