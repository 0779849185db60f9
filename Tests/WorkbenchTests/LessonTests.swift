import Foundation
import Occlusion
import Testing

@testable import Workbench

/// Lessons on the shipped digits network.
@MainActor @Suite struct LessonTests {
    private let state = AppState()
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "convoscope-lessons-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(
            at: folder.appending(path: "deep"), withIntermediateDirectories: true)
    }

    private func asset(_ name: String) throws -> URL {
        try #require(ShippedFiles.assets).appending(path: name)
    }

    private func settleLesson() async throws {
        for _ in 0..<600 where state.lesson == nil && state.waitingLesson == nil && state.message == nil {
            state.receiveResults()
            try await Task.sleep(for: .milliseconds(10))
        }
        try await state.settle()
    }

    /// A lesson with a mask on a digit, saved from what is on stage.
    private func makeLesson(at url: URL) async throws {
        state.perform(.openModel(try asset("Models/digits.onnx")))
        state.perform(.openPicture(try asset("Examples/digit-3.png")))
        try await state.settle()
        state.perform(.lesson(.begin()))
        state.perform(.lesson(.setWords(title: "The whole 3", text: "Nothing is hidden.")))
        state.perform(.addMask(.ellipse(PixelRectangle(x: 8, y: 4, width: 12, height: 9))))
        state.perform(.addMask(.stroke(BrushStroke(points: [.init(x: 20, y: 20)], radius: 3))))
        state.perform(.selectLayer(1))
        state.perform(.lesson(.addStep()))
        state.perform(.lesson(.save(url)))
        for _ in 0..<600 where state.lesson?.isUnsaved == true {
            state.receiveResults()
            try await Task.sleep(for: .milliseconds(10))
        }
        try #require(state.lesson?.url == url)
    }

    @Test("What is saved comes back: variants with their masks, steps, what they show")
    func savesAndOpens() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appending(path: "three.convoscope")
        try await makeLesson(at: url)
        let (variants, answer) = (state.variants, try #require(state.analysis).logits)
        state.perform(.openPicture(try asset("Examples/digit-1.png")))
        try await state.settle()
        #expect(state.lesson == nil)
        state.perform(.openFile(url))
        try await settleLesson()
        let lesson = try #require(state.lesson)
        #expect(lesson.lesson.steps.map(\.title) == ["The whole 3", "Step 2"])
        #expect(state.variants.map(\.parts) == variants.map(\.parts))
        #expect(state.selection.variant == Variant.originalID)
        #expect(state.selection.layer == nil)
        state.perform(.lesson(.next))
        try await state.settle()
        #expect(state.selection.variant == state.variants[1].id)
        #expect(state.selection.layer == 1)
        #expect(state.analysis?.logits == answer)
        state.perform(.lesson(.next))
        #expect(state.lesson?.step == 1)
        state.perform(.lesson(.previous))
        #expect(state.selection.variant == Variant.originalID)
        #expect(!lesson.isUnsaved)
    }

    @Test("A lesson that was moved finds its model by the user, and goes on; its picture travels with it")
    func completesAMovedLesson() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let model = folder.appending(path: "deep/net.onnx")
        try FileManager.default.copyItem(at: try asset("Models/digits.onnx"), to: model)
        try FileManager.default.copyItem(
            at: try asset("Models/digits.json"), to: folder.appending(path: "deep/net.json"))
        let url = folder.appending(path: "deep/three.convoscope")
        try await makeLesson(at: url)
        var lesson = try LessonFile.read(url)
        lesson.model.path = "net.onnx"
        let moved = folder.appending(path: "moved.convoscope")
        try LessonFile.write(lesson, to: moved)
        state.perform(.lesson(.leave))
        state.perform(.openFile(moved))
        try await settleLesson()
        let waiting = try #require(state.waitingLesson)
        #expect(waiting.piece == MissingPiece(kind: .model, name: "net.onnx"))
        #expect(state.lesson == nil)
        state.perform(.openModel(model))
        try await settleLesson()
        #expect(state.waitingLesson == nil)
        #expect(state.lesson?.lesson == lesson)
        #expect(state.network?.url.lastPathComponent == "net.onnx")
    }

    @Test("A model with other bytes opens, and the user is told")
    func tellsOfAChangedModel() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appending(path: "three.convoscope")
        try await makeLesson(at: url)
        var lesson = try LessonFile.read(url)
        lesson.model.hash = String(repeating: "0", count: 32)
        try LessonFile.write(lesson, to: url)
        state.perform(.lesson(.leave))
        state.perform(.openFile(url))
        try await settleLesson()
        #expect(state.message?.text.contains("is not the model that this lesson was made with") == true)
        #expect(state.lesson != nil)
    }

    @Test("Every cut of a lesson's file is refused with a sentence, and what was open stays")
    func refusesDamage() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appending(path: "three.convoscope")
        try await makeLesson(at: url)
        let bytes = try Data(contentsOf: url)
        for share in stride(from: 0, to: bytes.count - 2, by: max(1, bytes.count / 40)) {
            try bytes.prefix(share).write(to: url)
            #expect(throws: LessonError.self) { try LessonFile.read(url) }
        }
        let before = state.variants
        state.perform(.lesson(.open(url)))
        for _ in 0..<600 where state.message?.isError != true {
            state.receiveResults()
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(state.message?.isError == true)
        #expect(state.variants == before)
    }

    @Test(
        "Lessons of a newer program, without steps or that are none say so",
        arguments: [
            ("{\"version\": 99, \"title\": \"a\"}", "newer Convoscope"),
            ("[1, 2]", "no whole lesson"), ("{\"version\": 1, \"title\": \"a\"}", "lacks \"model\""),
            (
                """
                {"version": 1, "title": "a", "model": {"path": "m"}, "picture": {"path": "p"}, "variants": [],
                "steps": []}
                """, "no steps"
            ),
            (
                """
                {"version": 1, "title": "a", "model": {"path": "m"}, "picture": {"path": "p"}, "steps": [],
                "variants": [{"name": "v", "masks": [{"kind": "rectangle", "x": 0, "y": 0, "width": 2, "height": 2,
                "fill": "plaid"}]}]}
                """, "no fill \"plaid\""
            ),
        ])
    func refusesOthers(text: String, words: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appending(path: "other.convoscope")
        try Data(text.utf8).write(to: url)
        let error = #expect(throws: LessonError.self) { try LessonFile.read(url) }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test(
        "Paths are told from the lesson's folder",
        arguments: [
            ("/a/b/c.onnx", "/a/b", "c.onnx"), ("/a/b/c.onnx", "/a/d/e", "../../b/c.onnx"),
            ("/a/b/c.onnx", "/x", "/a/b/c.onnx"),
        ])
    func relativePaths(file: String, folder: String, path: String) {
        #expect(String.path(of: URL(filePath: file), from: URL(filePath: folder)) == path)
    }

    @Test("The lessons on the dog say what is so")
    func claimsHold() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let lessons = ShippedFiles.lessons()
        func best() throws -> (label: String, probability: Float) {
            let analysis = try #require(state.analysis)
            let top = analysis.top(1)[0]
            return (try #require(state.network).labels.name(of: top.index), analysis.probabilities[top.index])
        }
        state.perform(.lesson(.open(lessons[1])))
        try await settleLesson()
        let whole = try best()
        #expect(whole.label == "dog" && abs(whole.probability - 0.9) < 0.02)
        state.perform(.lesson(.next))
        try await state.settle()
        #expect(try best().label == "dog" && best().probability > whole.probability)
        state.perform(.lesson(.next))
        try await state.settle()
        #expect(try best().label == "soccer ball")
        state.perform(.lesson(.leave))
        // Its first step shows the last variant.
        state.perform(.lesson(.open(lessons[2])))
        try await settleLesson()
        #expect(state.shownInput != state.fittedInput)
        #expect(try best().label == "soccer ball")
    }

    @Test("In the lessons that come with the program every layer, label, variant and file is there")
    func shippedLessonsAreWhole() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let lessons = ShippedFiles.lessons()
        #expect(lessons.count == 3)
        for url in lessons {
            let lesson = try LessonFile.read(url)
            let pieces = try LessonPieces(of: lesson, at: url, found: [:])
            let network = try LoadedNetwork.load(from: pieces.model)
            #expect(lesson.steps.count >= 5)
            for step in lesson.steps {
                let view = step.view
                #expect(!step.title.isEmpty && !step.text.isEmpty)
                if let layer = view.layer {
                    #expect(network.layers.contains { $0.name == layer }, "\(layer)")
                }
                if let label = view.label { #expect(network.labels.names.contains(label), "\(label)") }
                #expect((0...lesson.variants.count).contains(view.variant ?? 0))
            }
        }
    }

    @Test("What a layer does not have is left out, and what was explained before is gone")
    func leavesOut() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appending(path: "three.convoscope")
        try await makeLesson(at: url)
        var lesson = try LessonFile.read(url)
        lesson.steps[1].view.map = 99
        lesson.steps[1].view.block = 9
        lesson.steps[1].view.pixel = [99, -1]
        try LessonFile.write(lesson, to: url)
        state.perform(.lesson(.leave))
        state.perform(.openFile(url))
        try await settleLesson()
        state.perform(.explainClass(3))
        #expect(!state.selection.explained.isEmpty)
        state.perform(.lesson(.next))
        try await state.settle()
        let selection = state.selection
        #expect(selection.layer == 1 && selection.cluster == nil && selection.map == nil)
        #expect(selection.pin == nil && selection.explained.isEmpty)
    }
}
