import Datasets
import Foundation
import Inference
import Occlusion
import Tensors
import TestSupport
import Testing

@testable import Workbench

/// Labels that count as one, on the network that comes with the program.
@MainActor @Suite struct AppStateLabelsTests {
    private let state = AppState(store: SidecarStore(folder: nil))

    private func open() async throws {
        let assets = try #require(ShippedFiles.assets)
        state.perform(.openModel(assets.appending(path: "Models/digits.onnx")))
        state.perform(.openPicture(assets.appending(path: "Examples/digit-3.png")))
        try await state.settle()
    }

    private func merge(_ name: String, _ classes: [Int]) async throws {
        state.perform(.mergeLabels(name: name, classes: classes))
        try await state.settle()
    }

    /// The network's own probabilities of an analysis.
    private func own(_ analysis: NetworkAnalysis?) throws -> [Float] {
        try #require(analysis).activations.probabilities
    }

    @Test("Probabilities add up, labels shrink, and answers of all variants follow without a run")
    func mergesEverything() async throws {
        try await open()
        state.perform(.addMask(.rectangle(PixelRectangle(x: 8, y: 8, width: 8, height: 8))))
        try await state.settle()
        let activations = try #require(state.analysis).activations
        try await merge("curved", [3, 8, 9])
        #expect(state.network?.labels.names == ["0", "1", "2", "curved", "4", "5", "6", "7"])
        for analysis in [state.analysis, state.originalAnalysis] {
            let own = try own(analysis)
            let shown = try #require(analysis).probabilities
            #expect(shown.count == 8 && abs(shown[3] - (own[3] + own[8] + own[9])) < 1e-6)
            #expect(abs(shown[7] - own[7]) < 1e-6)
        }
        #expect(state.analysis?.activations.logits == activations.logits)
        #expect(state.answers[Variant.originalID]?.classIndex == 3)
        #expect(state.answers.count == 2 && !state.activity.isAnalyzing)
        // A mask that comes after is merged, too.
        state.perform(.addMask(.rectangle(PixelRectangle(x: 0, y: 0, width: 8, height: 8))))
        try await state.settle()
        #expect(state.analysis?.probabilities.count == 8)
    }

    @Test("The pool is that of merged logits, in the background and at once with the labels")
    func mergesThePool() async throws {
        try await open()
        state.perform(.runPool)
        try await state.settle()
        let before = try #require(state.pool.pool)
        state.perform(.mergeLabels(name: "uneven", classes: [1, 3, 5, 7, 9]))
        // Until the pool is there nothing has changed.
        #expect(state.network?.labels.names.count == 10 && state.pool.pool == before)
        try await state.settle()
        let after = try #require(state.pool.pool)
        #expect(state.network?.labels.names.count == 6 && after.ownLogits == before.ownLogits)
        let merging = try #require(state.network).merging
        let naive = try Pool(
            originalLogits: merging.logits(before.ownOriginalLogits), rectangles: before.variants.map(\.mask),
            logits: merging.logits(before.ownLogits), width: before.width, height: before.height,
            settings: before.settings)
        #expect(after.variants == naive.variants && after.corners == naive.corners)
        #expect(after.boundary == naive.boundary && after.original == naive.original)
        // A pool that is run anew is merged from the start.
        state.perform(.runPool)
        try await state.settle()
        #expect(state.pool.pool?.variants == after.variants)
    }

    @Test("Merging, switching, renaming and splitting are undone and done again")
    func undoes() async throws {
        try await open()
        let names = { state.network?.labels.names.count }
        try await merge("low", [0, 1, 2])
        try await merge("high", [7, 8, 9])
        #expect(names() == 6)
        state.perform(.switchGroup("low", on: false))
        state.perform(.renameGroup("high", to: "top"))
        #expect(names() == 8 && state.labelGroups?.group("top") != nil)
        state.perform(.splitGroup("top"))
        #expect(names() == 10)
        for count in [8, 8, 6, 8, 10] {
            state.perform(.undo)
            try await state.settle()
            #expect(names() == count)
        }
        #expect(state.analysis?.probabilities.count == 10)
        for count in [8, 6, 8, 8, 10] {
            state.perform(.redo)
            try await state.settle()
            #expect(names() == count)
        }
    }

    @Test("What is not possible is said in a sentence, and changes nothing")
    func refuses() async throws {
        try await open()
        try await merge("low", [0, 1, 2])
        try await merge("edge", [2, 3])
        #expect(state.message?.isError == true)
        #expect(state.message?.text.contains("\"2\" is in the group \"low\" already") == true)
        #expect(state.labelGroups?.on.map(\.name) == ["low"])
        // The sidecar's own groups are offered, off.
        #expect(state.labelGroups?.group("even")?.isOn == false)
        state.perform(.switchGroup("even", on: true))
        #expect(state.message?.text.contains("in the group \"low\" already") == true)
    }

    @Test("The class that is looked at stays the same one")
    func keepsTheClass() async throws {
        try await open()
        state.selection.classIndex = 8
        try await merge("low", [0, 1, 2])
        #expect(state.selection.classIndex == 6)
        state.perform(.splitGroup("low"))
        #expect(state.selection.classIndex == 8)
    }

    @Test("Labels are picked one by one and as groups, and let go when they are merged")
    func picks() async throws {
        try await open()
        for index in [3, 5, 7] { state.perform(.pickLabel(index)) }
        state.perform(.pickLabel(5))
        #expect(state.selection.pickedLabels == [3, 7])
        try await merge("both", [3, 7])
        #expect(state.selection.pickedLabels.isEmpty)
        state.perform(.pickShownLabel(3))
        #expect(state.selection.pickedLabels == [3, 7])
        state.perform(.pickShownLabel(3))
        state.perform(.pickLabel(99))
        #expect(state.selection.pickedLabels.isEmpty)
        state.perform(.switchGroup("both", on: false))
        state.perform(.pickLabel(3))
        state.perform(.switchGroup("both", on: true))
        #expect(state.selection.pickedLabels.isEmpty)
    }

    @Test("Groups are saved with the model and are there, on or off, when it is opened again")
    func savesAndReloads() async throws {
        let model = try SketchedModel()
        let store = SidecarStore(folder: model.folder.appending(path: "settings"))
        let state = AppState(store: store)
        let picture = try #require(ShippedFiles.assets).appending(path: "Examples/dog-and-ball.png")
        state.perform(.openModel(model.url))
        state.perform(.openPicture(picture))
        try await state.settle()
        #expect(!state.hasUnsavedGroups)
        state.perform(.mergeLabels(name: "two", classes: [0, 1]))
        state.perform(.mergeLabels(name: "others", classes: [2, 3]))
        state.perform(.switchGroup("others", on: false))
        #expect(state.hasUnsavedGroups)
        state.perform(.saveGroups)
        #expect(!state.hasUnsavedGroups && state.message == Message("Saved net.json", isError: false))
        let again = try LoadedNetwork.load(from: model.url, store: store)
        #expect(again.groups.on.map(\.name) == ["two"] && again.labels.names.count == 3)
        #expect(again.groups.group("others")?.members == [2, 3])
    }

    @Test("Grad-CAM of a group is that of its members, by their shares of its probability")
    func gradCAM() async throws {
        try await open()
        let network = try #require(state.network)
        let activations = try #require(state.analysis).activations
        let members = try [3, 8].map { try network.gradCAM(of: $0, in: activations) }
        try await merge("pair", [3, 8])
        let merged = try #require(state.network).gradCAM(of: 3, in: activations)
        let powers = [3, 8].map { Foundation.exp(activations.logits.values[$0]) }
        let shares = powers.map { $0 / (powers[0] + powers[1]) }
        let expected = zip(members[0].weights, members[1].weights).map { $0 * shares[0] + $1 * shares[1] }
        #expect(Tolerance.close.mismatch(merged.weights, expected) == nil)
    }
}
