import Tensors

/// How far samples are neighbours of each other: a symmetric graph with weights in 0...1, as sparse rows.
///
/// Source: McInnes, Healy and Melville 2018, algorithms 1 and 2: a pair's weight is that at least one of the two takes
/// the other for a neighbour, each measuring in a unit of its own.
struct FuzzyGraph: Sendable {
    /// The entries of sample i are those from starts[i] up to starts[i + 1].
    private(set) var starts: [Int32]
    /// The other sample of each entry, ascending within a row.
    private(set) var others: [Int32]
    /// The weight of each entry, 0 excluded.
    private(set) var weights: [Float]

    /// How many samples there are.
    var count: Int { starts.count - 1 }

    /// Of nearest neighbours, the samples themselves not counted among them.
    init(_ neighbors: NearestNeighbors, sampleCount: Int, workers: Workers = .standard) {
        let memberships = Self.memberships(neighbors, sampleCount: sampleCount, workers: workers)
        let count = neighbors.count
        var entries = [[Entry]](repeating: [], count: sampleCount)
        for sample in 0..<sampleCount {
            for place in sample * count..<(sample + 1) * count where memberships[place] > 0 {
                let other = neighbors.indices[place]
                entries[sample].append(Entry(other: other, membership: memberships[place]))
                entries[Int(other)].append(Entry(other: Int32(sample), membership: memberships[place]))
            }
        }
        (starts, others, weights) = ([0], [], [])
        for row in entries {
            let first = others.count
            for entry in row.sorted(by: { $0.other < $1.other }) {
                // The same pair in the other direction: one of the two, or both.
                if others.count > first, others[others.count - 1] == entry.other {
                    let weight = weights[weights.count - 1]
                    weights[weights.count - 1] = weight + entry.membership - weight * entry.membership
                } else {
                    others.append(entry.other)
                    weights.append(entry.membership)
                }
            }
            starts.append(Int32(others.count))
        }
    }

    private struct Entry {
        let other: Int32
        let membership: Float
    }

    /// Without the entries below `least`.
    func pruned(below least: Float) -> FuzzyGraph {
        var pruned = self
        (pruned.others, pruned.weights) = ([], [])
        for sample in 0..<count {
            for entry in entries(of: sample) where weights[entry] >= least {
                pruned.others.append(others[entry])
                pruned.weights.append(weights[entry])
            }
            pruned.starts[sample + 1] = Int32(pruned.others.count)
        }
        return pruned
    }

    /// The entries of a sample.
    func entries(of sample: Int) -> Range<Int> { Int(starts[sample])..<Int(starts[sample + 1]) }

    /// The samples of each part that hangs together, ascending; the parts by their first samples.
    var connectedParts: [[Int]] {
        var isReached = [Bool](repeating: false, count: count)
        var parts: [[Int]] = []
        for sample in 0..<count where !isReached[sample] {
            var part = [sample]
            isReached[sample] = true
            var next = 0
            while next < part.count {
                for entry in entries(of: part[next]) where !isReached[Int(others[entry])] {
                    isReached[Int(others[entry])] = true
                    part.append(Int(others[entry]))
                }
                next += 1
            }
            parts.append(part.sorted())
        }
        return parts
    }

    /// How far each neighbour is one for the sample that has it, 0...1.
    private static func memberships(
        _ neighbors: NearestNeighbors, sampleCount: Int, workers: Workers
    ) -> [Float] {
        let count = neighbors.count
        let mean =
            neighbors.distances.reduce(0) { $0 + Double($1) } / Double(max(1, sampleCount * (count + 1)))
        let pieceCount = min(64, sampleCount)
        return workers.map(pieceCount) { piece in
            (sampleCount * piece / pieceCount..<sampleCount * (piece + 1) / pieceCount).flatMap { sample in
                let own = neighbors.distances[sample * count..<(sample + 1) * count]
                return LocalMetric(Array(own), meanOfAll: mean).memberships
            }
        }.flatMap { $0 }
    }
}
