import Foundation
import Occlusion
import Testing

@testable import Workbench

/// Changes of a lesson that are not saved: kept as a draft, asked about before they go.
@MainActor @Suite struct LessonDraftTests {
    private let state = AppState()
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "convoscope-drafts-\(UUID().uuidString)")

    /// A lesson of one step with a masked variant, not saved.
    private func begin() async throws {
        state.keepDrafts(in: folder)
        try await state.openDigits()
        state.perform(.lesson(.begin()))
        state.perform(.addMask(.rectangle(PixelRectangle(x: 4, y: 4, width: 8, height: 8))))
        state.perform(.lesson(.setTitle("Three")))
        state.perform(.lesson(.addStep()))
        try await state.settle()
        state.jobs.draft.wait()
    }

    private var drafts: [URL] {
        (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    }

    /// Gives the draft to a process that has ended, as after a crash.
    private func crash() throws -> URL {
        let ended = Process()
        ended.executableURL = URL(filePath: "/bin/true")
        try ended.run()
        ended.waitUntilExit()
        let left = folder.appending(path: "\(ended.processIdentifier)-1.draft")
        try FileManager.default.moveItem(at: try #require(drafts.first), to: left)
        return left
    }

    private func settle(_ state: AppState, until isDone: () -> Bool) async throws {
        for _ in 0..<600 where !isDone() {
            state.receiveResults()
            try await Task.sleep(for: .milliseconds(10))
        }
        try await state.settle()
    }

    @Test("What a crash leaves comes back with masks, words and steps, and is a draft again")
    func recovers() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await begin()
        let lesson = try #require(state.lesson)
        let left = try crash()
        let second = AppState()
        second.keepDrafts(in: folder)
        #expect(second.foundDraft?.draft.lesson.title == "Three")
        second.perform(.lesson(.recover))
        try await settle(second) { second.lesson != nil || second.message != nil }
        let recovered = try #require(second.lesson)
        #expect(recovered.lesson.steps == lesson.lesson.steps && recovered.lesson.title == "Three")
        #expect(recovered.isUnsaved && recovered.isEdited && recovered.url == nil)
        #expect(second.variants.map(\.parts) == state.variants.map(\.parts) && second.variants.count == 2)
        second.jobs.draft.wait()
        #expect(!FileManager.default.fileExists(atPath: left.path))
        #expect(drafts == [LessonDraft.file(in: folder)])
    }

    @Test("A draft of a running program is not offered, nor one that is damaged, nor one thrown away")
    func isNotOffered() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await begin()
        #expect(drafts.count == 1)
        let second = AppState()
        second.keepDrafts(in: folder)
        #expect(second.foundDraft == nil)
        let left = try crash()
        second.keepDrafts(in: folder)
        #expect(second.foundDraft != nil)
        second.perform(.lesson(.forgetDraft))
        second.jobs.draft.wait()
        #expect(second.foundDraft == nil && drafts.isEmpty)
        try Data("{\"lesson\": {".utf8).write(to: left)
        second.keepDrafts(in: folder)
        #expect(second.foundDraft == nil)
    }

    @Test("Saving removes the draft; so does dropping the changes, and the program's end")
    func goes() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await begin()
        state.perform(.lesson(.save(folder.appending(path: "three.convoscope"))))
        try await settle(state) { state.lesson?.isUnsaved == false }
        state.jobs.draft.wait()
        #expect(drafts.map(\.lastPathComponent) == ["three.convoscope"])
        state.perform(.lesson(.setTitle("Four")))
        state.jobs.draft.wait()
        #expect(drafts.count == 2)
        state.perform(.lesson(.quit))
        #expect(state.leaving == .quit && !state.isQuitting)
        state.perform(.lesson(.drop))
        #expect(state.isQuitting)
        state.close()
        #expect(drafts.map(\.lastPathComponent) == ["three.convoscope"])
    }

    @Test("Nothing ends a lesson with unsaved changes without an answer")
    func asksFirst() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await begin()
        let other = Command.openPicture(
            try #require(ShippedFiles.assets).appending(path: "Examples/digit-1.png"))
        for command in [other, .lesson(.leave), .lesson(.begin()), .openModel(URL(filePath: "/x.onnx"))] {
            state.perform(command)
            #expect(state.leaving == .command(command))
            state.perform(.lesson(.stay))
            #expect(state.leaving == nil && state.lesson?.isUnsaved == true)
        }
        // Data beside the picture are no end.
        state.perform(.openFile(try #require(ShippedFiles.dataSet(named: "digits"))))
        #expect(state.leaving == nil && state.lesson?.isUnsaved == true)
        state.perform(other)
        state.perform(.lesson(.drop))
        try await settle(state) { state.picture?.url.lastPathComponent == "digit-1.png" }
        #expect(state.lesson == nil && state.leaving == nil)
        // A saved lesson ends without a word, and so does the program.
        state.perform(.lesson(.quit))
        #expect(state.isQuitting)
    }

    @Test("What was asked for goes on when the lesson is saved")
    func goesOnAfterSaving() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await begin()
        state.perform(.lesson(.leave))
        state.perform(.lesson(.save(folder.appending(path: "three.convoscope"))))
        try await settle(state) { state.lesson == nil }
        #expect(state.lesson == nil && state.leaving == nil)
        #expect(try LessonFile.read(folder.appending(path: "three.convoscope")).variants.count == 1)
    }

    @Test("Steps keep to their variant when another one is removed")
    func stepsFollowVariants() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await begin()
        let first = try #require(state.variants.last).id
        state.perform(.newVariant)
        state.perform(.addMask(.ellipse(PixelRectangle(x: 10, y: 10, width: 9, height: 9))))
        state.perform(.lesson(.addStep()))
        #expect(state.lesson?.lesson.steps.map(\.view.variant) == [nil, 1, 2])
        state.perform(.removeVariant(first))
        #expect(state.lesson?.lesson.steps.map(\.view.variant) == [nil, nil, 1])
        #expect(state.lesson?.lesson.variants.count == 1)
    }

    @Test("A draft is left behind where the number of its process is another's by now")
    func numbersComeAgain() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await begin()
        let process = ProcessInfo.processInfo.processIdentifier
        #expect(LessonDraft.start(of: process) != nil && LessonDraft.start(of: -1) == nil)
        #expect(LessonDraft.abandoned(in: folder) == nil)
        let left = folder.appending(path: "\(process)-1.draft")
        try FileManager.default.moveItem(at: LessonDraft.file(in: folder), to: left)
        #expect(LessonDraft.abandoned(in: folder)?.file.lastPathComponent == left.lastPathComponent)
    }

    @Test("Where no draft can be written, a recovered one stays")
    func keepsRecovered() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await begin()
        let left = try crash()
        // A folder lies where the draft would.
        try FileManager.default.createDirectory(
            at: LessonDraft.file(in: folder).appending(path: "full"), withIntermediateDirectories: true)
        let second = AppState()
        second.keepDrafts(in: folder)
        second.perform(.lesson(.recover))
        try await settle(second) { second.lesson != nil || second.message != nil }
        #expect(second.lesson?.isUnsaved == true)
        second.jobs.draft.wait()
        #expect(FileManager.default.fileExists(atPath: left.path))
    }

    @Test(
        "What arrives when a lesson has been begun meanwhile waits for an answer",
        arguments: [
            "Examples/digit-1.png", "Models/pictograms.onnx", "Lessons/1-What-is-a-feature-map.convoscope",
        ])
    func asksOnArrival(name: String) async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await state.openDigits()
        let file = try #require(ShippedFiles.assets).appending(path: name)
        let command: Command =
            switch file.pathExtension {
            case "png": .openPicture(file)
            case "onnx": .openModel(file)
            default: .lesson(.open(file))
            }
        state.perform(command)
        state.perform(.lesson(.begin()))
        try await settle(state) { state.leaving != nil }
        #expect(state.leaving == .command(command) && state.activity.opening == nil)
        #expect(state.lesson?.isUnsaved == true && state.picture?.displayName == "digit 3")
        #expect(state.network?.url.lastPathComponent == "digits.onnx")
        state.perform(.lesson(.drop))
        try await settle(state) { state.activity.opening == nil }
        let open = [state.network?.url, state.picture?.url, state.lesson?.url]
        #expect(open.contains(file) && state.lesson?.isUnsaved != true && state.leaving == nil)
    }
}
