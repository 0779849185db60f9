import Analysis
import TestSupport
import Testing

@Suite("Optimal K-means of numbers on a line")
struct OptimalKMeans1DTests {
    private struct Recorded: Decodable {
        let values: RecordedFloats
        let inertias: [Double]
    }

    @Test("No partition of a few numbers is better", arguments: 1...6)
    func bruteForce(count: Int) {
        var generator = LinearCongruence(state: UInt64(count))
        for size in 1...9 {
            // Few distinct values, so that ties are common.
            let values = (0..<size).map { _ in Float(generator.next() % 7) / 4 }
            let clusters = OptimalKMeans1D.cluster(values, count: count)
            #expect(abs(inertia(clusters, values) - smallestInertia(values, count: count)) < 1e-9)
        }
    }

    @Test("It is never worse than fifty starts of scikit-learn's K-means")
    func scikitLearn() throws {
        for recorded in try JSONRecording.read("analysis/kmeans.json", as: [Recorded].self) {
            for (index, best) in recorded.inertias.enumerated() {
                let clusters = OptimalKMeans1D.cluster(recorded.values.values, count: index + 1)
                #expect(clusters.count == index + 1)
                let inertia = inertia(clusters, recorded.values.values)
                #expect(inertia <= best * (1 + 1e-9) + 1e-12)
                #expect(inertia >= best * 0.9)
            }
        }
    }

    @Test("Clusters are ordered by mean and hold every index once, ascending")
    func order() {
        var generator = LinearCongruence(state: 9)
        let values = (0..<4096).map { _ in Float(generator.next() % 1000) / 1000 }
        let clusters = OptimalKMeans1D.cluster(values, count: 8)
        let means = clusters.map { cluster in cluster.reduce(0) { $0 + values[$1] } / Float(cluster.count) }
        #expect(means == means.sorted())
        #expect(clusters.allSatisfy { $0 == $0.sorted() })
        #expect(clusters.joined().sorted() == Array(values.indices))
    }

    @Test("Equal values stay together, and fewer distinct values make fewer clusters")
    func equalValues() {
        #expect(OptimalKMeans1D.cluster([2, 1, 2, 1, 2], count: 3) == [[1, 3], [0, 2, 4]])
        #expect(OptimalKMeans1D.cluster([5, 5, 5], count: 8) == [[0, 1, 2]])
        #expect(OptimalKMeans1D.cluster([0, -0.0], count: 2) == [[0, 1]])
        #expect(OptimalKMeans1D.cluster([], count: 3).isEmpty)
    }

    @Test("Of two best partitions it always takes the same")
    func ties() {
        #expect(OptimalKMeans1D.cluster([0, 1, 2], count: 2) == [[0], [1, 2]])
        #expect(OptimalKMeans1D.cluster([2, 1, 0], count: 2) == [[2], [0, 1]])
    }

    private func inertia(_ clusters: [[Int]], _ values: [Float]) -> Double {
        clusters.reduce(0) { sum, cluster in
            let members = cluster.map { Double(values[$0]) }
            let mean = members.reduce(0, +) / Double(members.count)
            return sum + members.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }
    }

    /// Over every assignment of the sorted values to at most `count` runs.
    private func smallestInertia(_ values: [Float], count: Int) -> Double {
        let sorted = values.indices.sorted { values[$0] < values[$1] }
        return (0..<1 << (values.count - 1)).reduce(.infinity) { best, cuts in
            var runs = [[sorted[0]]]
            for (place, index) in sorted.enumerated().dropFirst() {
                if cuts >> (place - 1) & 1 == 1 { runs.append([]) }
                runs[runs.count - 1].append(index)
            }
            return runs.count > count ? best : min(best, inertia(runs, values))
        }
    }
}

/// Repeatable numbers for tests (Knuth's MMIX constants).
struct LinearCongruence {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
