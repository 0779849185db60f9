import Foundation
import Occlusion
import Testing

@testable import Workbench

/// The study log: nothing without being asked, times and actions with it, and its sums.
@MainActor
@Suite final class StudyLogTests {
    private let folder: URL
    private var now = 100.0

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "convoscope-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private var file: URL { folder.appending(path: "log.jsonl") }
    private let header = #"{"convoscope":"0.1.0","format":1,"start":"2026-03-01T10:00:00Z"}"#

    private func write(_ lines: [String], end: String = "\n") throws {
        try Data((([header] + lines).joined(separator: "\n") + end).utf8).write(to: file)
    }

    private func line(_ t: Double, _ scene: String, _ action: String, step: Int? = nil) -> String {
        #"{"action":"\#(action)","scene":"\#(scene)","# + (step.map { #""step":\#($0),"# } ?? "")
            + #""t":\#(t)}"#
    }

    private func opened() async throws -> AppState {
        let state = AppState(store: SidecarStore(folder: nil))
        state.studyClock = { [unowned self] in self.now }
        let model = try #require(ShippedFiles.models().first { $0.lastPathComponent == "digits.onnx" })
        state.perform(.openModel(model))
        state.perform(.openPicture(try ShippedFiles.defaultPicture(for: model)))
        try await state.settle()
        return state
    }

    private func do_(_ state: AppState, at time: Double, _ command: Command) {
        now = 100 + time
        state.perform(command)
    }

    @Test("Sums are exact: time by scene without breaks, actions by name, steps each once")
    func sums() throws {
        try write([
            line(0, "network", "start"), line(10, "network", "mask-drawn"),
            line(12.5, "network", "mask-drawn"),
            line(30, "occlusion", "scene"), line(30, "occlusion", "pool-run"),
            line(150, "occlusion", "active"),
            // 500 s: a break.
            line(650, "network", "variant-opened"), line(651, "network", "lesson-step", step: 2),
            line(655, "network", "lesson-step", step: 3), line(660, "network", "lesson-step", step: 2),
            line(660, "network", "end"),
        ])
        let summary = try StudySummary(of: file)
        #expect(summary.duration == 660 && summary.activeTime == 160 && summary.breakCount == 1)
        #expect(summary.scenes.map(\.scene) == ["network", "occlusion"])
        #expect(summary.scenes.map(\.time) == [40, 120])
        #expect(summary.count(.maskDrawn) == 2 && summary.count(.poolRun) == 1)
        #expect(summary.count(.lessonStep) == 3 && summary.lessonSteps == 2)
        #expect(summary.isEnded && !summary.isCutOff)
        let text = summary.text
        #expect(text.contains("2 min 40 s of 11 min 0 s; 1 break of more than 2 min 0 s not counted"))
        #expect(text.contains("network" + String(repeating: " ", count: 27) + "40 s  ████████\n"))
        #expect(
            text.contains(
                "occlusion" + String(repeating: " ", count: 20) + "2 min 0 s  ████████████████████████\n"))
        let shorter = try StudySummary(of: file, longestGap: 15)
        #expect(shorter.breakCount == 3 && shorter.scenes.map(\.time) == [22.5, 0])
    }

    @Test("A step counts once for every time that its lesson was opened")
    func lessonSteps() throws {
        try write([
            line(0, "network", "start"), line(1, "network", "lesson-opened"),
            line(2, "network", "lesson-step", step: 1), line(3, "network", "lesson-step", step: 2),
            line(4, "network", "lesson-step", step: 1), line(5, "network", "lesson-opened"),
            line(6, "network", "lesson-step", step: 1), line(7, "network", "end"),
        ])
        let summary = try StudySummary(of: file)
        #expect(summary.count(.lessonStep) == 4 && summary.lessonSteps == 3)
    }

    @Test("JSON says the same")
    func json() throws {
        try write([line(0, "network", "start"), line(4, "map", "scene"), line(9, "map", "end")])
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(try StudySummary(of: file).json.utf8)) as? [String: Any])
        #expect(object["scenes"] as? [String: Double] == ["network": 4, "map": 5])
        #expect(object["actions"] as? [String: Int] == ["start": 1, "scene": 1, "end": 1])
        #expect(object["seconds"] as? Double == 9 && object["isEnded"] as? Bool == true)
    }

    @Test("A killed program loses the last line at most, and the summary says so")
    func cutOff() throws {
        let lines = [line(0, "network", "start"), line(4, "network", "mask-drawn")]
        try write(lines + [#"{"action":"mask-dr"#], end: "")
        let summary = try StudySummary(of: file)
        #expect(summary.isCutOff && summary.count(.maskDrawn) == 1 && summary.text.contains("cut off"))
        try write(lines)
        #expect(try StudySummary(of: file).text.contains("has no end"))
    }

    @Test("Other damage is one sentence with the line")
    func damage() throws {
        try write([line(0, "network", "start"), "nonsense", line(4, "network", "end")])
        #expect(throws: StudyError.damaged(file.path, line: 3)) { try StudySummary(of: self.file) }
        // Time does not go back.
        try write([line(5, "network", "start"), line(4, "network", "end")])
        #expect(throws: StudyError.damaged(file.path, line: 3)) { try StudySummary(of: self.file) }
        try Data("hello\n".utf8).write(to: file)
        #expect(throws: StudyError.noLog(file.path)) { try StudySummary(of: self.file) }
        try Data().write(to: file)
        #expect(throws: StudyError.noLog(file.path)) { try StudySummary(of: self.file) }
        let missing = folder.appending(path: "missing")
        #expect(throws: StudyError.unreadable(missing.path)) { try StudySummary(of: missing) }
    }

    @Test("What is done in the program is in the log, and nothing of what it was done to")
    func session() async throws {
        let state = try await opened()
        do_(state, at: 0, .study(.record(to: file)))
        #expect(state.studyFile == file)
        let part = MaskShape.rectangle(PixelRectangle(x: 1, y: 2, width: 3, height: 4))
        do_(state, at: 3, .previewMask(part))
        do_(state, at: 4, .addMask(part))
        do_(state, at: 5, .openCluster(layer: 0, cluster: 0))
        do_(state, at: 5.5, .openMap(0))
        do_(state, at: 6, .chooseVariant(0))
        do_(state, at: 10, .showScene(.occlusion))
        // A slider: four changes within a second are one.
        for tenth in 0..<4 { do_(state, at: 12 + Double(tenth) / 10, .setClusterCount(4 + tenth)) }
        now = 150
        state.noteActivity()
        state.noteActivity()
        now = 160
        state.endStudy()
        #expect(state.studyFile == nil)
        let summary = try StudySummary(of: file)
        #expect(summary.count(.maskDrawn) == 1 && summary.count(.blockOpened) == 1)
        #expect(summary.count(.mapOpened) == 1 && summary.count(.variantOpened) == 1)
        #expect(summary.count(.view) == 1 && summary.count(.poolRun) == 1 && summary.count(.active) == 1)
        #expect(summary.scenes.map(\.time) == [10, 50] && summary.isEnded)
        let text = try String(contentsOf: file, encoding: .utf8)
        for secret in ["digit", "png", "onnx", "/"] { #expect(!text.contains(secret)) }
        do_(state, at: 70, .showScene(.network))
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    /// A lesson of two steps, the first of which opens its data.
    private func writeLesson(to url: URL, model: URL) throws {
        var view = LessonView()
        view.scene = .map
        let steps = [view, LessonView()].map { LessonStep(title: "Step", text: "", view: $0) }
        let lesson = Lesson(
            title: "Secret", model: Lesson.Piece(path: model.path),
            picture: Lesson.Piece(path: try ShippedFiles.defaultPicture(for: model).path),
            data: Lesson.Piece(path: "secret.csv"), steps: steps)
        try LessonFile.write(lesson, to: url)
    }

    @Test("Files leave no names, a dropped one counts once, and a lesson begins with its first step")
    func openedFiles() async throws {
        let state = AppState(store: SidecarStore(folder: nil))
        state.studyClock = { [unowned self] in self.now }
        let model = try #require(ShippedFiles.models().first { $0.lastPathComponent == "digits.onnx" })
        let lesson = folder.appending(path: "secret.convoscope")
        try writeLesson(to: lesson, model: model)
        do_(state, at: 0, .study(.record(to: file)))
        do_(state, at: 1, .openModel(model))
        do_(state, at: 2, .openPicture(try ShippedFiles.defaultPicture(for: model)))
        try await state.settle()
        do_(state, at: 3, .openFile(lesson))
        try await state.settle()
        #expect(state.lesson?.url == lesson)
        do_(state, at: 4, .lesson(.next))
        do_(state, at: 5, .lesson(.previous))
        do_(state, at: 6, .openFile(folder.appending(path: "other-secret.csv")))
        state.endStudy()
        let summary = try StudySummary(of: file)
        #expect(summary.count(.modelOpened) == 1 && summary.count(.pictureOpened) == 1)
        #expect(summary.count(.lessonOpened) == 1 && summary.count(.dataOpened) == 1)
        #expect(summary.count(.fileOpened) == 0)
        #expect(summary.count(.lessonStep) == 3 && summary.lessonSteps == 2)
        let text = try String(contentsOf: file, encoding: .utf8)
        for secret in ["digit", "png", "onnx", "csv", "ecret", "/"] { #expect(!text.contains(secret)) }
    }

    @Test("Without being asked, nothing is written")
    func off() async throws {
        let state = try await opened()
        state.perform(.addMask(.rectangle(PixelRectangle(x: 1, y: 2, width: 3, height: 4))))
        state.noteActivity()
        state.endStudy()
        #expect(state.studyFile == nil && !FileManager.default.fileExists(atPath: file.path))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test("A file that is there is not touched; a folder gets a new one")
    func places() async throws {
        let state = try await opened()
        try write([])
        let before = try Data(contentsOf: file)
        state.perform(.study(.record(to: file)))
        #expect(state.studyFile == nil && state.message?.isError == true)
        #expect(try Data(contentsOf: file) == before)
        for count in 2...3 {
            state.perform(.study(.record(to: folder)))
            #expect(state.studyFile?.pathExtension == "jsonl")
            state.perform(.study(.stop))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == count)
        }
        state.perform(.study(.record(to: URL(filePath: "/proc/nowhere/log.jsonl"))))
        #expect(state.studyFile == nil && state.message?.text.contains("cannot be written") == true)
    }

    @Test("A full disk is one sentence and the end of the log, and of nothing else")
    func fullDisk() async throws {
        let state = try await opened()
        state.perform(.study(.record(to: URL(filePath: "/dev/full"))))
        for _ in 0..<500 where state.studyFile != nil {
            state.receiveResults()
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(state.studyFile == nil && state.message?.text.contains("/dev/full") == true)
        state.perform(.dismissMessage)
        state.perform(.showScene(.compare))
        state.receiveResults()
        #expect(state.scene == .compare && state.message == nil)
    }
}
