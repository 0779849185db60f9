import Datasets
import Foundation
import Samples
import Testing

@testable import Scenes
@testable import Workbench

@MainActor @Suite(.serialized) struct PlaneSourceTests {
    private static let assets = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Assets")

    /// A state with Digits, 40 of its pictures run through, and planes of their principal components.
    private func state() async throws -> AppState {
        let state = AppState(store: SidecarStore(folder: nil))
        state.perform(.openModel(Self.assets.appending(path: "Models/digits.onnx")))
        try await wait(for: state) { state.network != nil && !state.activity.isAnalyzing }
        let set = try SampleSet.open(Self.assets.appending(path: "Data/Digits"))
            .subset(Array(0..<40), name: UUID().uuidString)
        state.receive(.opened(run: state.newestData, set))
        try await wait(for: state) { state.samples.store != nil }
        state.perform(.showScene(.network))
        var settings = state.samples.settings
        (settings.method, settings.showsPlanes) = (.pca, true)
        state.perform(.samples(.set(settings)))
        try await wait(for: state) { state.samples.results.running.isEmpty }
        return state
    }

    private func wait(for state: AppState, _ isDone: () -> Bool) async throws {
        for _ in 0..<6000 where !isDone() {
            state.receiveResults()
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(isDone())
    }

    @Test func `every layer of the data becomes a plane, turned to be like the one before`() async throws {
        let state = try await state()
        let source = PlaneSource()
        let content = try #require(source.content(of: state))
        #expect(content.planes.map(\.names[0]) == ["input", "conv 1", "conv 2", "fc 1", "fc 2", "logits"])
        #expect(content.readyCount == 6 && content.wait.isEmpty && content.shape.links.count == 5)
        #expect(content.method == "PCA of channel summaries")
        let (fc, logits) = (try #require(content.planes[4].places), try #require(content.planes[5].places))
        let request = try #require(state.embeddingRequest(layer: 5))
        let found = try #require(state.samples.results.result(of: request))
        let wanted = SamplePlaces(onPlane: found.points, content.population, like: fc)
        #expect(zip(wanted.points, logits.points).allSatisfy { $0 == $1 })
        // What is known is not made again.
        let again = try #require(source.content(of: state))
        #expect(again.planes.map { $0.places?.id } == content.planes.map { $0.places?.id })
    }

    @Test func `while others are worked out the old planes stay`() async throws {
        let state = try await state()
        let source = PlaneSource()
        let before = try #require(source.content(of: state)?.planes[5].places)
        var settings = state.samples.settings
        settings.method = .mds
        state.perform(.samples(.set(settings)))
        let waiting = try #require(source.content(of: state))
        #expect(waiting.planes[5].isOld && waiting.planes[5].places?.id == before.id)
        #expect(waiting.readyCount < 6 && !waiting.wait.isEmpty)
        #expect(PlaneWords.title(waiting, isMasked: false).subtitle.contains("of 6 planes"))
        settings.showsPlanes = false
        state.perform(.samples(.set(settings)))
        #expect(source.content(of: state) == nil)
    }
}
