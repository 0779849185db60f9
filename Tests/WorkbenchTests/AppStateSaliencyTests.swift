import Foundation
import Occlusion
import Tensors
import TestSupport
import Testing

@testable import Workbench

/// What the Saliency scene has computed, on the shipped digits network.
@MainActor @Suite struct AppStateSaliencyTests {
    private let state = AppState()

    private func open() async throws {
        let assets = try #require(ShippedFiles.assets)
        state.perform(.openModel(assets.appending(path: "Models/digits.onnx")))
        state.perform(.openPicture(assets.appending(path: "Examples/digit-3.png")))
        try await state.settle()
        state.perform(.showScene(.saliency))
        try await state.settle()
    }

    private func change(_ edit: (inout SaliencySettings) -> Void) {
        var settings = state.saliency.settings
        edit(&settings)
        state.perform(.saliency(.change(settings)))
    }

    private func mark(_ x: Int, _ y: Int, _ side: Int = 8) -> PictureMark {
        PictureMark(.rectangle(PixelRectangle(x: x, y: y, width: side, height: side)))
    }

    private var answer: Int { state.originalAnalysis?.answer?.classIndex ?? -1 }

    @Test("Opening the scene runs the pool, Grad-CAM and the curves of the map")
    func computesByItself() async throws {
        try await open()
        let pool = try #require(state.pool.pool)
        #expect(state.explainedClass == answer)
        #expect(state.saliency.map?.values == pool.occlusionMap(of: answer))
        guard case .ready(_, let gradCAM) = state.saliency.gradCAM else {
            Issue.record("no Grad-CAM")
            return
        }
        #expect(gradCAM.classIndex == answer)
        let run = try #require(state.saliency.curves[.map])
        #expect(run.curves.shares.count == 51)
        #expect(abs(run.curves.deletion[0] - pool.original.probabilities[answer]) < 1e-4)
        #expect(abs(run.curves.insertion[50] - pool.original.probabilities[answer]) < 1e-4)
        #expect(state.saliency.curves.count == 1)
        #expect(!state.saliency.isBusy)
    }

    @Test("The curve's pictures hide and show the first pixels of the order")
    func showsSteps() async throws {
        try await open()
        let picture = try #require(state.fittedInput)
        let run = try #require(state.saliency.curves[.map])
        let content = Fill.black.content(of: picture)
        let first = run.picture(of: picture, content: content, step: 0, isInserting: false)
        #expect(first == picture)
        #expect(run.picture(of: picture, content: content, step: 50, isInserting: true) == picture)
        let step = run.picture(of: picture, content: content, step: 10, isInserting: true)
        let count = Int((run.curves.shares[10] * Float(run.order.pixels.count)).rounded())
        let shown = Set(run.order.pixels.prefix(count))
        for pixel in 0..<picture.width * picture.height {
            let expected = shown.contains(Int32(pixel)) ? picture.pixels[pixel * 3] : 0
            #expect(step.pixels[pixel * 3] == expected)
        }
    }

    @Test("Another class drops the curves at once and gets its own, with a map and Grad-CAM of its own")
    func followsTheClass() async throws {
        try await open()
        let other = try #require(state.originalAnalysis?.top(2).last?.index)
        state.perform(.saliency(.chooseClass(other)))
        #expect(state.saliency.curves.isEmpty)
        #expect(state.saliency.map?.classIndex == other)
        #expect(state.saliency.progress != nil)
        try await state.settle()
        #expect(state.saliency.curves[.map]?.curves.classIndex == other)
        guard case .ready(let key, _) = state.saliency.gradCAM else {
            Issue.record("no Grad-CAM")
            return
        }
        #expect(key.classIndex == other)
        state.perform(.saliency(.chooseClass(nil)))
        #expect(state.explainedClass == answer)
        state.perform(.saliency(.chooseClass(1000)))
        #expect(state.explainedClass == answer, "there is no such class")
    }

    @Test("Another fill and other steps make the curves anew; the old ones stay until then")
    func followsTheSettings() async throws {
        try await open()
        change { ($0.fill, $0.steps) = (.mean, 20) }
        #expect(state.saliency.curves[.map]?.curves.fill == .black)
        try await state.settle()
        let curves = try #require(state.saliency.curves[.map]?.curves)
        #expect(curves.fill == .mean && curves.shares.count == 21)
        let number = state.saliency.map?.number
        change { $0.opacity = 0.3 }
        #expect(state.saliency.progress == nil && state.saliency.map?.number == number)
    }

    @Test("Cancelled curves are no failure, and come again only when asked for")
    func cancelsCurves() async throws {
        try await open()
        change { $0.steps = 400 }
        #expect(state.saliency.progress != nil)
        state.perform(.saliency(.cancelCurves))
        #expect(state.saliency.progress == nil && state.saliency.isCancelled)
        state.perform(.showScene(.network))
        state.perform(.showScene(.saliency))
        try await state.settle()
        #expect(state.saliency.curves[.map]?.curves.shares.count == 51)
        state.perform(.saliency(.runCurves))
        try await state.settle()
        #expect(state.saliency.curves[.map]?.curves.shares.count == 401)
        #expect(state.saliency.failure == nil)
    }

    @Test("Marks have curves of their own, follow undo and redo, and are gone with the picture")
    func marksAreAnOrder() async throws {
        try await open()
        state.perform(.saliency(.mark(mark(12, 4))))
        try await state.settle()
        let first = try #require(state.saliency.curves[.marks]?.curves)
        state.perform(.saliency(.mark(mark(12, 14))))
        try await state.settle()
        #expect(state.saliency.curves[.marks]?.curves != first)
        state.perform(.undo)
        try await state.settle()
        #expect(state.saliency.marks == [mark(12, 4)])
        #expect(state.saliency.curves[.marks]?.curves == first)
        state.perform(.redo)
        #expect(state.saliency.marks.count == 2)
        state.perform(.saliency(.clearMarks))
        #expect(state.saliency.curves[.marks] == nil)
        state.perform(.undo)
        #expect(state.saliency.marks.count == 2)
        let assets = try #require(ShippedFiles.assets)
        state.perform(.openPicture(assets.appending(path: "Examples/digit-3.png")))
        try await state.settle()
        #expect(state.saliency.marks.isEmpty && state.saliency.curves[.map] != nil)
    }

    @Test("A prediction has no score before it is revealed, and afterwards three curves")
    func predictsThenReveals() async throws {
        try await open()
        state.perform(.saliency(.predict))
        #expect(state.saliency.settings.tool == .brush)
        state.perform(.saliency(.mark(mark(10, 10, 10))))
        try await state.settle()
        #expect(state.saliency.score == nil && state.saliency.curves[.marks] == nil)
        state.perform(.saliency(.reveal))
        let map = try #require(state.saliency.map?.values)
        let marked = Mask(width: 32, height: 32, rectangles: [.init(x: 10, y: 10, width: 10, height: 10)])
        #expect(state.saliency.score == PredictionScore(marked: marked, map: map))
        try await state.settle()
        #expect(state.saliency.curves.count == CurveOrder.allCases.count)
        state.perform(.saliency(.predict))
        #expect(state.saliency.prediction == .marking && state.saliency.marks.isEmpty)
        #expect(state.saliency.score == nil)
        state.perform(.saliency(.stopPredicting))
        #expect(state.saliency.curves[.chance] == nil)
    }

    @Test("A class that is chosen after a reveal must be predicted anew")
    func hidesTheNextMap() async throws {
        try await open()
        state.perform(.saliency(.predict))
        state.perform(.saliency(.mark(mark(10, 10))))
        state.perform(.saliency(.reveal))
        let other = try #require(state.originalAnalysis?.top(2).last?.index)
        state.perform(.saliency(.chooseClass(other)))
        #expect(state.saliency.prediction == .marking && state.saliency.marks.isEmpty)
    }

    @Test("Nothing is computed while another scene is shown")
    func restsElsewhere() async throws {
        try await open()
        state.perform(.showScene(.network))
        change { $0.steps = 30 }
        #expect(!state.saliency.isBusy)
        try await state.settle()
        #expect(state.saliency.curves[.map]?.curves.shares.count == 51)
        state.perform(.showScene(.saliency))
        try await state.settle()
        #expect(state.saliency.curves[.map]?.curves.shares.count == 31)
    }
}
