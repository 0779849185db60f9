import CPNG
import Foundation

/// Pictures as PNG files, 8 bits a channel with alpha.
public enum PNGFile {
    /// Writes the image with remarks; a file of that name is replaced only once everything is written.
    ///
    /// - Throws: `RenderingError.unwritable`.
    public static func write(_ image: DisplayImage, texts: [PNGText] = [], to url: URL) throws {
        do {
            try encoded(image, texts: texts).write(to: url, options: .atomic)
        } catch let error as RenderingError {
            throw error
        } catch {
            throw RenderingError.unwritable(path: url.path, reason: reason(error, url))
        }
    }

    /// The bytes of the image's file.
    ///
    /// - Throws: `RenderingError.unwritable`.
    public static func encoded(_ image: DisplayImage) throws -> Data {
        try encode(image, name: "The picture")
    }

    /// Reads a PNG file of any kind.
    ///
    /// - Throws: `RenderingError.unreadable`.
    public static func read(_ url: URL) throws -> DisplayImage {
        guard let file = try? Data(contentsOf: url) else {
            throw RenderingError.unreadable(
                path: url.path, reason: "there is no such file, or it may not be read")
        }
        var header = png_rgba_image(0, 0)
        defer { png_image_free(&header) }
        return try file.withUnsafeBytes { bytes in
            guard png_rgba_begin(&header, bytes.baseAddress, bytes.count) != 0 else {
                throw RenderingError.unreadable(path: url.path, reason: message(&header))
            }
            let (width, height) = (Int(header.width), Int(header.height))
            guard width * height <= 1 << 28 else {
                throw RenderingError.unreadable(path: url.path, reason: "\(width) x \(height) is too large")
            }
            var pixels = [UInt8](repeating: 0, count: width * height * 4)
            guard png_image_finish_read(&header, nil, &pixels, 0, nil) != 0 else {
                throw RenderingError.unreadable(path: url.path, reason: message(&header))
            }
            return DisplayImage(width: width, height: height, pixels: pixels)
        }
    }

    private static func encode(_ image: DisplayImage, name: String) throws -> Data {
        var header = png_rgba_image(png_uint_32(image.width), png_uint_32(image.height))
        defer { png_image_free(&header) }
        // Asked for the length, libpng compresses once more.
        var size = png_rgba_size_max(&header)
        var bytes = [UInt8](repeating: 0, count: Int(size))
        guard png_image_write_to_memory(&header, &bytes, &size, 0, image.pixels, 0, nil) != 0 else {
            throw RenderingError.unwritable(path: name, reason: message(&header))
        }
        return Data(bytes.prefix(Int(size)))
    }

    private static func message(_ header: UnsafePointer<png_image>) -> String {
        String(cString: png_rgba_message(header))
    }

    private static func reason(_ error: any Error, _ url: URL) -> String {
        var isFolder: ObjCBool = false
        let folder = url.deletingLastPathComponent().path
        if !FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) {
            return "the folder \(folder) does not exist"
        }
        if !isFolder.boolValue { return "\(folder) is no folder" }
        if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue {
            return "it is a folder"
        }
        if !FileManager.default.isWritableFile(atPath: folder) { return "no permission in \(folder)" }
        return "the disk may be full"
    }
}
