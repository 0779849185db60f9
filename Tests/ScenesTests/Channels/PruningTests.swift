import Rendering
import Testing

@testable import Scenes

@MainActor @Suite struct PruningTests {
    private let pruning = ChannelsSample().pruning

    @Test func `the summary says how many channels can go`() {
        var content = pruning
        content.curves[0].accuracy = content.removedCounts.map { $0 <= 32 ? 0.95 : 0.5 }
        #expect(content.lastStep(losingAtMost: 0.01) == content.removedCounts.lastIndex { $0 <= 32 })
        #expect(PruningWords.summary(content) == "50\u{2009}% of the channels can go for at most one point.")
        content.curves[0].accuracy = content.removedCounts.map { $0 == 0 ? 0.95 : 0.5 }
        #expect(PruningWords.summary(content) == "Already the first channels cost more than one point.")
    }

    @Test func `a place on the plot has a step and the nearest line`() throws {
        let plot = PruningPlot(
            pruning, in: Rectangle(x: 10, y: 10, width: 500, height: 300),
            pen: Pen(theme: .light, fonts: .standard))
        for step in pruning.removedCounts.indices {
            let found = try #require(plot.nearest(to: plot.place(step, pruning.curves[3].accuracy[step])))
            #expect(found.step == step)
            #expect(
                pruning.curves[found.curve].accuracy[step] == pruning.curves[3].accuracy[step])
        }
        #expect(plot.nearest(to: Point(2, 2)) == nil)
    }

    @Test func `a class without samples that count has no place`() {
        var content = pruning
        content.curves[2].accuracy = content.removedCounts.map { _ in .nan }
        let plot = PruningPlot(
            content, in: Rectangle(x: 0, y: 0, width: 400, height: 300),
            pen: Pen(theme: .light, fonts: .standard))
        #expect(plot.nearest(to: plot.place(4, 0.5))?.curve != 2)
        #expect(PruningWords.status(content, step: 1, curve: 2) == "3 of 64 channels removed")
    }
}
