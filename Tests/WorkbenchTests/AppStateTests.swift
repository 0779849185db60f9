import Foundation
import ONNX
import Occlusion
import Testing

@testable import Workbench

/// The state on the shipped digits network, which runs in a few milliseconds.
@MainActor @Suite struct AppStateTests {
    private let state = AppState()

    private func asset(_ name: String) throws -> URL {
        try #require(ShippedFiles.assets).appending(path: name)
    }

    private func square(_ x: Int, _ y: Int, _ side: Int = 6) -> MaskShape {
        .rectangle(PixelRectangle(x: x, y: y, width: side, height: side))
    }

    @Test("An opened network and picture are analysed, and the right digit comes out")
    func opensAndAnalyses() async throws {
        try await state.openDigits()
        let analysis = try #require(state.analysis)
        #expect(state.network?.labels.name(of: analysis.top(1)[0].index).contains("3") == true)
        #expect(abs(analysis.probabilities.reduce(0, +) - 1) < 1e-5)
        for layer in analysis.layers where layer.layer.kind == .convolution {
            #expect(layer.clusters.count <= 3)
            #expect(layer.clusters.flatMap(\.maps).sorted() == Array(0..<layer.layer.mapCount))
        }
        #expect(state.movement == nil)
    }

    @Test("A mask on the original starts a variant, and the layers move")
    func maskStartsVariant() async throws {
        try await state.openDigits()
        state.perform(.addMask(square(8, 8, 16)))
        try await state.settle()
        #expect(state.variants.map(\.name) == ["Original", "Mask 1"])
        #expect(state.selection.variant == 1)
        #expect(try #require(state.movement).allSatisfy { $0 > 0 })
        #expect(state.analysis?.fed == state.shownInput)
        #expect(state.originalAnalysis?.fed == state.fittedInput)
    }

    @Test("A hundred strokes and as many undos give the first picture and answer again")
    func undoesAHundredStrokes() async throws {
        try await state.openDigits()
        let (picture, logits) = (state.shownInput, state.analysis?.logits)
        for number in 0..<100 {
            let start = BrushStroke.Point(x: Double(number % 32), y: Double(number / 4))
            state.perform(.addMask(.stroke(BrushStroke(points: [start], radius: 2))))
        }
        #expect(state.shownInput != picture)
        for _ in 0..<100 { state.perform(.undo) }
        #expect(!state.canUndo)
        try await state.settle()
        #expect(state.shownInput == picture)
        #expect(state.analysis?.logits == logits)
        for _ in 0..<100 { state.perform(.redo) }
        #expect(state.variants.last?.parts.count == 100)
    }

    @Test("While the hand moves the newest mask wins, and letting go takes the preview away")
    func newestPreviewWins() async throws {
        try await state.openDigits()
        for x in 0..<20 { state.perform(.previewMask(square(x, 4))) }
        try await state.settle()
        #expect(state.analysis?.fed == state.shownInput)
        #expect(state.variants.count == 1)
        state.perform(.cancelMaskPreview)
        try await state.settle()
        #expect(state.shownInput == state.fittedInput)
        #expect(state.analysis?.logits == state.originalAnalysis?.logits)
    }

    @Test("Right-click removes the topmost shape under the pointer only")
    func removesTopmost() async throws {
        try await state.openDigits()
        state.perform(.addMask(square(2, 2)))
        state.perform(.addMask(square(5, 5)))
        state.perform(.removeMask(x: 6, y: 6))
        #expect(state.currentVariant.parts == [MaskPart(square(2, 2), .hides(.black))])
        state.perform(.removeMask(x: 30, y: 30))
        #expect(state.currentVariant.parts == [MaskPart(square(2, 2), .hides(.black))])
    }

    @Test("A file that is no model leaves the network open and says what is wrong")
    func badModelLosesNothing() async throws {
        try await state.openDigits()
        state.perform(.addMask(square(2, 2)))
        state.perform(.openModel(try asset("Examples/digit-3.png")))
        try await state.settle()
        #expect(state.message?.isError == true)
        #expect(state.network?.url.lastPathComponent == "digits.onnx")
        #expect(state.variants.count == 2)
        #expect(state.analysis != nil)
    }

    @Test("A model whose weights are damaged does not take the place of the open one")
    func damagedWeightsLoseNothing() async throws {
        try await state.openDigits()
        let damaged = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).onnx")
        defer { try? FileManager.default.removeItem(at: damaged) }
        try withInfiniteWeights(try asset("Models/digits.onnx")).write(to: damaged)
        state.perform(.openModel(damaged))
        try await state.settle()
        #expect(state.message?.text == AnalysisError.notFinite.description)
        #expect(state.network?.url.lastPathComponent == "digits.onnx")
        #expect(state.analysis != nil)
    }

    /// The model's file with the first weights of its first convolution made infinite.
    private func withInfiniteWeights(_ model: URL) throws -> Data {
        var file = try Data(contentsOf: model)
        let graph = try ONNXFile.readGraph(at: model)
        let node = try #require(graph.nodes.first { $0.operation.name == "Conv" })
        guard case .float(let weights) = graph.constants[node.inputs[1]] else {
            throw AnalysisError.notFinite
        }
        let known = Array(weights.values.prefix(8)).withUnsafeBytes { Data($0) }
        let place = try #require(file.range(of: known))
        file.replaceSubrange(
            place, with: [Float](repeating: .infinity, count: 8).withUnsafeBytes { Data($0) })
        return file
    }

    @Test("A variant of the pool becomes the current one of the Network scene")
    func adoptsPoolVariant() async throws {
        try await state.openDigits()
        state.perform(.showScene(.occlusion))
        try await state.settle()
        let pool = try #require(state.pool.pool)
        state.perform(.adoptPoolVariant(5))
        try await state.settle()
        #expect(state.scene == .network)
        #expect(
            state.currentVariant.parts == [MaskPart(.rectangle(pool.variants[5].mask), .hides(.black))])
        let logits = try #require(state.analysis?.logits)
        for (mine, theirs) in zip(logits, pool.variants[5].output.logits) {
            #expect(abs(mine - theirs) < 1e-3)
        }
        state.perform(.adoptPoolVariant(5))
        #expect(state.variants.count == 2)
    }

    @Test("A pool that was finished just before it was cancelled stays cancelled")
    func cancelledPoolStaysAway() async throws {
        try await state.openDigits()
        state.perform(.runPool)
        let late = try #require(state.network).makePool(
            of: try #require(state.fittedInput), settings: state.pool.settings)
        let run = state.newestPool
        state.perform(.cancelPool)
        state.mailbox.post(.poolFinished(run: run, late))
        state.receiveResults()
        #expect(state.pool.pool == nil && state.pool.progress == nil)
    }

    @Test("More clusters reuse the activations and give as many blocks")
    func changesClusterCount() async throws {
        try await state.openDigits()
        let logits = state.analysis?.logits
        state.perform(.setClusterCount(5))
        try await state.settle()
        #expect(state.analysis?.clusterCount == 5)
        #expect(state.analysis?.logits == logits)
        #expect(state.analysis?.layers[1].clusters.count == 5)
    }

    @Test("Variants are renamed and removed, never the original")
    func renamesAndRemoves() async throws {
        try await state.openDigits()
        state.perform(.addMask(square(2, 2)))
        state.perform(.renameVariant(1, "  Without the foot "))
        #expect(state.currentVariant.name == "Without the foot")
        state.perform(.renameVariant(0, "Mine"))
        state.perform(.removeVariant(0))
        #expect(state.variants.map(\.name) == ["Original", "Without the foot"])
        state.perform(.removeVariant(1))
        #expect(state.selection.variant == Variant.originalID)
        state.perform(.undo)
        #expect(state.currentVariant.name == "Without the foot")
    }

    @Test("A cancelled pool is no failure, and runs again only when asked for")
    func cancelsPool() async throws {
        try await state.openDigits()
        state.perform(.showScene(.occlusion))
        state.perform(.cancelPool)
        #expect(state.pool.isCancelled && state.pool.failure == nil)
        state.perform(.showScene(.network))
        state.perform(.showScene(.occlusion))
        #expect(state.pool.progress == nil)
        state.perform(.runPool)
        try await state.settle()
        #expect(state.pool.pool != nil && !state.pool.isCancelled)
    }

    @Test("A rectangle's drag is one change, and after an undo in its midst the rest is another")
    func undoesADragAtOnce() async throws {
        try await state.openDigits()
        state.perform(.addMask(square(2, 2)))
        func drag(to x: Int) {
            state.perform(.moveMask(part: 0, to: square(x, 2)))
        }
        for x in 3..<9 { drag(to: x) }
        state.perform(.undo)
        #expect(state.currentVariant.parts == [MaskPart(square(2, 2), .hides(.black))])
        for x in 9..<12 { drag(to: x) }
        state.perform(.endMaskMove)
        state.perform(.undo)
        #expect(state.currentVariant.parts == [MaskPart(square(2, 2), .hides(.black))])
    }
}
