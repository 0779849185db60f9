import Foundation

/// Values that a reference program recorded, from `Tests/Recordings`.
public enum JSONRecording {
    /// The folder of the recordings.
    public static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Recordings")

    /// The content of a JSON file in the folder.
    public static func read<Content: Decodable>(_ file: String, as type: Content.Type) throws -> Content {
        try JSONDecoder().decode(type, from: Data(contentsOf: folder.appendingPathComponent(file)))
    }
}

/// 32-bit floats in base64, little-endian.
public struct RecordedFloats: Decodable, Sendable {
    /// The numbers.
    public let values: [Float]

    /// Decodes the base64 text.
    public init(from decoder: any Decoder) throws {
        let bytes = try RecordedBytes(from: decoder).values
        values = stride(from: 0, to: bytes.count - 3, by: 4).map { start in
            let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
            return Float(bitPattern: bits)
        }
    }
}

/// Bytes in base64.
public struct RecordedBytes: Decodable, Sendable {
    /// The bytes.
    public let values: [UInt8]

    /// Decodes the base64 text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let content = Data(base64Encoded: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not base64")
        }
        values = Array(content)
    }
}
