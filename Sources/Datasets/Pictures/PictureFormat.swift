/// The picture formats that are read, told by the first bytes of a file and never by its name.
enum PictureFormat: String, CaseIterable {
    // Named as gdk-pixbuf names its loaders.
    case png
    case jpeg
    case gif
    case bmp
    case webp

    /// The bytes that `init(firstBytes:)` needs.
    static let signatureLength = 12

    init?(firstBytes bytes: [UInt8]) {
        guard let format = Self.allCases.first(where: { $0.matches(bytes) }) else { return nil }
        self = format
    }

    private func matches(_ bytes: [UInt8]) -> Bool {
        switch self {
        case .png: bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        case .jpeg: bytes.starts(with: [0xFF, 0xD8, 0xFF])
        case .gif: bytes.starts(with: Array("GIF8".utf8))
        case .bmp: bytes.starts(with: Array("BM".utf8))
        case .webp:
            bytes.starts(with: Array("RIFF".utf8)) && bytes.dropFirst(8).starts(with: Array("WEBP".utf8))
        }
    }
}
