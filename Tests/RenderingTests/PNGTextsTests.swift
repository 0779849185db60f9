import Foundation
import Rendering
import Testing

struct PNGTextsTests {
    private let image = DisplayImage(width: 2, height: 1, pixels: [1, 2, 3, 255, 4, 5, 6, 255])

    /// The chunks of a PNG file: their types, bodies and checksums.
    private func chunks(of file: Data) -> [(type: String, body: Data, checksum: UInt32)] {
        var found: [(String, Data, UInt32)] = []
        var at = 8
        func number(_ at: Int) -> Int { file[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
        while at + 12 <= file.count {
            let length = number(at)
            let type = String(decoding: file[at + 4..<at + 8], as: UTF8.self)
            found.append(
                (type, file.subdata(in: at + 8..<at + 8 + length), UInt32(number(at + 8 + length))))
            at += 12 + length
        }
        return found
    }

    /// Checksums as Python's zlib.crc32 has them of type and body.
    @Test func remarksStandBehindTheHeadWithTheirChecksums() throws {
        let file = try PNGFile.encoded(
            image,
            texts: [PNGText("Software", "Convoscope"), PNGText("Description", "Orbit 35\u{B0} right")])
        let found = chunks(of: file)
        #expect(found.prefix(3).map(\.type) == ["IHDR", "tEXt", "iTXt"])
        #expect(found.last?.type == "IEND" && found.last?.checksum == 0xAE42_6082)
        #expect(found[1].body == Data("Software\0Convoscope".utf8))
        #expect(found[1].checksum == 0xB8E7_D524)
        #expect(found[2].body == Data("Description\0\0\0\0\0Orbit 35\u{B0} right".utf8))
        #expect(found[2].checksum == 0x8A10_C607)
    }

    @Test func remarksLeaveThePixelsAlone() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "texts-\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: url) }
        try PNGFile.write(image, texts: [PNGText("Title", "a \u{2192} b")], to: url)
        #expect(try PNGFile.read(url).pixels == image.pixels)
        let plain = try PNGFile.encoded(image)
        #expect(try PNGFile.encoded(image, texts: []) == plain)
    }
}
