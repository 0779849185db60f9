import Tensors
import Testing

@testable import Analysis

@Suite struct NeighborhoodChangeTests {
    /// Distances from row 0 and the order of all others, as a request hands them out.
    private func ranked(_ distances: [Float]) -> ([Float], [Int]) {
        (distances, (1..<distances.count).sorted { (distances[$0], $0) < (distances[$1], $1) })
    }

    private func change(_ from: [Float], _ to: [Float], count: Int) -> NeighborhoodChange {
        let ((first, firstOrder), (second, secondOrder)) = (ranked(from), ranked(to))
        return NeighborhoodChange(
            from: first, fromOrder: firstOrder, to: second, toOrder: secondOrder, count: count)
    }

    @Test func `radii, ranks and changes are those worked out by hand`() {
        // In the first space 1, 2, 3 are near, in the second 3, 4, 1.
        let found = change([0, 1, 2, 3, 5, 9], [0, 4, 20, 2, 3, 100], count: 3)
        #expect(found.count == 3 && found.neighbors.map(\.row) == [3, 4, 2, 1])
        let byRow = Dictionary(uniqueKeysWithValues: found.neighbors.map { ($0.row, $0) })
        #expect(byRow[1]?.fromRadius == 0.5 && byRow[1]?.toRadius == 1.5)
        #expect(byRow[2]?.fromRadius == 1 && byRow[2]?.toRadius == 1.62, "beyond the last neighbor")
        #expect(byRow[3]?.fromRadius == 1.5 && byRow[3]?.toRadius == 0.5 && byRow[3]?.change == -1)
        // (5 - 1) / (3 - 1) + 0.5 is beyond 1.62; (3 - 2) / (4 - 2) + 0.5 is 1.
        #expect(byRow[4]?.fromRadius == 1.62 && byRow[4]?.toRadius == 1)
        #expect(byRow[4]?.fromRank == 4 && byRow[4]?.toRank == 2 && byRow[2]?.toRank == 4)
    }

    @Test(arguments: [1, 7, 40, 99, 400]) func `the union is that of a naive search`(count: Int) {
        var generator = SplitMix64(seed: 5)
        let from = [0] + (1..<100).map { _ in Float.random(in: 0...9, using: &generator).rounded() }
        let to = [0] + (1..<100).map { _ in Float.random(in: 0...1, using: &generator) }
        let found = change(from, to, count: count)
        func nearest(_ distances: [Float]) -> Set<Int> {
            Set((1..<100).sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(count))
        }
        #expect(found.count == min(count, 99))
        #expect(Set(found.neighbors.map(\.row)) == nearest(from).union(nearest(to)))
        #expect(found.neighbors.count == Set(found.neighbors.map(\.row)).count)
        for neighbor in found.neighbors {
            let nearer = (1..<100).count { (to[$0], $0) < (to[neighbor.row], neighbor.row) }
            #expect(neighbor.toRank == nearer + 1)
        }
        let changes = found.neighbors.map(\.change)
        #expect(changes == changes.sorted())
    }

    @Test func `neighbors that are all as far as each other lie in the middle`() {
        let found = change([0, 2, 2, 2, 7], [0, 1, 2, 3, 4], count: 2)
        let byRow = Dictionary(uniqueKeysWithValues: found.neighbors.map { ($0.row, $0) })
        #expect(byRow[1]?.fromRadius == 1 && byRow[2]?.fromRadius == 1)
        #expect(change([0], [0], count: 5).neighbors.isEmpty, "nobody else is there")
    }
}
