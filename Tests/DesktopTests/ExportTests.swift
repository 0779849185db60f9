import Foundation
import Rendering
import Scenes
import TestSupport
import Testing

@testable import Desktop
@testable import Workbench

/// What is taken away, on Digits: captions, single files, series.
@MainActor
@Suite(.serialized) struct ExportTests {
    private func request() throws -> PictureRequest {
        let assets = try #require(ShippedFiles.assets)
        return PictureRequest(
            model: assets.appending(path: "Models/digits.onnx"),
            picture: assets.appending(path: "Examples/digit-3.png"), clusterCount: 3,
            rectangles: [.init(x: 8, y: 8, width: 16, height: 8)], fill: .black)
    }

    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func view(_ scene: SceneName = .network, scale: Float = 1) -> SnapshotView {
        SnapshotView(scene: scene, width: 900, height: 600, scale: scale, theme: .light)
    }

    // MARK: Captions

    @Test("The caption says model, picture, mask, view, clusters and version")
    func caption() throws {
        let state = try AppState.prepared(try request(), withPool: false)
        state.perform(.setCamera(.orbit))
        state.perform(.setReducedMotion(true))
        let scene = Snapshot.scene(of: state, view())
        let text = Caption(state, scene: scene).text
        // 16 x 8 of 32 x 32 pixels, 12.5 %, a half to even.
        #expect(
            text == "Model digits.onnx; Picture digit-3.png; Variant Mask 1: 12\u{2009}% hidden, black; "
                + "Scene Network, 35\u{B0} right, 18\u{B0} up; Clusters 3 a layer; "
                + "Convoscope \(ProgramVersion.number)")
        state.perform(.chooseVariant(Variant.originalID))
        state.perform(.setCamera(.plate))
        state.perform(.setGrouping(.allMaps))
        let plain = Caption(state, scene: Snapshot.scene(of: state, view())).text
        #expect(plain.contains("Scene Network, Plate; Clusters none, all maps"))
        #expect(!plain.contains("Variant"))
    }

    @Test(
        "No entry of a caption is broken, and every line fits the width",
        arguments: [300, 640, 1448] as [Float])
    func strip(width: Float) {
        let caption = Caption(
            (0..<9).map { Caption.Entry(name: "Word", value: String(repeating: "value ", count: $0)) })
        let strip = CaptionStrip(caption, width: width, theme: .light)
        let fonts = TextMeasure.standard
        for case .text(let run) in strip.drawing.overlay {
            let end = run.position.x + fonts.width(of: run.string, size: run.size, weight: run.weight)
            #expect(run.position.x >= 24 && end <= width - 23)
            #expect(run.position.y < strip.size.y)
        }
        #expect(CaptionStrip(caption, width: width, theme: .light, lineCount: 4).size.y == 100)
    }

    // MARK: Single files

    @Test(
        "A picture has as many pixels as points times scale, and the caption stands below",
        arguments: [1, 2] as [Float])
    func pixels(scale: Float) throws {
        try withFolder { folder in
            let (plain, captioned) = (folder.appending(path: "a.png"), folder.appending(path: "b.png"))
            var view = view(scale: scale)
            try Snapshot.write(try request(), view, to: plain)
            view.hasCaption = true
            try Snapshot.write(try request(), view, to: captioned)
            let (first, second) = (try PNGFile.read(plain), try PNGFile.read(captioned))
            #expect(first.width == Int(900 * scale) && first.height == Int(600 * scale))
            #expect(second.width == first.width && second.height > first.height)
            #expect(Array(second.pixels.prefix(first.pixels.count)) == first.pixels)
            let bytes = String(decoding: try Data(contentsOf: plain).prefix(600), as: UTF8.self)
            #expect(bytes.contains("Description") && bytes.contains("Model digits.onnx"))
        }
    }

    @Test(
        "A flat scene becomes an SVG with its words; one in 3-D is refused in a sentence, and nothing is written"
    )
    func svg() throws {
        try withFolder { folder in
            let file = folder.appending(path: "a.svg")
            var view = view()
            view.camera = .orbit
            #expect(throws: SVGError.perspective) { try Snapshot.write(try request(), view, to: file) }
            #expect(!FileManager.default.fileExists(atPath: file.path))
            view.camera = .plate
            view.hasCaption = true
            try Snapshot.write(try request(), view, to: file)
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            #expect(text.contains("<image ") && text.contains("aria-label=\"digits.onnx\""))
            #expect(text.contains("<desc>Model digits.onnx; Picture digit-3.png"))
        }
    }

    // MARK: Series

    @Test("A turntable begins where the scene stands, stays where it may, and closes")
    func paths() {
        let round = TurntablePath(start: 0.3, range: nil, count: 8)
        #expect(round.azimuth(0) == 0.3)
        for frame in 0..<8 {
            #expect(abs(round.azimuth(frame + 1) - round.azimuth(frame) - .pi / 4) < 1e-5)
        }
        let end = Float.pi / 3
        let swing = TurntablePath(start: 0.61, range: -end...end, count: 72)
        let angles = (0...72).map(swing.azimuth)
        #expect(angles[0] == 0.61 && abs(angles[72] - 0.61) < 1e-5)
        #expect(angles.allSatisfy { abs($0) <= end + 1e-6 })
        #expect((angles.max() ?? 0) > end - 0.01 && (angles.min() ?? 0) < 0.01 - end)
        let steps = zip(angles, angles.dropFirst()).map { abs($1 - $0) }
        #expect((steps.max() ?? 9) < 2 * .pi * end / 72 + 1e-4)
    }

    private func frames(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test("A turntable has as many frames as asked for, the first is the still, and none is like it")
    func turntable() throws {
        try withFolder { folder in
            var view = view()
            view.hasCaption = true
            let (out, still) = (folder.appending(path: "turn"), folder.appending(path: "still.png"))
            var told: [Int] = []
            try Snapshot.writeFrames(try request(), view, .turntable(count: 4), to: out) { done, count in
                told.append(done)
                #expect(count == 4)
            }
            try Snapshot.write(try request(), view, to: still)
            #expect(told == [1, 2, 3, 4])
            let names = try frames(in: out)
            #expect(names == (1...4).map { "frame-000\($0).png" })
            #expect(try frames(in: folder) == ["still.png", "turn"])
            let pictures = try names.map { try PNGFile.read(out.appending(path: $0)) }
            #expect(try PNGFile.read(still).pixels == pictures[0].pixels)
            #expect(Set(pictures.map(\.height)).count == 1)
            #expect(Set(pictures.map(\.pixels)).count == 4)
            // What is there is left alone.
            #expect(throws: ExportError.folderTaken(out.path)) {
                try Snapshot.writeFrames(try request(), view, .turntable(count: 4), to: out) { _, _ in }
            }
        }
    }

    @Test("What is flat does not turn, and leaves no folder")
    func flatScene() throws {
        try withFolder { folder in
            var view = view()
            view.camera = .plate
            #expect(throws: ExportError.notTurning) {
                try Snapshot.writeFrames(
                    try request(), view, .turntable(count: 4), to: folder.appending(path: "turn")
                ) { _, _ in }
            }
            let left = try frames(in: folder)
            #expect(left.isEmpty)
        }
    }

    @Test("A lesson has a frame a step, or moves from step to step and rests where the still does")
    func lesson() throws {
        let url = try #require(ShippedFiles.lessons().first)
        let count = try LessonFile.read(url).steps.count
        try withFolder { folder in
            var view = view()
            view.lesson = (url: url, step: 1)
            let (steps, moving) = (folder.appending(path: "steps"), folder.appending(path: "moving"))
            try Snapshot.writeFrames(try request(), view, .lesson(perStep: 1), to: steps) { _, _ in }
            try Snapshot.writeFrames(try request(), view, .lesson(perStep: 3), to: moving) { _, _ in }
            #expect(try frames(in: steps).count == count)
            #expect(try frames(in: moving).count == 1 + 3 * (count - 1))
            for step in 0..<count {
                let one = try PNGFile.read(steps.appending(path: FrameFolder.name(of: step + 1)))
                let last = try PNGFile.read(moving.appending(path: FrameFolder.name(of: 1 + 3 * step)))
                #expect(one.pixels == last.pixels, "step \(step + 1)")
            }
            let still = folder.appending(path: "still.png")
            view.lesson = (url: url, step: count)
            try Snapshot.write(try request(), view, to: still)
            let last = try PNGFile.read(steps.appending(path: FrameFolder.name(of: count)))
            #expect(try PNGFile.read(still).pixels == last.pixels)
        }
    }

    @Test("A series that is given up leaves nothing; what an ended run has left is in nobody's way")
    func givenUp() throws {
        try withFolder { folder in
            let url = folder.appending(path: "frames")
            let part = folder.appending(path: "frames.part")
            try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
            try Data("old".utf8).write(to: part.appending(path: "frame-0009.png"))
            let frames = try FrameFolder(url)
            let image = DisplayImage(width: 1, height: 1, pixels: [0, 0, 0, 255])
            frames.write(ExportedPicture(image: image, caption: Caption([])), number: 1)
            frames.giveUp()
            #expect(throws: ExportError.stopped) { try frames.check() }
            #expect(throws: ExportError.stopped) { try frames.finish() }
            #expect(try self.frames(in: folder).isEmpty)
            let again = try FrameFolder(url)
            again.write(ExportedPicture(image: image, caption: Caption([])), number: 1)
            try again.finish()
            #expect(try self.frames(in: folder) == ["frames"])
            #expect(try self.frames(in: url) == ["frame-0001.png"])
        }
    }

    @Test("A folder of somebody else that has the name of an unfinished one is left alone")
    func foreignFolder() throws {
        try withFolder { folder in
            let part = folder.appending(path: "frames.part")
            try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
            for name in ["frame-0001.png", "thesis.txt"] {
                try Data("mine".utf8).write(to: part.appending(path: name))
            }
            #expect(throws: ExportError.folderTaken(part.path)) {
                try FrameFolder(folder.appending(path: "frames"))
            }
            #expect(try frames(in: part) == ["frame-0001.png", "thesis.txt"])
        }
    }

    // MARK: Goldens

    @Test(arguments: [ThemeName.light, .dark]) func aCaptionedPictureLooksAsItShould(theme: ThemeName) throws
    {
        try withFolder { folder in
            var view = SnapshotView(scene: .network, width: 900, height: 560, scale: 1, theme: theme)
            (view.camera, view.hasCaption) = (.plate, true)
            let file = folder.appending(path: "a.png")
            try Snapshot.write(try request(), view, to: file)
            try expectGolden(
                try PNGFile.read(file), named: "desktop/caption-\(theme)", tolerance: .threeD)
        }
    }
}
