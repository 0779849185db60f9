import Datasets
import Foundation
import TestSupport
import Testing

@testable import Workbench

/// Drawing the picture, with the networks that come with the program.
@MainActor
@Suite struct AppStateSketchTests {
    private struct Recorded: Decodable {
        struct Drawn: Decodable { let digit: Int, strokes: [[[Double]]], probabilities: [Float] }
        let drawn: [Drawn]
        let blank: [Float]
    }

    private func strokes(_ lines: [[[Double]]]) -> [Sketch.Stroke] {
        lines.map { .init($0.map { SIMD2($0[0], $0[1]) }) }
    }

    private let line = Sketch.Stroke([SIMD2(0.5, 0.1), SIMD2(0.5, 0.9)])

    @Test("Drawn digits are read, with onnxruntime's probabilities")
    func digitsAreRead() async throws {
        let recorded = try JSONRecording.read("analysis/drawing.json", as: Recorded.self)
        let state = try await AppState.opened()
        for example in recorded.drawn {
            state.perform(.draw(.clear))
            for stroke in strokes(example.strokes) { state.perform(.draw(.add(stroke))) }
            try await state.settle()
            let analysis = try #require(state.analysis)
            #expect(analysis.answer?.classIndex == example.digit)
            let apart = zip(analysis.probabilities, example.probabilities).map { abs($0 - $1) }.max() ?? 1
            #expect(apart < 0.02, "\(example.digit): \(analysis.probabilities)")
            #expect(analysis.fed == state.fittedInput && state.originalAnalysis?.fed == state.fittedInput)
        }
        state.perform(.draw(.clear))
        try await state.settle()
        // The network takes a blank sheet for a 1, but for no other digit.
        let blank = try #require(state.analysis?.probabilities)
        #expect(zip(blank, recorded.blank).allSatisfy { abs($0 - $1) < 1e-3 })
        #expect(Set(recorded.drawn.map(\.digit)).count == 10)
    }

    @Test("While the hand draws, the maps before stay, and the newest drawing is shown in the end")
    func columnsFollow() async throws {
        let state = try await AppState.opened()
        state.perform(.openCluster(layer: 0, cluster: 0))
        let before = try #require(state.analysis)
        for count in 2...40 {
            let points = (0..<count).map { SIMD2(0.5, 0.1 + 0.02 * Double($0)) }
            state.perform(.draw(.preview(.init(points))))
            state.receiveResults()
            #expect(state.analysis != nil)
        }
        #expect(state.picture?.displayName == "drawing" && !state.canUndo)
        try await state.settle()
        #expect(state.analysis?.fed == state.fittedInput && state.analysis?.fed != before.fed)
        #expect(!state.isFedAnew && state.selection.cluster == 0)
        state.perform(.undo)
        try await state.settle()
        #expect(state.sketch.stroke == nil && state.analysis?.fed == state.fittedInput)
        #expect(state.sketch.reduced?.levels.allSatisfy { $0 == 0 } == true)
    }

    @Test("Strokes are undone one by one, and done again")
    func undo() async throws {
        let state = try await AppState.opened()
        state.perform(.draw(.add(line)))
        state.perform(.draw(.add(.init([SIMD2(0.1, 0.5), SIMD2(0.9, 0.5)]))))
        let both = state.picture?.picture
        state.perform(.undo)
        #expect(state.sketch.sketch.strokes == [line] && state.picture?.picture != both)
        state.perform(.undo)
        #expect(state.sketch.sketch.strokes.isEmpty && !state.canUndo)
        state.perform(.redo)
        state.perform(.redo)
        #expect(state.picture?.picture == both)
        state.perform(.draw(.clear))
        state.perform(.undo)
        #expect(state.picture?.picture == both)
        try await state.settle()
        #expect(state.analysis?.fed == state.fittedInput)
    }

    @Test("Masks lie over a drawing, and stay while it changes")
    func masks() async throws {
        let state = try await AppState.opened()
        state.perform(.draw(.add(line)))
        state.perform(.addMask(.rectangle(.init(x: 0, y: 0, width: 32, height: 12))))
        let masked = try #require(state.shownInput)
        state.perform(.draw(.add(.init([SIMD2(0.1, 0.8), SIMD2(0.9, 0.8)]))))
        try await state.settle()
        #expect(state.variants.count == 2 && state.shownInput != masked)
        #expect(state.analysis?.fed == state.shownInput && state.originalAnalysis?.fed == state.fittedInput)
        #expect(state.shownInput?[16, 5].red == 0)
    }

    @Test("A color network takes no drawing, and another picture ends one")
    func ends() async throws {
        let state = try await AppState.opened()
        state.perform(.draw(.add(line)))
        state.perform(.openPicture(ShippedFiles.examples()[0]))
        try await state.settle()
        #expect(!state.sketch.isPicture && state.sketch.sketch.strokes.isEmpty)
        let color = try await AppState.opened("pictograms")
        #expect(color.whyNoDrawing?.contains("color") == true)
        let picture = color.picture?.picture
        color.perform(.draw(.add(line)))
        #expect(color.picture?.picture == picture)
    }

    @Test(
        "A lesson of a drawing keeps it, and one with unsaved changes is asked about before a drawing begins")
    func lessons() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).convoscope")
        defer { try? FileManager.default.removeItem(at: file) }
        let state = try await AppState.opened()
        state.perform(.lesson(.begin()))
        state.perform(.lesson(.setTitle("Digits")))
        state.perform(.draw(.add(line)))
        #expect(state.leaving != nil && !state.sketch.isPicture && state.lesson != nil)
        state.perform(.lesson(.drop))
        #expect(state.sketch.isPicture && state.lesson == nil)
        try await state.settle()
        state.perform(.lesson(.begin()))
        state.perform(.lesson(.save(file)))
        for _ in 0..<500 where !FileManager.default.fileExists(atPath: file.path) {
            state.receiveResults()
            try await Task.sleep(for: .milliseconds(10))
        }
        // Going on with the drawing ends no lesson, even one with unsaved changes.
        state.perform(.lesson(.setTitle("Seven")))
        state.perform(.draw(.preview(line)))
        #expect(state.leaving == nil && state.lesson?.lesson.title == "Seven")
        state.perform(.undo)
        let pieces = try LessonPieces(of: try LessonFile.read(file), at: file, found: [:])
        #expect(pieces.picture.picture == state.picture?.picture)
    }

    @Test("A drawing is saved as it is fed, and a folder that is not there is one sentence")
    func saving() async throws {
        let state = try await AppState.opened()
        state.perform(.draw(.add(line)))
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).png")
        defer { try? FileManager.default.removeItem(at: file) }
        state.perform(.draw(.save(file)))
        #expect(try PictureFile.read(file) == state.picture?.picture)
        #expect(state.message?.isError == false)
        state.perform(.draw(.save(URL(filePath: "/nowhere/at/all.png"))))
        #expect(state.message?.isError == true)
    }

    @Test("Strokes change the lesson of a drawing, undone ones too, and its draft holds the drawing")
    func lessonDraft() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let state = try await AppState.opened()
        state.keepDrafts(in: folder)
        func save() {
            state.perform(.lesson(.save(folder.appending(path: "one.convoscope"))))
            state.jobs.saveLesson.wait()
            state.receiveResults()
            #expect(state.lesson?.isUnsaved == false)
        }
        state.perform(.draw(.add(line)))
        state.perform(.lesson(.begin()))
        save()
        state.perform(.draw(.add(.init([SIMD2(0.1, 0.5), SIMD2(0.9, 0.5)]))))
        #expect(state.lesson?.isUnsaved == true)
        state.jobs.draft.wait()
        let file = LessonDraft.file(in: folder)
        let draft = try JSONDecoder().decode(LessonDraft.self, from: Data(contentsOf: file))
        let pieces = try LessonPieces(of: draft.lesson, at: file, found: [:])
        #expect(pieces.picture.picture == state.picture?.picture)
        save()
        state.perform(.undo)
        #expect(state.lesson?.isUnsaved == true)
    }
}
