import Foundation
import Occlusion
import Rendering
import Scenes
import TestSupport
import Testing

@testable import Desktop
@testable import Workbench

/// The question how a network was fed, its answer, and a look at what is fed; on the shipped network without what
/// the program knows about it.
@MainActor
@Suite(.serialized) struct FeedingQuestionTests {
    private let folder: URL
    private let model: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "convoscope-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        model = folder.appending(path: "net.onnx")
        try FileManager.default.copyItem(at: try ShippedFiles.defaultModel(), to: model)
    }

    private func prepared() throws -> AppState {
        try AppState.prepared(
            PictureRequest(
                model: model, picture: try ShippedFiles.defaultPicture(for: model), clusterCount: 3,
                rectangles: [], fill: .black), withPool: false)
    }

    /// Runs `body` with a program of 1400 x 900 points; `draw` shows it again, as after each event.
    private func withProgram(
        _ state: AppState,
        _ body: (Program, OffscreenTarget, _ send: ([WindowEvent]) throws -> Void) throws -> Void
    ) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let context = try OffscreenContext()
        defer { context.close() }
        let scenes = SceneList(network: StandInScene(.network), occlusion: StandInScene(.occlusion))
        let program = try Program(state: state, scenes: scenes)
        defer { program.close() }
        program.resize(width: 1400, height: 900, contentScale: 1)
        let target = try OffscreenTarget(width: 1400, height: 900)
        defer { target.close() }
        var time = 0.0
        let send = { (events: [WindowEvent]) in
            try program.handle(events, time: time)
            for _ in 0..<3 {
                time += 1.0 / 60
                target.bind()
                try program.draw(time: time)
            }
        }
        try send([])
        try body(program, target, send)
    }

    private func click(_ x: Float, _ y: Float) -> [WindowEvent] {
        [.pointerMoved(Point(x, y)), .button(.left, isDown: true, []), .button(.left, isDown: false, [])]
    }

    /// The middle of the card's answers; the stage begins at (76, 52) and ends at 868.
    private let answersY: Float = 868 - 64 - 110 + 80
    private func answerX(_ index: Int) -> Float { 116 + (Float(index) + 0.5) * 444 / 5 }

    @Test func theQuestionIsAskedAndAClickAnswersIt() throws {
        try withProgram(try prepared()) { program, _, send in
            #expect(program.frame.isFloating(Point(200, 720)))
            try send(click(answerX(3), answersY))
            #expect(program.state.network?.preprocessing.origin == .chosen(.signed))
            #expect(program.state.canUndo && program.state.activity.isAnalyzing)
            try send(click(608, answersY))
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: "net.json").path))
            #expect(program.frame.memory.notice == "Saved net.json")
            #expect(!program.frame.isFloating(Point(200, 720)))
        }
    }

    @Test func theMarkedGuessIsConfirmedByAClick() throws {
        try withProgram(try prepared()) { program, _, send in
            try send(click(answerX(0), answersY))
            #expect(program.state.network?.preprocessing.origin == .chosen(.torchvision))
            #expect(!program.state.activity.isAnalyzing)
        }
    }

    @Test func theQuestionCanBeSentAway() throws {
        try withProgram(try prepared()) { program, _, send in
            try send(click(100 + 560 - 25, 868 - 64 - 110 + 21))
            #expect(!program.frame.isFloating(Point(200, 720)))
            #expect(program.state.network?.preprocessing.origin.isAssumed == true)
        }
    }

    @Test func theQuestionStandsInTheNetworkSceneOnly() throws {
        let state = try prepared()
        state.scene = .occlusion
        try withProgram(state) { program, _, _ in
            #expect(!program.frame.isFloating(Point(200, 720)))
        }
    }

    @Test func aNetworkWithASidecarIsNotAskedAbout() throws {
        try Data("{\"mean\": [0, 0, 0]}".utf8).write(to: folder.appending(path: "net.json"))
        try withProgram(try prepared()) { program, _, _ in
            #expect(!program.frame.isFloating(Point(200, 720)))
        }
    }

    @Test(arguments: [ThemeName.light, .dark]) func theQuestionLooksAsItShould(theme: ThemeName) throws {
        let state = try prepared()
        state.perform(.setTheme(theme))
        try withProgram(state) { _, target, _ in
            try expectGolden(target.read(), named: "desktop/feeding-question-\(theme)", tolerance: .flat)
        }
    }

    @Test(arguments: [ThemeName.light, .dark]) func theFedInputLooksAsItShould(theme: ThemeName) throws {
        let state = try prepared()
        state.perform(.setTheme(theme))
        state.perform(.setCamera(.plate))
        state.perform(.addMask(.rectangle(PixelRectangle(x: 20, y: 60, width: 50, height: 30))))
        try withProgram(state) { program, target, send in
            program.frame.memory.foldedSections = ["mask", "clusters", "variants", "answer", "camera"]
            program.frame.memory.popup = .input
            try send([.pointerMoved(Point(500, 420))])
            try expectGolden(target.read(), named: "desktop/fed-input-\(theme)", tolerance: .flat)
        }
    }

    @Test func aClickOnAPlaneShowsWhatIsFed() throws {
        let state = try prepared()
        state.perform(.setCamera(.plate))
        try withProgram(state) { program, _, send in
            program.frame.memory.foldedSections = ["mask", "clusters", "variants", "answer", "camera"]
            try send([])
            // Four folded heads of 42, the section's own, then the planes.
            try send(click(1400 - 264 + 40, 4 * 42 + 42 + 30))
            #expect(program.frame.memory.popup == .input)
            try send([.key(.escape, isDown: true, [])])
            #expect(program.frame.memory.popup == nil)
            for popup in [Popup.input, nil] {
                try send([.key(.character("i"), isDown: true, []), .key(.character("i"), isDown: false, [])])
                #expect(program.frame.memory.popup == popup)
            }
        }
    }
}
