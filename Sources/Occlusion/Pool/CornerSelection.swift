/// The labels at the corners of the tetrahedron, and the variants that stand for them.
enum CornerSelection {
    /// The classes of the largest mean probability over the pool, largest first, at most four; the lower
    /// class index goes first where two are equal.
    static func corners(probabilities: [[Float]]) -> [(classIndex: Int, meanProbability: Double)] {
        guard let classCount = probabilities.first?.count else { return [] }
        var sums = [Double](repeating: 0, count: classCount)
        for row in probabilities {
            for (index, probability) in row.enumerated() { sums[index] += Double(probability) }
        }
        let order = sums.indices.sorted { (-sums[$0], $0) < (-sums[$1], $1) }
        return order.prefix(4).map { ($0, sums[$0] / Double(probabilities.count)) }
    }

    /// For every corner the variants that stand for it, best first, no variant twice.
    ///
    /// A corner's order of preference: the larger its probability, then the farther the output moved from the
    /// original's, then the lower index. The corners take turns, most probable label first, each taking the
    /// best variant that is left, until each has `count`; a turn that not all could complete is not begun, so
    /// that all are represented equally.
    static func variants(
        ofCorners probabilities: [[Float]], movements: [Double], count: Int
    ) -> [[Int]] {
        guard let cornerCount = probabilities.first?.count, cornerCount > 0 else { return [] }
        var orders = (0..<cornerCount).map { corner in
            probabilities.indices.sorted { left, right in
                let leftKey = (-probabilities[left][corner], -movements[left], left)
                return leftKey < (-probabilities[right][corner], -movements[right], right)
            }[...]
        }
        var isTaken = [Bool](repeating: false, count: probabilities.count)
        var chosen = [[Int]](repeating: [], count: cornerCount)
        for _ in 0..<min(max(0, count), probabilities.count / cornerCount) {
            for corner in 0..<cornerCount {
                while let next = orders[corner].popFirst() {
                    guard !isTaken[next] else { continue }
                    isTaken[next] = true
                    chosen[corner].append(next)
                    break
                }
            }
        }
        return chosen
    }
}
