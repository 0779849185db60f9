import Datasets
import Foundation
import Occlusion
import TestSupport
import Testing

@testable import Workbench

/// Masks of all kinds on the shipped digits network, whose input has 32 x 32 pixels.
@MainActor @Suite struct AppStateMaskTests {
    private let state = AppState()

    @Test("a network that answered quickly is waited for, one that was slow is not")
    func quickAnalysis() async throws {
        try await state.openDigits()
        state.analysisDuration = .milliseconds(60_000)
        state.perform(.previewMask(square(4, 4)))
        state.awaitQuickAnalysis(milliseconds: 60_000)
        #expect(state.activity.isAnalyzing)
        try await state.settle()
        state.analysisDuration = .zero
        state.perform(.previewMask(square(9, 4)))
        state.awaitQuickAnalysis(milliseconds: 60_000)
        #expect(!state.activity.isAnalyzing && state.analysis?.fed == state.shownInput)
    }

    private func box(_ x: Int, _ y: Int, _ side: Int = 6) -> PixelRectangle {
        PixelRectangle(x: x, y: y, width: side, height: side)
    }

    private func square(_ x: Int, _ y: Int, _ side: Int = 6) -> MaskShape { .rectangle(box(x, y, side)) }

    private func shape(_ number: Int, using generator: inout SplitMix) -> MaskShape {
        func point() -> PicturePoint {
            PicturePoint(x: Double(generator.number(0...128)) / 4, y: Double(generator.number(0...128)) / 4)
        }
        switch number % 5 {
        case 0: return square(generator.number(0...25), generator.number(0...25))
        case 1: return .ellipse(box(generator.number(0...20), generator.number(0...20), 9))
        case 2: return .stroke(BrushStroke(points: [point(), point(), point()], radius: 2.5))
        case 3: return .polygon(PolygonShape(corners: [point(), point(), point(), point()]))
        default:
            let (x, y) = (generator.number(0...24), generator.number(0...24))
            return .region(PixelRegion(width: 32, height: 32) { $0 / 8 == x / 8 && $1 / 8 == y / 8 })
        }
    }

    /// One thing that a hand does, at random.
    private func act(_ number: Int, using generator: inout SplitMix) {
        let fills: [Fill] = [
            .black, .white, .mean, .blur, .noise(seed: 2), .color(red: 9, green: 8, blue: 7),
        ]
        let parts = state.currentVariant.parts
        let part = parts.isEmpty ? nil : generator.number(0...parts.count - 1)
        switch generator.number(0...11) {
        case 0...4: state.perform(.addMask(shape(number, using: &generator)))
        case 5: state.perform(.addMask(shape(2, using: &generator), .show))
        case 6: state.perform(.setFill(fills[generator.number(0...fills.count - 1)]))
        case 7: state.perform(.invertMask)
        case 8:
            state.perform(.selectMask(part))
            state.perform(.nudgeMask(x: generator.number(-9...9), y: 1))
        case 9:
            guard let part else { return }
            for step in 1...3 {
                state.perform(.moveMask(part: part, to: parts[part].shape.moved(byX: step, y: 0)))
            }
            state.perform(.endMaskMove)
        case 10: state.perform(.duplicateVariant(state.selection.variant))
        default: part.map { state.perform(.removeMaskPart($0)) }
        }
    }

    @Test("A hundred strokes with every tool, and undo back to the start, give the first picture bit for bit")
    func undoesEveryTool() async throws {
        try await state.openDigits()
        let (picture, logits) = (try #require(state.shownInput), state.analysis?.logits)
        var generator = SplitMix(seed: 77)
        var pictures: [Picture] = []
        for number in 0..<100 {
            act(number, using: &generator)
            pictures.append(try #require(state.shownInput))
        }
        #expect(Set(pictures).count > 50)
        let last = pictures.last
        var steps = 0
        while state.canUndo {
            state.perform(.undo)
            steps += 1
        }
        #expect(steps > 60 && steps <= 100)
        #expect(state.shownInput == picture)
        #expect(state.variants == [.original])
        try await state.settle()
        #expect(state.analysis?.logits == logits)
        while state.canRedo { state.perform(.redo) }
        #expect(state.shownInput == last)
    }

    @Test("What is shown is what a painter makes of the parts, each with its own fill")
    func shownInputFollowsTheParts() async throws {
        try await state.openDigits()
        var generator = SplitMix(seed: 78)
        let unmasked = try #require(state.fittedInput)
        for number in 0..<40 {
            act(number, using: &generator)
            #expect(state.shownInput == state.currentVariant.applied(to: unmasked))
            #expect(
                state.hidden?.hidden
                    == state.currentVariant.mask(width: unmasked.width, height: unmasked.height))
        }
    }

    @Test("A fill chosen for the selected mask leaves the others as they are; without one, all change")
    func fillsOneOrAll() async throws {
        try await state.openDigits()
        state.perform(.addMask(square(2, 2)))
        state.perform(.addMask(square(12, 2)))
        #expect(state.selection.mask == 1)
        state.perform(.setFill(.white))
        #expect(state.currentVariant.parts.map(\.fill) == [.black, .white])
        state.perform(.selectMask(nil))
        state.perform(.setFill(.mean))
        #expect(state.currentVariant.parts.map(\.fill) == [.mean, .mean])
        state.perform(.addMask(square(22, 2)))
        #expect(state.currentVariant.parts.last?.fill == .mean)
    }

    @Test("Inverting twice leaves nothing behind, and on the original it hides everything")
    func inverts() async throws {
        try await state.openDigits()
        state.perform(.invertMask)
        #expect(state.variants.count == 2 && state.hidden?.hidden.share == 1)
        state.perform(.invertMask)
        #expect(state.currentVariant.parts.isEmpty && state.shownInput == state.fittedInput)
        state.perform(.addMask(square(2, 2)))
        state.perform(.invertMask)
        #expect(state.hidden?.hidden.count == 32 * 32 - 36)
        state.perform(.addMask(square(4, 4)))
        #expect(state.hidden?.hidden.count == 32 * 32 - 36 + 16)
    }

    @Test("A region clicked on and off leaves no part behind, and an eraser over nothing makes none")
    func togglesRegions() async throws {
        try await state.openDigits()
        state.perform(.addMask(square(2, 2), .show))
        #expect(state.variants.count == 1 && !state.canUndo)
        state.perform(.addMask(square(1, 1)))
        let region = MaskShape.region(PixelRegion(width: 32, height: 32) { $0 > 20 && $1 > 20 })
        state.perform(.addMask(region))
        #expect(state.currentVariant.parts.count == 2)
        state.perform(.addMask(region, .show))
        #expect(state.currentVariant.parts.map(\.shape) == [square(1, 1)])
        // A shape that it covers stays: it can be moved from under it.
        state.perform(.addMask(square(0, 0, 20), .show))
        #expect(state.currentVariant.parts.count == 2)
    }

    @Test("Keys that move a mask one after the other are one step back, and stop at the edge")
    func nudges() async throws {
        try await state.openDigits()
        state.perform(.addMask(square(4, 4)))
        for _ in 0..<3 { state.perform(.nudgeMask(x: -1, y: 10)) }
        #expect(state.currentVariant.parts.map(\.shape) == [square(1, 26)])
        state.perform(.nudgeMask(x: -9, y: 0))
        #expect(state.currentVariant.parts.map(\.shape) == [square(0, 26)])
        state.perform(.undo)
        #expect(state.currentVariant.parts.map(\.shape) == [square(4, 4)])
        #expect(state.selection.mask == 0)
        state.perform(.undo)
        #expect(state.variants.count == 1 && state.selection.mask == nil)
    }

    @Test("Delete removes the selected mask, then the one below it")
    func removesOneAfterTheOther() async throws {
        try await state.openDigits()
        for x in 0..<3 { state.perform(.addMask(square(8 * x, 2))) }
        state.perform(.selectMask(1))
        state.perform(.removeSelectedMask)
        #expect(state.currentVariant.parts.map(\.shape) == [square(0, 2), square(16, 2)])
        #expect(state.selection.mask == 0)
        state.perform(.removeSelectedMask)
        state.perform(.removeSelectedMask)
        #expect(state.currentVariant.parts.isEmpty && state.selection.mask == nil)
        state.perform(.undo)
        #expect(state.currentVariant.parts.count == 1)
    }

    @Test("A mask is copied to another variant, to a new one, and pasted beside itself")
    func copies() async throws {
        try await state.openDigits()
        state.perform(.addMask(square(2, 2)))
        state.perform(.newVariant)
        state.perform(.addMask(.ellipse(box(20, 20))))
        state.perform(.setFill(.white))
        let ellipse = try #require(state.currentVariant.parts.first)
        state.perform(.copyMaskPart(0, to: 1))
        #expect(state.selection.variant == 1 && state.currentVariant.parts.last == ellipse)
        state.perform(.copyMaskPart(1, to: nil))
        #expect(state.variants.count == 4 && state.currentVariant.parts == [ellipse])
        state.perform(.selectMask(0))
        state.perform(.copyMask)
        state.perform(.pasteMask)
        #expect(state.currentVariant.parts.map(\.shape) == [.ellipse(box(20, 20)), .ellipse(box(22, 22))])
        state.perform(.chooseVariant(Variant.originalID))
        state.perform(.pasteMask)
        #expect(state.variants.count == 5 && state.currentVariant.parts == [ellipse])
        #expect(state.variants[0].parts.isEmpty)
    }

    @Test("Undo in the midst of drawing gives up what is drawn, and nothing else")
    func undoGivesUpAPreview() async throws {
        try await state.openDigits()
        state.perform(.addMask(square(2, 2)))
        let before = state.shownInput
        state.perform(.previewMask(square(10, 10)))
        #expect(state.shownInput != before)
        state.perform(.undo)
        #expect(state.preview == nil && state.shownInput == before)
        #expect(state.currentVariant.parts.count == 1)
    }

    @Test("Letting go shows the same picture as before it, and the answer becomes the variant's")
    func lettingGoChangesNothing() async throws {
        try await state.openDigits()
        state.perform(.previewMask(square(8, 8, 16)))
        try await state.settle()
        let (picture, logits) = (state.shownInput, state.analysis?.logits)
        state.perform(.addMask(square(8, 8, 16)))
        #expect(state.shownInput == picture && state.analysis?.logits == logits)
        try await state.settle()
        #expect(state.shownInput == picture && state.analysis?.logits == logits)
        #expect(state.answers[1] == state.analysis?.answer)
    }

    @Test("Superpixels are found in the background, and kept by their number")
    func findsSuperpixels() async throws {
        try await state.openDigits()
        state.perform(.setTool(.superpixels))
        #expect(state.superpixels.isComputing && state.superpixels.shown == nil)
        try await awaitSuperpixels()
        let first = try #require(state.superpixels.shown)
        #expect(first.regions.reduce(0) { $0 + $1.count } == 32 * 32)
        state.perform(.setSuperpixelCount(20))
        #expect(state.superpixels.isComputing)
        try await awaitSuperpixels()
        #expect(state.superpixels.shown?.regions.count != first.regions.count)
        state.perform(.setSuperpixelCount(100))
        #expect(!state.superpixels.isComputing)
        #expect(state.superpixels.shown?.regions == first.regions)
    }

    private func awaitSuperpixels() async throws {
        for _ in 0..<3000 {
            state.receiveResults()
            if !state.superpixels.isComputing { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("No superpixels were found.")
    }
}
