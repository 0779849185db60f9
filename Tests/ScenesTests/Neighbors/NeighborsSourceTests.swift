import Datasets
import Foundation
import Samples
import Testing

@testable import Scenes
@testable import Workbench

/// What the scene makes of a state: the Digits network and sixty of its digits.
@Suite(.serialized) @MainActor struct NeighborsSourceTests {
    private static let assets = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Assets")

    private func opened(hasLabels: Bool = true) async throws -> AppState {
        let state = AppState(store: SidecarStore(folder: nil))
        state.perform(.openModel(Self.assets.appending(path: "Models/digits.onnx")))
        while state.network == nil {
            state.receiveResults()
            try await Task.sleep(for: .milliseconds(5))
        }
        let all = try SampleSet.open(Self.assets.appending(path: "Data/Digits"))
        let pictures = try (0..<60).map { try all.picture($0) }
        let set = SampleSet(
            name: UUID().uuidString, classNames: hasLabels ? all.classNames : [], pictures: pictures,
            labels: hasLabels ? (0..<60).map { all.samples[$0].label } : Array(repeating: nil, count: 60),
            names: (0..<60).map { "\($0)" })
        state.perform(.showScene(.neighbors))
        state.receive(.opened(run: state.newestData, set))
        try await settle(state)
        return state
    }

    /// Waits until nothing is under way.
    private func settle(_ state: AppState) async throws {
        repeat {
            state.receiveResults()
            try await Task.sleep(for: .milliseconds(5))
        } while state.samples.progress != nil || state.samples.store == nil
            || !state.samples.results.running.isEmpty
    }

    @Test func `lines, distances, disc and maps are those of the state`() async throws {
        let state = try await opened()
        var settings = state.samples.settings
        (settings.neighborhoodCount, settings.transformationCount) = (10, 12)
        state.perform(.samples(.set(settings)))
        try await settle(state)
        let source = NeighborsSource()
        let content = source.content(of: state)
        let lines = try #require(content.stability)
        #expect(lines.names == state.shownOperations.map(\.name) && lines.names.first == "input")
        #expect(lines.count == 10 && lines.samples == Array(0..<60))
        #expect((0..<60).allSatisfy { lines.kept($0, operation: 0) == 10 })
        let last = try #require(state.neighborsRequest(operation: state.shownOperations.last?.id ?? 0))
        let overlap = try #require(state.samples.results.result(of: last)).overlap
        #expect((0..<60).allSatisfy { lines.kept($0, operation: lines.names.count - 1) == overlap[$0] })

        let plot = try #require(content.plot)
        #expect(content.focus == 0 && plot.count == 12 && plot.traces.allSatisfy { $0.sample != 0 })
        #expect(plot.traces.count { $0.fromRank <= 12 } == 12 && plot.traces.count { $0.toRank <= 12 } == 12)
        #expect(content.maps.count == 3 && content.maps.allSatisfy { $0.scatter?.places.count == 60 })
        #expect(content.maps[2].scatter?.selected.count == 12, "the neighbors of the picture")
        #expect(content.curves.to?.count == 12 && content.stabilityWords.wait.isEmpty)

        let again = source.content(of: state)
        #expect(again.plotNumber == content.plotNumber && again.stability?.id == lines.id, "kept")
        state.perform(.samples(.focus(7)))
        try await settle(state)
        let other = source.content(of: state)
        #expect(other.focus == 7 && other.plotNumber != content.plotNumber && other.stability?.id == lines.id)
    }

    @Test func `a filter leaves out what is of another class`() async throws {
        let state = try await opened()
        let source = NeighborsSource()
        var filter = SampleFilter()
        filter.label = 3
        state.perform(.samples(.filter(filter)))
        let content = source.content(of: state)
        let threes = (0..<60).filter { state.samples.classes.classOf[$0] == 3 }
        #expect(
            content.stability?.samples == threes && content.stabilityWords.remark.contains("of 60 pictures"))
        let plot = try #require(content.plot)
        #expect(Set(plot.traces.map(\.sample)) == Set(threes).subtracting([0]) && plot.sectors.count == 1)
        #expect(content.plotWords.remark.contains(" of 59 neighbors"), "k is larger than the population")
    }

    @Test func `without classes there is one sector and one curve`() async throws {
        let state = try await opened(hasLabels: false)
        let content = NeighborsSource().content(of: state)
        #expect(content.plot?.sectors.map(\.classIndex) == [-1])
        let curves = try #require(content.curves.to)
        #expect(curves.curves.map(\.classIndex) == [-1] && curves.bandwidth != nil)
    }

    @Test func `another k keeps the old lines until the new ones are there`() async throws {
        let state = try await opened()
        let source = NeighborsSource()
        let before = try #require(source.content(of: state).stability)
        var settings = state.samples.settings
        settings.neighborhoodCount = 5
        state.perform(.samples(.set(settings)))
        let during = source.content(of: state)
        #expect(during.stability?.id == before.id && !during.stabilityWords.wait.isEmpty)
        try await settle(state)
        let after = source.content(of: state)
        #expect(after.stability?.count == 5 && after.stabilityWords.wait.isEmpty)
    }
}
