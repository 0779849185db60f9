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

    /// The middle of the card's answers; the stage begins at (76, 52) and ends at 868.
    private let answersY: Float = 868 - 64 - 110 + 80
    private func answerX(_ index: Int) -> Float { 116 + (Float(index) + 0.5) * 444 / 5 }

    @Test func theQuestionIsAskedAndAClickAnswersIt() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
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
        defer { try? FileManager.default.removeItem(at: folder) }
        try withProgram(try prepared()) { program, _, send in
            try send(click(answerX(0), answersY))
            #expect(program.state.network?.preprocessing.origin == .chosen(.torchvision))
            #expect(!program.state.activity.isAnalyzing)
        }
    }

    @Test func theQuestionCanBeSentAway() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try withProgram(try prepared()) { program, _, send in
            try send(click(100 + 560 - 25, 868 - 64 - 110 + 21))
            #expect(!program.frame.isFloating(Point(200, 720)))
            #expect(program.state.network?.preprocessing.origin.isAssumed == true)
        }
    }

    @Test func theQuestionStandsInTheNetworkSceneOnly() throws {
        let state = try prepared()
        state.scene = .occlusion
        defer { try? FileManager.default.removeItem(at: folder) }
        try withProgram(state) { program, _, _ in
            #expect(!program.frame.isFloating(Point(200, 720)))
        }
    }

    @Test func aNetworkWithASidecarIsNotAskedAbout() throws {
        try Data("{\"mean\": [0, 0, 0]}".utf8).write(to: folder.appending(path: "net.json"))
        defer { try? FileManager.default.removeItem(at: folder) }
        try withProgram(try prepared()) { program, _, _ in
            #expect(!program.frame.isFloating(Point(200, 720)))
        }
    }

    @Test(arguments: [ThemeName.light, .dark]) func theQuestionLooksAsItShould(theme: ThemeName) throws {
        let state = try prepared()
        state.perform(.setTheme(theme))
        defer { try? FileManager.default.removeItem(at: folder) }
        try withProgram(state) { _, target, _ in
            try expectGolden(target.read(), named: "desktop/feeding-question-\(theme)", tolerance: .flat)
        }
    }

    @Test(arguments: [ThemeName.light, .dark]) func theFedInputLooksAsItShould(theme: ThemeName) throws {
        let state = try prepared()
        state.perform(.setTheme(theme))
        state.perform(.setCamera(.plate))
        state.perform(.addMask(.rectangle(PixelRectangle(x: 20, y: 60, width: 50, height: 30))))
        defer { try? FileManager.default.removeItem(at: folder) }
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
        defer { try? FileManager.default.removeItem(at: folder) }
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
