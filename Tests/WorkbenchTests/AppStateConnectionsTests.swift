import Foundation
import Occlusion
import Testing

@testable import Workbench

/// Connections of what is pointed at, with the networks that come with the program.
@MainActor
@Suite struct AppStateConnectionsTests {
    private func found(_ state: AppState) async throws -> Connections? {
        for _ in 0..<500 where state.connectionState.requested != nil {
            state.receiveResults()
            try await Task.sleep(for: .milliseconds(10))
        }
        return state.connections
    }

    @Test("A map takes from the layer before, in shares that sum to 1; a class from the units")
    func shares() async throws {
        let state = try await AppState.opened()
        let layers = try #require(state.network?.layers)
        let second = try #require(layers.first { $0.name == "conv 2" })
        state.perform(.traceConnections(.map(layer: second.id, number: 3)))
        let map = try #require(try await found(state))
        #expect(map.target == .map(layer: second.id, number: 3))
        #expect(Set(map.sources.map(\.layer)) == [second.predecessors[0]])
        #expect(abs(map.sources.reduce(0) { $0 + $1.share } - 1) < 1e-4)
        #expect(map.sources.map(\.share) == map.sources.map(\.share).sorted(by: >))
        state.perform(.traceConnections(.map(layer: 0, number: 0)))
        #expect(try await found(state)?.sources.map(\.layer) == [-1])
        let answer = try #require(state.analysis?.answer).classIndex
        state.perform(.traceConnections(.shownClass(answer)))
        let units = try #require(try await found(state))
        let last = try #require(layers.last { $0.kind == .dense && $0.mapCount == 84 })
        #expect(Set(units.sources.map(\.layer)) == [last.id])
        // What speaks for the answer outweighs what speaks against it.
        #expect(units.sources.reduce(0) { $0 + ($1.lowers ? -$1.share : $1.share) } > 0)
    }

    @Test("They are kept for what was looked at, and computed again under a mask")
    func keeping() async throws {
        let state = try await AppState.opened()
        let target = ConnectionTarget.map(layer: 1, number: 0)
        state.perform(.traceConnections(target))
        let before = try #require(try await found(state))
        state.perform(.traceConnections(nil))
        #expect(state.connections == nil)
        state.perform(.traceConnections(target))
        #expect(state.connectionState.requested == nil && state.connections == before)
        state.perform(.addMask(.rectangle(PixelRectangle(x: 4, y: 0, width: 24, height: 20))))
        try await state.settle()
        let masked = try #require(try await found(state))
        #expect(masked.target == target && masked != before)
    }

    @Test("The open map has them without being pointed at, and switched off nothing has")
    func openMap() async throws {
        let state = try await AppState.opened()
        state.perform(.openCluster(layer: 1, cluster: 0))
        let map = try #require(state.analysis?.layers[1].clusters[0].maps.first)
        state.perform(.openMap(map))
        #expect(try await found(state)?.target == .map(layer: 1, number: map))
        state.perform(.showConnections(false))
        #expect(state.connections == nil)
        state.perform(.traceConnections(.shownClass(3)))
        #expect(try await found(state) == nil)
    }

    @Test("With labels merged, the place of a class in the list is another one's, and so are its connections")
    func mergedLabels() async throws {
        let state = try await AppState.opened()
        state.perform(.traceConnections(.shownClass(6)))
        let next = try #require(try await found(state))
        state.perform(.traceConnections(.shownClass(5)))
        let before = try #require(try await found(state))
        state.perform(.mergeLabels(name: "low", classes: [0, 1]))
        #expect(state.network?.merging.members[5] == [6] && state.connections != before)
        let after = try #require(try await found(state))
        #expect(after.sources == next.sources && after.sources != before.sources)
    }

    @Test("A map that is not there has none")
    func absent() async throws {
        let state = try await AppState.opened()
        state.perform(.traceConnections(.map(layer: 1, number: 99)))
        #expect(try await found(state) == nil)
    }
}
