import Datasets
import Foundation
import Occlusion
import Testing

@testable import Workbench

/// The tour for whoever does other things in between: no step is done by what was there before, and each can be done.
@MainActor @Suite struct TourDetourTests {
    private let state = AppState()

    private func asset(_ name: String) throws -> URL {
        try #require(ShippedFiles.assets).appending(path: name)
    }

    /// Begins the tour and goes to a step without doing those before.
    private func begin(at step: TourStep) async throws {
        state.perform(.tour(.start))
        try await state.settle()
        state.perform(.tour(.go(step)))
        try await state.settle()
        try #require(state.tour?.step == step && !isDone)
    }

    private var isDone: Bool { state.tour?.isStepDone == true }

    @Test("What is pointed at on another picture does nothing, also when the dog is back")
    func pointingAtAnotherPicture() async throws {
        try await begin(at: .answer)
        state.perform(.openPicture(try asset("Examples/fox.png")))
        try await state.settle()
        #expect(!state.isTourUnderWay)
        state.perform(.tour(.see(.answer(classIndex: 5))))
        state.perform(.tour(.comeBack))
        try await state.settle()
        #expect(state.isTourUnderWay && !isDone)
        state.perform(.tour(.see(.answer(classIndex: 5))))
        #expect(isDone)
    }

    @Test("Show me runs a pool that was given up", arguments: [TourStep.windows, .saliency])
    func poolGivenUp(step: TourStep) async throws {
        try await begin(at: step)
        state.perform(.showScene(.occlusion))
        state.perform(.cancelPool)
        try #require(state.pool.isCancelled)
        state.perform(.tour(.showMe))
        try await state.settle()
        #expect(state.pool.pool != nil)
        state.perform(.tour(.showMe))
        #expect(isDone)
    }

    @Test("The counter-test leaves the label, and Show me makes it whatever was hidden before")
    func counterTest() async throws {
        try await begin(at: .control)
        // The eyes alone are a fifth of the head at most, and the answer changes.
        state.perform(.addMask(.rectangle(PixelRectangle(x: 40, y: 52, width: 33, height: 18))))
        state.perform(.addMask(.rectangle(TourPicture.ball)))
        try await state.settle()
        #expect(!isDone && state.tour?.findings.current?.keepsLabel == false)
        state.perform(.addMask(.rectangle(TourPicture.head)))
        try await state.settle()
        state.perform(.tour(.showMe))
        try await state.settle()
        #expect(isDone && state.tour?.findings.control?.keepsLabel == true)
    }

    @Test("The occlusion map of another class is not read as the dog's")
    func otherClass() async throws {
        try await begin(at: .saliency)
        state.perform(.showScene(.saliency))
        try await state.settle()
        let answer = try #require(state.originalAnalysis?.answer?.classIndex)
        state.perform(.saliency(.chooseClass(answer + 1)))
        #expect(state.saliency.map?.classIndex == answer + 1 && state.tourObstacle == .elsewhere)
        let place = try #require(state.dearestPlace)
        state.perform(.tour(.see(.importance(x: place.x, y: place.y))))
        #expect(!isDone && state.tour?.findings.cost == nil)
        state.perform(.tour(.comeBack))
        #expect(state.explainedClass == answer && state.tourObstacle == nil && !isDone)
    }

    @Test("A support vector that was picked before is picked again")
    func vectorPickedBefore() async throws {
        try await begin(at: .windows)
        state.perform(.tour(.showMe))
        try await state.settle()
        let vector = try #require(state.pool.pool?.variants.firstIndex { $0.isSupportVector })
        state.perform(.adoptPoolVariant(vector))
        try await state.settle()
        state.perform(.tour(.go(.vector)))
        try await state.settle()
        #expect(!isDone && state.scene == .occlusion && state.currentVariant.isOriginal)
        state.perform(.adoptPoolVariant(vector))
        try await state.settle()
        #expect(isDone)
    }

    @Test("What is to be taken back is hidden as soon as the tour goes on")
    func undoAfterALesson() async throws {
        try await begin(at: .answer)
        state.perform(.lesson(.begin()))
        state.perform(.tour(.go(.undo)))
        state.perform(.lesson(.leave))
        state.perform(.lesson(.drop))
        #expect(state.tourObstacle == .elsewhere && !isDone)
        state.perform(.tour(.comeBack))
        #expect(!state.currentVariant.parts.isEmpty && state.tourObstacle == nil && !isDone)
        state.perform(.undo)
        #expect(isDone)
    }

    @Test("Layers that open by themselves with the data are not what Channels asks for")
    func channelsWithoutData() async throws {
        try await begin(at: .channels)
        let all = try SampleSet.open(try asset("Data/Pictograms"))
        let few = all.subset(
            Array(stride(from: 0, to: all.samples.count, by: 50)), name: UUID().uuidString)
        state.receive(.opened(run: state.newestData, few))
        try await state.settleSamples()
        state.perform(.showScene(.channels))
        #expect(state.samples.openLayers.count == 2 && !isDone)
        let open = state.samples.openLayers.map(\.layer)
        let other = try #require(state.samples.store?.layers.first { !open.contains($0.id) })
        state.perform(.samples(.toggleLayer(other.id)))
        #expect(isDone && state.tour?.findings.opened == other.name)
        let view = state.samples.openLayers.last { $0.layer == other.id }?.view
        #expect(state.tour?.findings.isNoHeatmap == (view != .heatmap))
    }
}
