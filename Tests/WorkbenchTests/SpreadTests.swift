import Testing

@testable import Workbench

@Suite struct SpreadTests {
    @Test("The middle, the shortest and the longest, in whatever order they came")
    func sortsValues() {
        let spread = Spread([5, 1, 9, 3, 7])
        #expect(spread.median == 5 && spread.min == 1 && spread.max == 9)
        #expect(Spread([4, 2]).median == 4)
        #expect(Spread([8, 4, 6]).divided(by: 2) == Spread([2, 3, 4]))
    }

    @Test("A quick first run is not counted, one that fills the budget is")
    func leavesOutFirstRun() {
        var runs = 0
        _ = Stopwatch(mostRuns: 3, budget: .seconds(60)).measure { runs += 1 }
        #expect(runs == 4)
        runs = 0
        _ = Stopwatch(mostRuns: 3, budget: .seconds(60)).measure(countingFirst: true) { runs += 1 }
        #expect(runs == 3)
        runs = 0
        let spread = Stopwatch(mostRuns: 3, budget: .zero).measure { runs += 1 }
        #expect(runs == 1 && spread.min >= 0)
    }
}
