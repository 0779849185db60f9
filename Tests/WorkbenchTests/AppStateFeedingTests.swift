import Datasets
import Foundation
import Occlusion
import Testing

@testable import Workbench

/// Choosing how a network is fed, on a sketched model of which nothing is known.
@MainActor @Suite struct AppStateFeedingTests {
    private let model: SketchedModel
    private let state: AppState

    init() throws {
        model = try SketchedModel()
        state = AppState(store: SidecarStore(folder: nil))
    }

    private func open() async throws {
        let picture = try #require(ShippedFiles.assets).appending(path: "Examples/dog-and-ball.png")
        state.perform(.openModel(model.url))
        state.perform(.openPicture(picture))
        try await state.settle()
    }

    /// The logits that a fresh start with the same values gives.
    private func expected(_ values: ValueRange) throws -> [Float] {
        let network = try LoadedNetwork.load(from: model.url, values: values, store: state.store)
        let picture = try #require(state.picture).picture
        return try network.runner.logits(
            batch: network.preprocessing.tensor(from: network.preprocessing.fit(picture))
        ).values
    }

    @Test("Another choice is computed at once, is undone and done again")
    func choosesAndUndoes() async throws {
        try await open()
        #expect(state.network?.preprocessing.origin == .assumed(.torchvision))
        #expect(try state.analysis?.logits == expected(.torchvision))
        state.perform(.chooseValues(.bytes))
        #expect(state.analysis != nil)
        try await state.settle()
        #expect(try state.analysis?.logits == expected(.bytes))
        #expect(state.originalAnalysis?.logits == state.analysis?.logits)
        #expect(state.network?.preprocessing.origin == .chosen(.bytes))
        state.perform(.undo)
        try await state.settle()
        #expect(try state.analysis?.logits == expected(.torchvision))
        #expect(state.network?.preprocessing.origin == .assumed(.torchvision))
        state.perform(.redo)
        try await state.settle()
        #expect(try state.analysis?.logits == expected(.bytes))
    }

    @Test("Under a mask both analyses are made anew")
    func choosesUnderAMask() async throws {
        try await open()
        state.perform(.addMask(.rectangle(PixelRectangle(x: 2, y: 2, width: 4, height: 4))))
        try await state.settle()
        state.perform(.chooseValues(.signed))
        try await state.settle()
        #expect(try state.originalAnalysis?.logits == expected(.signed))
        #expect(state.analysis?.logits != state.originalAnalysis?.logits)
        #expect(state.answers[0] == state.originalAnalysis?.answer)
        #expect(try #require(state.movement).contains { $0 > 0 })
    }

    @Test("A pool that is there is made anew")
    func remakesThePool() async throws {
        try await open()
        state.perform(.runPool)
        try await state.settle()
        let before = try #require(state.pool.pool)
        state.perform(.chooseValues(.caffe))
        #expect(state.pool.progress != nil)
        try await state.settle()
        #expect(state.pool.pool?.original.logits != before.original.logits)
    }

    @Test("To confirm the guess is no change to undo, and computes nothing")
    func confirmsTheGuess() async throws {
        try await open()
        state.perform(.chooseValues(.torchvision))
        #expect(state.network?.preprocessing.origin == .chosen(.torchvision))
        #expect(!state.canUndo && !state.isFedAnew)
    }

    @Test("What is saved is said, stays saved through an undo, and opens the next time")
    func saves() async throws {
        try await open()
        state.perform(.addMask(.rectangle(PixelRectangle(x: 2, y: 2, width: 4, height: 4))))
        state.perform(.chooseValues(.unit))
        state.perform(.saveValues)
        #expect(state.message == Message("Saved net.json", isError: false))
        #expect(state.network?.preprocessing.origin == .sidecar(file: "net.json"))
        state.perform(.redo)
        state.perform(.openModel(model.url))
        try await state.settle()
        #expect(state.network?.preprocessing.valueRange == .unit)
        #expect(state.network?.preprocessing.origin == .sidecar(file: "net.json"))
        state.perform(.addMask(.rectangle(PixelRectangle(x: 1, y: 1, width: 4, height: 4))))
        state.perform(.undo)
        #expect(state.network?.preprocessing.origin == .sidecar(file: "net.json"))
    }

    @Test(
        "What is to be said about the files around a model is said, whichever of model and picture comes last"
    )
    func saysRemarks() async throws {
        try model.write("cat\ndog\n", as: "labels.txt")
        try await open()
        let remark = "labels.txt names 2 classes for 4 outputs: the classes are shown by their numbers."
        #expect(state.message == Message(remark, isError: false))
        state.perform(.openPicture(try #require(state.picture?.url)))
        try await state.settle()
        #expect(state.message?.text == remark)
    }

    @Test("Values for another number of channels are not taken")
    func refusesOtherChannels() async throws {
        try await open()
        state.perform(.chooseValues(.unitGray))
        #expect(state.network?.preprocessing.valueRange == .unit)
        try FileManager.default.removeItem(at: model.folder)
        state.perform(.saveValues)
        #expect(state.message?.isError == true)
    }
}
