import Glibc

/// The outline around a cluster of points: a smooth closed curve around those nearest to its middle.
///
/// A few members of a cluster may lie far off in a picture of two dimensions, and an outline around all would cover
/// the picture; so it holds a share of them, those nearest to the median of the coordinates.
public enum ClusterHull {
    /// The share of the points that an outline holds unless said otherwise.
    public static let usualShare: Float = 0.78

    /// The outline, a point after the other; of one point or two these, of points on a line both ends.
    ///
    /// - Parameters:
    ///   - points: finite.
    ///   - share: which part of the points lies inside or on the outline, above 0, at most 1; rounded up to points.
    ///   - steps: into how many pieces the curve between two corners is cut.
    public static func outline(
        of points: [SIMD2<Float>], share: Float = usualShare, steps: Int = 8
    ) -> [SIMD2<Float>] {
        let corners = ConvexHull.corners(of: core(of: points, share: share).map { points[$0] })
        return CatmullRom.closed(through: corners, steps: steps)
    }

    /// The indices of the points nearest to the median, ascending; of equally near ones the first.
    public static func core(of points: [SIMD2<Float>], share: Float = usualShare) -> [Int] {
        precondition(share > 0 && share <= 1, "a share of \(share)")
        let middle = SIMD2(median(points.map(\.x)), median(points.map(\.y)))
        let distances = points.map { point in
            let way = SIMD2<Double>(point) - middle
            return (way * way).sum()
        }
        let count = Int((Double(share) * Double(points.count) - 1e-4).rounded(.up))
        return points.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(count).sorted()
    }

    /// The middle value, or between the two middle ones.
    private static func median(_ values: [Float]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        return (Double(sorted[(sorted.count - 1) / 2]) + Double(sorted[sorted.count / 2])) / 2
    }
}
