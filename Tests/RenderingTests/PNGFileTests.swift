import Foundation
import Rendering
import TestSupport
import Testing

struct PNGFileTests {
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("PNGFileTests-\(UUID().uuidString)")

    @Test func whatIsWrittenIsRead() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let image = DisplayImage(width: 3, height: 2, pixels: (0..<24).map { UInt8($0 * 10) })
        let url = folder.appendingPathComponent("a.png")
        try PNGFile.write(image, to: url)
        let read = try PNGFile.read(url)
        #expect(read.width == 3 && read.height == 2 && read.pixels == image.pixels)
    }

    @Test("What cannot be compressed finds room too", arguments: [1, 7, 300])
    func noise(side: Int) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var random = SplitMix(seed: 1)
        let pixels = (0..<side * side * 4).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        let image = DisplayImage(width: side, height: side, pixels: pixels)
        let url = folder.appendingPathComponent("c.png")
        try PNGFile.write(image, to: url)
        #expect(try PNGFile.read(url).pixels == image.pixels)
    }

    @Test func anUnwritablePathIsOneSentence() throws {
        let image = DisplayImage(width: 1, height: 1, pixels: [0, 0, 0, 255])
        let url = folder.appendingPathComponent("a.png")
        let error = #expect(throws: RenderingError.self) { try PNGFile.write(image, to: url) }
        #expect(error?.description.hasSuffix("the folder \(folder.path) does not exist.") == true)
        let root = #expect(throws: RenderingError.self) {
            try PNGFile.write(image, to: URL(fileURLWithPath: "/"))
        }
        #expect(root?.description.hasPrefix("The picture / cannot be written") == true)
    }

    @Test func whatIsNoPNGIsRefused() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appendingPathComponent("b.png")
        try Data("no picture".utf8).write(to: url)
        #expect(throws: RenderingError.self) { try PNGFile.read(url) }
        #expect(throws: RenderingError.self) {
            try PNGFile.read(folder.appendingPathComponent("missing.png"))
        }
    }
}
