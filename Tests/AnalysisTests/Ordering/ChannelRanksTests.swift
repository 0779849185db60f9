import Tensors
import TestSupport
import Testing

@testable import Analysis

@Suite("Ranks of channels")
struct ChannelRanksTests {
    @Test("The variance is over all samples, those of no class included")
    func variance() throws {
        let summaries = Tensor(shape: [4, 2], values: [1, 5, 2, 5, 3, 5, 6, 5])
        let ranks = try ChannelRanks(summaries: summaries, classOf: [0, 1, -1, -1], classCount: 2)
        #expect(ranks.variance == [3.5, 0])  // numpy.var
    }

    @Test("Two classes are apart by the distance of their samples, one beside the other")
    func twoClasses() throws {
        // Samples 0 and 3 against 1 and 2; sample 4 is in no class.
        let summaries = Tensor(shape: [5, 2], values: [1, 0, 4, 0, 2, 7, 6, 7, 100, 100])
        let ranks = try ChannelRanks(summaries: summaries, classOf: [0, 1, 1, 0, -1], classCount: 2)
        #expect(ranks.classDistance == [5, 0])  // sqrt((1 - 4)^2 + (6 - 2)^2)
    }

    @Test("Equation 3 sums over all pairs of classes, cut to as many samples as the smallest has")
    func equation() throws {
        let summaries = Tensor.random([90, 7], seed: 3)
        let classOf = (0..<90).map { $0 % 11 == 0 ? -1 : ($0 * $0) % 5 }
        let ranks = try ChannelRanks(summaries: summaries, classOf: classOf, classCount: 6)
        let members = (0..<5).map { wanted in classOf.indices.filter { classOf[$0] == wanted } }
            .filter { !$0.isEmpty }
        let smallest = members.map(\.count).min() ?? 0
        #expect(smallest > 3 && Set(members.map(\.count)).count > 1)
        for channel in 0..<7 {
            var sum = 0.0
            for u in members.indices {
                for v in members.indices where v > u {
                    let squares = (0..<smallest).map { sample in
                        Double(
                            summaries[members[u][sample], channel] - summaries[members[v][sample], channel])
                    }.reduce(0) { $0 + $1 * $1 }
                    sum += squares.squareRoot()
                }
            }
            #expect(abs(Double(ranks.classDistance[channel]) - sum) < 1e-5)
        }
    }

    @Test("One class alone has no distances")
    func oneClass() throws {
        let ranks = try ChannelRanks(
            summaries: Tensor(shape: [2, 3], repeating: 1), classOf: [0, 0], classCount: 1)
        #expect(ranks.classDistance == [0, 0, 0])
    }

    @Test("Nobody waits for ranks that are stale")
    func stale() {
        #expect(throws: CancellationError.self) {
            try ChannelRanks(
                summaries: Tensor.random([4, 2]), classOf: [0, 0, 1, 1], classCount: 2, isStale: { true })
        }
    }

    @Test("The largest come first, of equal ones the lower channel")
    func order() {
        #expect(ChannelRanks.largestFirst([2, 5, 2, 7, 5]) == [3, 1, 4, 0, 2])
    }
}
