/// How well samples of one class lie together on a curve: the share of neighbouring cells whose samples are of the same
/// class (Halnaut et al. 2021).
///
/// Two cells are neighbours where they share an edge and both have a sample. 1 cannot be reached where there are several
/// classes, as they have borders.
public struct CurveQuality: Sendable, Equatable {
    /// The share of all pairs of neighbours that are of one class, 0...1; 0 where there are no pairs.
    public let quality: Float
    /// The same for each class: of the pairs with at least one sample of it, those that have two.
    public let ofClasses: [Float]
    /// How many samples have 0, 1 or 2 neighbours of their class in the order; the first and the last have one
    /// neighbour only.
    public let agreement: [Int]

    /// The quality of an order on a curve.
    ///
    /// - Parameters:
    ///   - labels: the class of each sample in the order, 0 ..< classCount; -1: none, which is like no other.
    public init(_ curve: HilbertCurve, labels: [Int], classCount: Int) {
        var grid = [Int](repeating: -2, count: curve.width * curve.height)
        let first = curve.firstPosition(of: labels.count)
        var agreement = [0, 0, 0]
        for (position, label) in labels.enumerated() {
            let cell = curve.cells[first + position]
            grid[Int(cell.y) * curve.width + Int(cell.x)] = label
            agreement[Self.agreement(of: position, in: labels)] += 1
        }
        var (pairs, alike) = (0, 0)
        var pairsOf = [Int](repeating: 0, count: classCount)
        var alikeOf = pairsOf
        func count(_ a: Int, _ b: Int) {
            guard a != -2, b != -2 else { return }
            pairs += 1
            if a == b, a >= 0 {
                alike += 1
                alikeOf[a] += 1
                pairsOf[a] += 1
            } else {
                if a >= 0 { pairsOf[a] += 1 }
                if b >= 0 { pairsOf[b] += 1 }
            }
        }
        for y in 0..<curve.height {
            for x in 0..<curve.width {
                let here = grid[y * curve.width + x]
                if x + 1 < curve.width { count(here, grid[y * curve.width + x + 1]) }
                if y + 1 < curve.height { count(here, grid[(y + 1) * curve.width + x]) }
            }
        }
        quality = pairs > 0 ? Float(alike) / Float(pairs) : 0
        ofClasses = zip(alikeOf, pairsOf).map { $1 > 0 ? Float($0) / Float($1) : 0 }
        self.agreement = agreement
    }

    /// How many of the neighbours in an order have the same class: 0, 1 or 2.
    public static func agreement(of position: Int, in labels: [Int]) -> Int {
        let label = labels[position]
        guard label >= 0 else { return 0 }
        let before = position > 0 && labels[position - 1] == label
        let after = position + 1 < labels.count && labels[position + 1] == label
        return (before ? 1 : 0) + (after ? 1 : 0)
    }
}
