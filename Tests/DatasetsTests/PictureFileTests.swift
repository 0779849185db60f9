import Datasets
import Foundation
import TestSupport
import Testing

@Suite("Picture files")
struct PictureFileTests {
    private struct Recorded: Decodable {
        let file: String
        let width: Int
        let height: Int
        let pixels: RecordedBytes
    }

    private let folder = JSONRecording.folder.appendingPathComponent("analysis/pictures")

    @Test("PNG, JPEG, GIF, BMP and WebP pictures of every kind are read as Pillow reads them")
    func formats() throws {
        for recorded in try JSONRecording.read("analysis/pictures.json", as: [Recorded].self) {
            let picture = try PictureFile.read(folder.appendingPathComponent(recorded.file))
            #expect(picture.width == recorded.width && picture.height == recorded.height, "\(recorded.file)")
            // Decoders of JPEG may differ by a rounding, and 16 bits may be cut or rounded to 8.
            let tolerance = recorded.file == "cmyk.jpg" ? 3 : recorded.file.hasSuffix(".jpg") ? 2 : 1
            let difference = zip(picture.pixels, recorded.pixels.values).map { abs(Int($0) - Int($1)) }.max()
            #expect(difference ?? .max <= tolerance, "\(recorded.file)")
        }
    }

    @Test("What is no picture is refused, whatever its name says", arguments: ["text", "empty", "tiff"])
    func notAPicture(name: String) {
        let file = "\(name).png"
        #expect(throws: PictureError.notAPicture(file: file)) {
            try PictureFile.read(folder.appendingPathComponent(file))
        }
        #expect(
            PictureError.notAPicture(file: file).description
                == "\(file) is not a picture Convoscope can read (PNG, JPEG, GIF, BMP or WebP).")
    }

    @Test("A header that promises too many pixels is refused before anything is decoded")
    func tooLarge() {
        #expect(throws: PictureError.tooLarge(file: "huge.png", width: 60_000, height: 60_000)) {
            try PictureFile.read(folder.appendingPathComponent("huge.png"))
        }
    }

    @Test(
        "A picture that ends too early is an error in one sentence",
        arguments: ["truncated.png", "truncated.jpg", "header-only.png", "magic-only.png"])
    func broken(file: String) throws {
        let error = try #require(throws: PictureError.self) {
            try PictureFile.read(folder.appendingPathComponent(file))
        }
        guard case .broken(file, let reason) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(!reason.isEmpty && !reason.contains("\n") && !reason.contains("/"))
        #expect(error.description.hasSuffix("."))
    }

    @Test("Every cut and every damaged byte of a picture is a picture or an error, never a crash")
    func damage() throws {
        let scratch = try Scratch()
        for file in ["rgb.png", "smooth.jpg", "palette.gif", "rgb.bmp", "rgb.webp"] {
            let whole = Array(try Data(contentsOf: folder.appendingPathComponent(file)))
            for place in stride(from: 2, to: whole.count, by: 13) {
                var damaged = whole
                damaged[place] ^= 0xFF
                for content in [damaged, Array(whole.prefix(place))] {
                    let url = scratch.folder.appendingPathComponent(file)
                    try Data(content).write(to: url)
                    do throws(PictureError) {
                        #expect(try PictureFile.read(url).width > 0)
                    } catch {
                        #expect(error.description.hasPrefix(file))
                    }
                }
            }
        }
    }

    @Test("A missing file, a folder and a pipe are errors")
    func unreadable() throws {
        let scratch = try Scratch()
        let missing = scratch.folder.appendingPathComponent("missing.png")
        #expect(
            throws: PictureError.unreadable(file: "missing.png", reason: "no such file or directory")
        ) { try PictureFile.read(missing) }
        #expect(throws: PictureError.self) { try PictureFile.read(scratch.folder) }
        let pipe = scratch.folder.appendingPathComponent("pipe.png")
        #expect(mkfifo(pipe.path, 0o600) == 0)
        #expect(throws: PictureError.unreadable(file: "pipe.png", reason: "it is not a file")) {
            try PictureFile.read(pipe)
        }
    }

    @Test("A written PNG is read back unchanged, and nothing else is left in its folder")
    func writing() throws {
        let scratch = try Scratch()
        let url = scratch.folder.appendingPathComponent("out.png")
        let picture = Picture(width: 3, height: 2, pixels: (0..<18).map { UInt8($0 * 14) })
        try PictureFile.writePNG(Picture(width: 1, height: 1, red: 9, green: 9, blue: 9), to: url)
        try PictureFile.writePNG(picture, to: url)
        #expect(try PictureFile.read(url) == picture)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["out.png"])
    }

    @Test("Grey and transparent pixels are written too")
    func layouts() throws {
        let scratch = try Scratch()
        let url = scratch.folder.appendingPathComponent("out.png")
        try PictureFile.writePNG([0, 200], layout: .grey, width: 1, height: 2, to: url)
        #expect(try PictureFile.read(url).pixels == [0, 0, 0, 200, 200, 200])
        try PictureFile.writePNG([255, 0, 0, 51, 1, 2, 3, 0], layout: .rgba, width: 2, height: 1, to: url)
        #expect(try PictureFile.read(url).pixels == [255, 204, 204, 255, 255, 255])
    }

    @Test("A place that cannot be written is an error in one sentence")
    func unwritable() throws {
        let scratch = try Scratch()
        let picture = Picture(width: 1, height: 1, red: 0, green: 0, blue: 0)
        let nowhere = scratch.folder.appendingPathComponent("nowhere/out.png")
        #expect(throws: PictureError.unwritable(file: "out.png", reason: "no such file or directory")) {
            try PictureFile.writePNG(picture, to: nowhere)
        }
        let folder = scratch.folder.appendingPathComponent("folder.png")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        #expect(throws: PictureError.unwritable(file: "folder.png", reason: "is a directory")) {
            try PictureFile.writePNG(picture, to: folder)
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["folder.png"])
    }
}
