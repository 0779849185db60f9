/// How the neighbourhood of one row changes from one space to another: its nearest rows in either, with their ranks, and
/// their distances measured by each space's own neighbourhood.
///
/// Distances of two spaces cannot be compared; a space's own neighbours set the unit: its nearest neighbour lies at
/// radius 0.5, its last one at 1.5, and what lies beyond is drawn no farther than 1.62.
/// Source: M. Dück et al., "Neighborhood development" (transformation plot), 2025.
public struct NeighborhoodChange: Sendable, Equatable {
    /// A row that is among the nearest in one of the spaces, or in both.
    public struct Neighbor: Sendable, Equatable {
        /// The row.
        public let row: Int
        /// Its place among all others in the first space, 1 for the nearest.
        public let fromRank: Int
        /// Its place among all others in the second space, 1 for the nearest.
        public let toRank: Int
        /// How far it is in the first space, 0.5...1.62.
        public let fromRadius: Float
        /// How far it is in the second space, 0.5...1.62.
        public let toRadius: Float
        /// How much farther it went, in radii; below 0: it came closer.
        public var change: Float { toRadius - fromRadius }
    }

    /// Where a space's nearest neighbour is drawn, and its last one.
    public static let radii: ClosedRange<Float> = 0.5...1.5
    /// Where all is drawn that lies beyond.
    public static let farthestRadius: Float = 1.62

    /// How many neighbours each space has: as many as were asked for, at most all other rows.
    public let count: Int
    /// Those of either space, the one that came closest first; equal ones by their rank in the second space.
    public let neighbors: [Neighbor]

    /// Compares two spaces.
    ///
    /// - Parameters:
    ///   - from: the distance of every row in the first space.
    ///   - fromOrder: all other rows in the first space, the nearest first.
    ///   - to: the distance of every row in the second space.
    ///   - toOrder: all other rows in the second space, the nearest first.
    ///   - count: how many neighbours each has.
    public init(from: [Float], fromOrder: [Int], to: [Float], toOrder: [Int], count: Int) {
        precondition(from.count == to.count, "\(from.count) and \(to.count) rows")
        precondition(fromOrder.count == toOrder.count, "\(fromOrder.count) and \(toOrder.count) other rows")
        let count = max(0, min(count, fromOrder.count))
        self.count = count
        guard count > 0 else {
            neighbors = []
            return
        }
        let (fromRanks, toRanks) = (Self.ranks(fromOrder, of: from.count), Self.ranks(toOrder, of: to.count))
        let (first, second) = (Unit(from, fromOrder, count), Unit(to, toOrder, count))
        let union = fromOrder.prefix(count) + toOrder.prefix(count).filter { fromRanks[$0] > count }
        neighbors = union.map { row in
            Neighbor(
                row: row, fromRank: fromRanks[row], toRank: toRanks[row],
                fromRadius: first.radius(of: from[row]), toRadius: second.radius(of: to[row]))
        }.sorted { ($0.change, $0.toRank, $0.row) < ($1.change, $1.toRank, $1.row) }
    }

    private static func ranks(_ order: [Int], of count: Int) -> [Int] {
        var ranks = [Int](repeating: 0, count: count)
        for (place, row) in order.enumerated() { ranks[row] = place + 1 }
        return ranks
    }

    /// What a space's neighbours say about what is near there.
    private struct Unit {
        let nearest: Float
        let farthest: Float

        init(_ distances: [Float], _ order: [Int], _ count: Int) {
            (nearest, farthest) = (distances[order[0]], distances[order[count - 1]])
        }

        func radius(of distance: Float) -> Float {
            // Neighbours that are all as far as each other lie in the middle.
            guard farthest > nearest else {
                return distance <= farthest ? 1 : NeighborhoodChange.farthestRadius
            }
            let share = (distance - nearest) / (farthest - nearest)
            return min(NeighborhoodChange.radii.lowerBound + share, NeighborhoodChange.farthestRadius)
        }
    }
}
