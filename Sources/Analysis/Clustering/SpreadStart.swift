import Glibc
import Tensors

/// Chooses rows that lie far apart, as the first centres of K-means.
///
/// The first at random; then, as often as needed, some candidates with probabilities as their squared distances to
/// the nearest chosen row, of which the one stays that brings all rows nearest to a chosen one. Sources: D. Arthur and
/// S. Vassilvitskii, "k-means++: The advantages of careful seeding", SODA 2007; the candidates as in scikit-learn.
struct SpreadStart {
    private let rows: CentredRows
    /// The squared distance of every row to the nearest chosen one.
    private var nearest: [Float]

    /// The rows chosen, at most `count`: fewer where there are fewer distinct ones.
    static func choose(
        _ count: Int, of rows: CentredRows, using generator: inout SplitMix64, isStale: () -> Bool
    ) -> [Int] {
        guard rows.count > 0 else { return [] }
        var chosen = [Int.random(in: 0..<rows.count, using: &generator)]
        var start = SpreadStart(rows: rows, nearest: [])
        start.nearest = start.distances(toRows: chosen)
        let candidateCount = 2 + Int(log(Double(count)))
        while chosen.count < count, !isStale() {
            let candidates = start.candidates(candidateCount, using: &generator)
            guard !candidates.isEmpty else { break }
            chosen.append(start.take(bestOf: candidates))
        }
        return chosen
    }

    /// Rows drawn with probabilities as their distances; none where all rows are chosen.
    private func candidates(_ count: Int, using generator: inout SplitMix64) -> [Int] {
        var total = 0.0
        let sums = nearest.map { distance in
            total += Double(distance)
            return total
        }
        guard total > 0, total.isFinite else { return [] }
        return (0..<count).map { _ in
            let place = Double.random(in: 0..<total, using: &generator)
            var (low, high) = (0, sums.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if sums[middle] > place { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }

    /// Chooses the candidate that leaves the smallest sum of distances.
    private mutating func take(bestOf candidates: [Int]) -> Int {
        let distances = distances(toRows: candidates)
        let sums = candidates.indices.map { candidate in
            nearest.indices.reduce(0.0) {
                $0 + Double(min(nearest[$1], distances[$1 * candidates.count + candidate]))
            }
        }
        let best = sums.indices.min { sums[$0] < sums[$1] } ?? 0
        for row in nearest.indices {
            nearest[row] = min(nearest[row], distances[row * candidates.count + best])
        }
        return candidates[best]
    }

    /// The squared distances of all rows to some of them, `[rows, chosen]`; what rounding leaves between equal rows
    /// is 0.
    private func distances(toRows chosen: [Int]) -> [Float] {
        var distances = rows.products(with: chosen.flatMap(rows.row))
        let norms = rows.squares
        for row in 0..<rows.count {
            for (index, other) in chosen.enumerated() {
                let place = row * chosen.count + index
                let sum = norms[row] + norms[other]
                let distance = sum - 2 * distances[place]
                distances[place] = distance > 1e-6 * sum ? distance : 0
            }
        }
        return distances
    }
}
