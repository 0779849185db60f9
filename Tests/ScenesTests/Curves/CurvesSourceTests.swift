import Datasets
import Foundation
import Samples
import Testing

@testable import Scenes
@testable import Workbench

/// What Curves makes of a state: the Digits network and sixty of its digits.
@Suite(.serialized) @MainActor struct CurvesSourceTests {
    private static let assets = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Assets")

    private func opened() async throws -> AppState {
        let state = AppState(store: SidecarStore(folder: nil))
        state.perform(.openModel(Self.assets.appending(path: "Models/digits.onnx")))
        while state.network == nil {
            state.receiveResults()
            try await Task.sleep(for: .milliseconds(5))
        }
        let all = try SampleSet.open(Self.assets.appending(path: "Data/Digits"))
        let pictures = try (0..<60).map { try all.picture($0) }
        let set = SampleSet(
            name: UUID().uuidString, classNames: all.classNames, pictures: pictures,
            labels: (0..<60).map { all.samples[$0].label },
            names: (0..<60).map { "\($0)" })
        state.perform(.showScene(.curves))
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

    @Test func `glyphs are those of the orders, and stay while nothing changes`() async throws {
        let state = try await opened()
        let source = CurvesSource()
        let content = source.content(of: state)
        #expect(content.operations.map(\.id) == state.shownOperations.map(\.id) && content.isOpen)
        for operation in content.operations {
            let request = try #require(state.orderRequest(operation: operation.id))
            let order = try #require(state.samples.results.result(of: request)).order
            let glyph = try #require(operation.glyph)
            #expect(glyph.order == order && glyph.labels == state.samples.population?.classOf)
        }
        #expect(content.opened?.id == state.openOperation?.id && content.wait.isEmpty)
        #expect(content.labels.source == .given && content.memberCounts.reduce(0, +) == 60)
        let again = source.content(of: state)
        #expect(again.operations.map(\.glyph?.id) == content.operations.map(\.glyph?.id), "kept")

        state.perform(.samples(.showOperation(content.operations[1].id)))
        #expect(source.content(of: state).open == 1)
    }

    @Test func `a selected class is highlighted, another class or grid makes other glyphs`() async throws {
        let state = try await opened()
        let source = CurvesSource()
        let before = source.content(of: state)
        #expect(before.highlighted == nil && before.selection.flags.isEmpty)
        state.perform(.samples(.selectClass(3)))
        let chosen = source.content(of: state)
        let classOf = try #require(state.samples.population).classOf
        #expect(chosen.highlighted == 3 && chosen.selection.flags == classOf.map { $0 == 3 })
        #expect(chosen.opened?.glyph?.id == before.opened?.glyph?.id, "a selection changes no glyph")

        state.perform(.samples(.moveSelection(toClass: 4)))
        let moved = source.content(of: state)
        #expect(moved.memberCounts[3] == 0 && moved.memberCounts[4] == classOf.count { $0 == 3 || $0 == 4 })
        #expect(moved.opened?.glyph?.labels.contains(3) == false)
        var settings = state.samples.settings
        settings.usesWholeOrders = true
        state.perform(.samples(.set(settings)))
        let whole = source.content(of: state)
        #expect(whole.opened?.glyph?.id != moved.opened?.glyph?.id && whole.grid?.unusedCount == 4)
    }
}
