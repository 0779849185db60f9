/// Where a variant lies between the four labels at the corners, after its probabilities.
///
/// Barycentric: the corners' probabilities, brought to a sum of 1, weigh the corners' places. What the
/// network gives to all other labels is kept as `outside`, so that a variant that the corners do not explain
/// does not look certain. A network of three labels has a triangle, of two an edge, of one a point.
public enum Tetrahedron {
    /// A variant's place.
    public struct Placement: Sendable, Hashable {
        /// One weight a corner, of the sum 1; all equal where every corner has probability 0.
        public let weights: [Double]
        /// x, y (up) and z, in edge lengths from the centre.
        public let position: [Double]
        /// The probability of all other labels, 0...1.
        public let outside: Double
    }

    /// The corners, x, y (up) and z each, all one edge length apart, their centre at 0.
    ///
    /// Four: the first is on top, the second towards the viewer (z), the third left, the fourth right behind.
    /// Three: an upright triangle, the first on top. Two: left and right.
    public static func vertices(cornerCount: Int) -> [[Double]] {
        precondition((1...4).contains(cornerCount), "\(cornerCount) corners")
        let root3 = 3.0.squareRoot()
        let root6 = 6.0.squareRoot()
        switch cornerCount {
        case 4:
            return [
                [0, root6 / 4, 0], [0, -root6 / 12, 1 / root3], [-0.5, -root6 / 12, -root3 / 6],
                [0.5, -root6 / 12, -root3 / 6],
            ]
        case 3: return [[0, 1 / root3, 0], [-0.5, -root3 / 6, 0], [0.5, -root3 / 6, 0]]
        case 2: return [[-0.5, 0, 0], [0.5, 0, 0]]
        default: return [[0, 0, 0]]
        }
    }

    /// The place of a variant whose corners have the given probabilities.
    public static func placement(of probabilities: [Float]) -> Placement {
        let corners = vertices(cornerCount: probabilities.count)
        let sum = probabilities.reduce(0) { $0 + Double($1) }
        let weights = probabilities.map { sum > 0 ? Double($0) / sum : 1 / Double(corners.count) }
        let position = (0..<3).map { axis in
            zip(weights, corners).reduce(0) { $0 + $1.0 * $1.1[axis] }
        }
        return Placement(weights: weights, position: position, outside: min(max(0, 1 - sum), 1))
    }

    /// What to say where there are fewer than four corners; nil for four.
    public static func words(cornerCount: Int) -> String? {
        switch cornerCount {
        case 4: nil
        case 3: "The network has only 3 labels: they are the corners of a triangle."
        case 2: "The network has only 2 labels: they are the ends of a line."
        default: "The network has only 1 label: every variant lies at the same point."
        }
    }
}
