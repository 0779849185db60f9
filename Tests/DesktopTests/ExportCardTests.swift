import Foundation
import Rendering
import Scenes
import TestSupport
import Testing

@testable import Desktop
@testable import Workbench

/// The card in the window, on stand-in scenes.
@MainActor
@Suite(.serialized) struct ExportCardTests {
    private func prepared() throws -> AppState {
        let assets = try #require(ShippedFiles.assets)
        let request = PictureRequest(
            model: assets.appending(path: "Models/digits.onnx"),
            picture: assets.appending(path: "Examples/digit-3.png"), clusterCount: 3, rectangles: [],
            fill: .black)
        return try AppState.prepared(request, withPool: false)
    }

    private func withProgram(
        _ state: AppState, scale: Float = 1,
        _ body: (Program, OffscreenTarget, _ send: ([WindowEvent]) throws -> Void, _ folder: URL) throws ->
            Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "card-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let size = (width: Int(1280 * scale), height: Int(800 * scale))
        try DesktopTests.withProgram(state, size: size, scale: scale) { program, target, send in
            let sendAndReceive: SendEvents = { events in
                try send(events)
                program.receiveResults()
                try send([])
            }
            try body(program, target, sendAndReceive, folder)
        }
    }

    private let opening: [WindowEvent] = [
        .key(.character("e"), isDown: true, [.control, .shift]),
        .key(.character("e"), isDown: false, [.control, .shift]),
    ]

    /// Draws until something is said; fails after a while.
    private func wait(
        _ program: Program, _ send: ([WindowEvent]) throws -> Void, until isDone: () -> Bool
    ) throws {
        for _ in 0..<500 where !isDone() {
            try send([])
            Thread.sleep(forTimeInterval: 0.01)
        }
        #expect(isDone(), "\(program.frame.memory.failure ?? "nothing happened")")
    }

    @Test("The key opens the card, which takes all keys, and Escape closes it")
    func keys() throws {
        try withProgram(try prepared()) { program, _, send, _ in
            try send(opening)
            let card = try #require(program.frame.memory.exportCard)
            #expect(card.facts.stageSize == program.frame.layout.stage.size)
            #expect(card.options.path.hasSuffix(".png"))
            #expect(card.facts.tables == [.top, .layers, .maps])
            let scene = program.state.scene
            try send(press(.character("2"), .alt))
            #expect(program.state.scene == scene)
            try send(press(.escape))
            #expect(program.frame.memory.exportCard == nil)
        }
    }

    @Test("The right button on the camera opens it too")
    func rightClick() throws {
        try withProgram(try prepared()) { program, _, send, _ in
            let bar = program.frame.layout.selectionBar
            let camera = Point(bar.maxX - 14 - 4 * 38 + 2 * 38 + 17, 26)
            try send([
                .pointerMoved(camera), .button(.right, isDown: true, []), .button(.right, isDown: false, []),
            ])
            #expect(program.frame.memory.exportCard != nil)
        }
    }

    @Test(
        "Stage, window and panel are written at their scale, whatever the window's own",
        arguments: [1, 1.5] as [Float])
    func pictures(windowScale: Float) throws {
        try withProgram(try prepared(), scale: windowScale) { program, target, send, folder in
            let before = target.read()
            for (number, subject) in [ExportOptions.Subject.stage, .window, .panel].enumerated() {
                var options = ExportOptions()
                (options.subject, options.scale, options.hasCaption) = (subject, 3, false)
                options.path = folder.appending(path: "\(number).png").path
                if subject == .panel, program.frame.layout.panel == nil { program.perform(.switchPanel) }
                try send([])
                let facts = program.exportFacts
                let expected = try #require(facts.pixels(of: options))
                program.perform(.beginExport(options))
                try wait(program, send) { program.frame.memory.notice == "Saved \(options.path)" }
                let written = try PNGFile.read(options.url)
                #expect(SIMD2(written.width, written.height) == expected, "\(subject)")
                program.frame.memory.notice = nil
            }
            // The window itself looks as before.
            if program.frame.layout.panel != nil { program.perform(.switchPanel) }
            for _ in 0..<3 { try send([]) }
            #expect(target.read().pixels == before.pixels)
        }
    }

    @Test("A panel that begins between two pixels is written whole, with its caption")
    func panelBetweenPixels() throws {
        try withProgram(try prepared(), scale: 2) { program, _, send, folder in
            if program.frame.layout.panel == nil { program.perform(.switchPanel) }
            program.frame.memory.panelWidths[.network] = 264.5
            try send([])
            var options = ExportOptions()
            (options.subject, options.scale) = (.panel, 3)
            options.path = folder.appending(path: "a.png").path
            let expected = try #require(program.exportFacts.pixels(of: options))
            program.perform(.beginExport(options))
            try wait(program, send) { program.frame.memory.notice == "Saved \(options.path)" }
            let written = try PNGFile.read(options.url)
            #expect(SIMD2(written.width, written.height) == expected && written.width == 794)
        }
    }

    @Test("Saving the stage keeps what was saved before, and the file says what it shows")
    func saving() throws {
        try withProgram(try prepared(), scale: 1.5) { program, _, send, folder in
            program.picturesFolder = folder
            try send(press(.character("s"), .control) + press(.character("s"), .control))
            let names = ["convoscope-network-digit-3-2.png", "convoscope-network-digit-3.png"]
            try wait(program, send) {
                program.frame.memory.notice == "Saved \(folder.appending(path: names[0]).path)"
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names)
            let file = folder.appending(path: names[1])
            let size = (program.frame.layout.stage.size * 1.5).rounded(.toNearestOrAwayFromZero)
            let written = try PNGFile.read(file)
            #expect(written.width == Int(size.x) && written.height == Int(size.y))
            let bytes = String(decoding: try Data(contentsOf: file).prefix(600), as: UTF8.self)
            #expect(bytes.contains("Model digits.onnx"))
        }
    }

    @Test("A file that is finished leaves the card alone that was opened since")
    func anotherCard() throws {
        try withProgram(try prepared()) { program, _, send, folder in
            var options = ExportOptions()
            options.path = folder.appending(path: "a.png").path
            program.perform(.beginExport(options))
            program.perform(.openExport)
            try wait(program, send) { program.frame.memory.notice == "Saved \(options.path)" }
            #expect(program.frame.memory.exportCard != nil)
        }
    }

    @Test("A picture of the stage at the window's scale is what the window shows")
    func sameAsOnScreen() throws {
        try withProgram(try prepared()) { program, target, send, folder in
            var options = ExportOptions()
            (options.scale, options.hasCaption) = (1, false)
            options.path = folder.appending(path: "a.png").path
            let stage = program.frame.layout.stage
            let shown = target.read().cropped(
                x: Int(stage.minX), y: Int(stage.minY), width: Int(stage.width), height: Int(stage.height))
            program.perform(.beginExport(options))
            try wait(program, send) { program.frame.memory.notice != nil }
            #expect(try PNGFile.read(options.url).pixels == shown.pixels)
        }
    }

    @Test("A table is written as the state makes it, an SVG as the stage is drawn")
    func tableAndShapes() throws {
        try withProgram(try prepared()) { program, _, send, folder in
            var options = ExportOptions()
            (options.subject, options.table) = (.table, .layers)
            options.path = folder.appending(path: "a.csv").path
            program.perform(.beginExport(options))
            try wait(program, send) { program.frame.memory.notice != nil }
            #expect(try Data(contentsOf: options.url) == program.state.table(.layers)?.csv)
            program.frame.memory.notice = nil
            (options.subject, options.format) = (.stage, .svg)
            options.path = folder.appending(path: "a.svg").path
            program.perform(.beginExport(options))
            try wait(program, send) { program.frame.memory.notice != nil }
            let text = String(decoding: try Data(contentsOf: options.url), as: UTF8.self)
            #expect(text.contains("</svg>"))
        }
    }

    @Test("What cannot be written is one sentence, and nothing is left")
    func unwritable() throws {
        try withProgram(try prepared()) { program, _, send, folder in
            var options = ExportOptions()
            options.path = folder.appending(path: "missing/a.png").path
            program.perform(.beginExport(options))
            try wait(program, send) { program.frame.memory.failure != nil }
            #expect(program.frame.memory.failure?.contains("cannot be written") == true)
            #expect(
                program.exportFacts.problem(with: options) == "There is no folder \(folder.path)/missing.")
            // The stand-in turns nothing.
            options.subject = .frames
            options.path = folder.appending(path: "frames").path
            #expect(program.exportFacts.problem(with: options) == ExportError.notTurning.description)
            program.frame.memory.failure = nil
            program.perform(.beginExport(options))
            try wait(program, send) { program.frame.memory.failure != nil }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    @Test("A suggested path follows the choice, a typed one keeps its name")
    func paths() {
        var card = ExportCard(
            options: ExportOptions(), facts: ExportFacts(folder: "/nowhere", name: "convoscope-map-digits"))
        var before = card.options
        before.path = "x"
        card.follow(before)
        #expect(card.options.path == "/nowhere/convoscope-map-digits.png")
        before = card.options
        card.options.subject = .frames
        card.follow(before)
        #expect(card.options.path == "/nowhere/convoscope-map-digits-turntable")
        card.isPathTyped = true
        card.options.path = "/tmp/mine"
        before = card.options
        card.options.subject = .table
        card.follow(before)
        #expect(card.options.path == "/tmp/mine.csv")
        before = card.options
        card.options.subject = .window
        card.follow(before)
        #expect(card.options.path == "/tmp/mine.png")
    }

    @Test("The preview says how many pixels and frames there will be")
    func preview() {
        var facts = ExportFacts(stageSize: SIMD2(900, 600), windowSize: SIMD2(1280, 800), turnsRound: false)
        facts.captionHeights = [900: 60]
        var options = ExportOptions()
        (options.scale, options.hasCaption) = (2, true)
        #expect(facts.pixels(of: options) == SIMD2(1800, 1320))
        #expect(ExportCard(options: options, facts: facts).preview == NumberFormat.pixels(1800, 1320))
        options.subject = .frames
        let frames = ExportCard(options: options, facts: facts).preview
        #expect(frames == "72 frames of \(NumberFormat.pixels(1800, 1320)), there and back")
        (options.isLesson, options.framesPerStep, facts.stepCount) = (true, 12, 7)
        #expect(facts.frameCount(of: options) == 73)
        options.scale = 4
        facts.stageSize = SIMD2(5000, 600)
        #expect(facts.problem(with: options)?.hasPrefix("More than 16384 pixels") == true)
    }

    @Test(arguments: [ThemeName.light, .dark], [ExportOptions.Subject.stage, .frames])
    func theCardLooksAsItShould(theme: ThemeName, subject: ExportOptions.Subject) throws {
        let state = try prepared()
        state.perform(.setTheme(theme))
        try withProgram(state) { program, target, send, _ in
            try send(opening)
            program.frame.memory.exportCard?.options.subject = subject
            // The same on every machine.
            program.frame.memory.exportCard?.options.path = "/tmp/convoscope-network-digit-3"
            program.frame.memory.exportCard?.isPathTyped = true
            program.frame.memory.pathFieldGeneration += 1
            try send([])
            try expectGolden(
                target.read(), named: "desktop/export-\(subject)-\(theme)", tolerance: .flat)
        }
    }
}
