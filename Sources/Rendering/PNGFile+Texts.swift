import Foundation

/// A remark that a PNG file carries beside its pixels.
public struct PNGText: Sendable, Equatable {
    /// What it is about: `Title`, `Description`, `Software`, or a word of one's own; 1...79 letters of ASCII.
    public var keyword: String
    /// What it says.
    public var text: String

    /// A remark.
    public init(_ keyword: String, _ text: String) { (self.keyword, self.text) = (keyword, text) }
}

extension PNGFile {
    /// The bytes of the image's file with remarks in it: `tEXt` chunks where they are plain ASCII, else `iTXt` in
    /// UTF-8 (Portable Network Graphics specification, section 11.3.3).
    ///
    /// - Throws: `RenderingError.unwritable`.
    public static func encoded(_ image: DisplayImage, texts: [PNGText]) throws -> Data {
        var file = try encoded(image)
        let chunks = texts.reduce(into: Data()) { $0.append(chunk(of: $1)) }
        file.insert(contentsOf: chunks, at: file.startIndex + headEnd)
        return file
    }

    /// Where the first chunk, the image's head, ends: 8 bytes of signature, then length, type, 13 bytes, checksum.
    private static let headEnd = 8 + 4 + 4 + 13 + 4

    private static func chunk(of text: PNGText) -> Data {
        let isPlain = text.text.utf8.allSatisfy { $0 < 0x80 }
        var body = Data((isPlain ? "tEXt" : "iTXt").utf8) + Data(text.keyword.utf8) + [0]
        // Not compressed; no language, no translated keyword.
        if !isPlain { body += [0, 0, 0, 0] }
        body += Data(text.text.utf8)
        return bytes(UInt32(body.count - 4)) + body + bytes(checksum(body))
    }

    private static func bytes(_ value: UInt32) -> Data {
        Data([UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)])
    }

    /// CRC-32 as in annex D of the specification, bit by bit: remarks are short.
    private static func checksum(_ data: Data) -> UInt32 {
        ~data.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in
                value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
            }
        }
    }
}
