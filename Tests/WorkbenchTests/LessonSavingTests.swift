import Datasets
import Foundation
import Occlusion
import Testing

@testable import Workbench

/// What a saved lesson holds, and what happens while it is saved.
@MainActor @Suite struct LessonSavingTests {
    private let state = AppState()
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "convoscope-saving-\(UUID().uuidString)")
    private var url: URL { folder.appending(path: "three.convoscope") }

    init() throws {
        try FileManager.default.createDirectory(
            at: folder.appending(path: "deep"), withIntermediateDirectories: true)
    }

    private func save(to url: URL) {
        state.perform(.lesson(.save(url)))
        state.jobs.saveLesson.wait()
        state.receiveResults()
    }

    /// A lesson of one step with a masked variant.
    private func begin() async throws {
        try await state.openDigits()
        state.perform(.lesson(.begin()))
        state.perform(.addMask(.rectangle(PixelRectangle(x: 4, y: 4, width: 8, height: 8))))
    }

    @Test("Changes made while a lesson is saved are not forgotten, and what waits goes on waiting")
    func changesMeanwhile() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await begin()
        state.perform(.lesson(.setTitle("Four")))
        state.perform(.lesson(.leave))
        state.perform(.lesson(.save(url)))
        state.perform(.lesson(.setTitle("Five")))
        state.jobs.saveLesson.wait()
        state.receiveResults()
        #expect(state.lesson?.isUnsaved == true && state.leaving == .command(.lesson(.leave)))
        #expect(state.lesson?.url == url)
        #expect(try LessonFile.read(url).title == "Four")
        save(to: url)
        #expect(state.lesson == nil && state.leaving == nil)
        #expect(try LessonFile.read(url).title == "Five")
    }

    @Test("A picture that is being opened still comes when a lesson is saved")
    func opensMeanwhile() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await state.openDigits()
        let picture = try #require(ShippedFiles.assets).appending(path: "Examples/digit-1.png")
        state.perform(.openPicture(picture))
        state.perform(.lesson(.begin()))
        state.perform(.lesson(.save(url)))
        for _ in 0..<600 where state.activity.opening != nil || state.lesson != nil {
            state.receiveResults()
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(state.picture?.url == picture && state.lesson == nil && state.activity.opening == nil)
        #expect(FileManager.default.fileExists(atPath: url.path))
    }

    @Test("A lesson that was gone through is saved as it was, with the way to its data from the new place")
    func goneThrough() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await begin()
        save(to: url)
        var lesson = try LessonFile.read(url)
        lesson.data = Lesson.Piece(path: "samples.csv")
        try LessonFile.write(lesson, to: url)
        state.perform(.lesson(.leave))
        state.perform(.lesson(.open(url)))
        try await state.settle()
        #expect(state.lesson?.lesson == lesson)
        state.perform(.newVariant)
        state.perform(.addMask(.ellipse(PixelRectangle(x: 9, y: 9, width: 8, height: 8))))
        let copy = folder.appending(path: "deep/copy.convoscope")
        save(to: copy)
        let saved = try LessonFile.read(copy)
        #expect(saved.variants == lesson.variants && saved.variants.count == 1)
        #expect(saved.data?.path == "../samples.csv")
        state.perform(.lesson(.begin()))
        #expect(state.lessonData == nil)
        save(to: url)
        #expect(try LessonFile.read(url).data == nil)
    }

    @Test("The picture of a sample, which no file holds, is kept as a PNG file")
    func samples() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let assets = try #require(ShippedFiles.assets)
        let picture = try PictureFile.read(assets.appending(path: "Examples/digit-3.png"))
        let kept = LessonPicture(
            picture: OpenPicture(url: folder.appending(path: "digits.gz/7"), picture: picture),
            isDrawn: false, content: nil)
        #expect(!kept.isFile)
        let lesson = Lesson(
            title: "Sample", model: Lesson.Piece(path: assets.appending(path: "Models/digits.onnx").path),
            picture: Lesson.Piece(path: "7", content: kept.bytes), steps: [])
        #expect(try LessonPieces(of: lesson, at: url, found: [:]).picture.picture == picture)
    }
}
