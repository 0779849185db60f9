import Rendering
import Testing
import Workbench

@testable import Desktop

@MainActor
@Suite(.serialized) struct NeighborsSectionsTests {
    @Test func theNumbersOfNeighborsGrowFromTwoToAThousand() {
        let all = NeighborCounts.all
        #expect(all.first == 2 && all.last == 1_000)
        #expect(zip(all, all.dropFirst()).allSatisfy { $0 < $1 })
        for count in [2, 20, 100, 300, 1_000] { #expect(all[Int(NeighborCounts.place(of: count))] == count) }
        #expect(all[Int(NeighborCounts.place(of: 5_000))] == 1_000)
    }

    @Test func withoutDataThePanelSaysSo() throws {
        let context = try OffscreenContext()
        defer { context.close() }
        let state = AppState()
        state.perform(.showScene(.neighbors))
        let program = try Program(state: state)
        defer { program.close() }
        program.resize(width: 1_280, height: 800, contentScale: 1)
        let target = try OffscreenTarget(width: 1_280, height: 800)
        defer { target.close() }
        for _ in 0..<3 {
            target.bind()
            try program.draw(time: 1)
        }
        #expect(program.frame.transformedRows(state, isFrom: true).isEmpty)
        #expect(program.frame.filterRows(state, isLabel: true).isEmpty)
        #expect(!program.needsFrame, "an idle window draws no frame")
    }
}
