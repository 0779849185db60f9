/// The smallest convex polygon that holds some points of the plane.
///
/// Source: A. Andrew, "Another efficient algorithm for convex hulls in two dimensions", Information Processing
/// Letters 9(5), 1979.
public enum ConvexHull {
    /// The corners of the polygon, counterclockwise where y points up, from the leftmost on (of these the lowest).
    ///
    /// - Parameter points: finite, in any order.
    /// - Returns: no corner lies between two others: of points on a line both ends, of equal points one.
    /// - Complexity: O(n log n).
    public static func corners(of points: [SIMD2<Float>]) -> [SIMD2<Float>] {
        let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        guard let first = sorted.first, let last = sorted.last, first != last else {
            return Array(sorted.prefix(1))
        }
        return chain(sorted).dropLast() + chain(sorted.reversed()).dropLast()
    }

    /// The corners from the first point to the last that turn left.
    private static func chain(_ sorted: [SIMD2<Float>]) -> [SIMD2<Float>] {
        var chain: [SIMD2<Float>] = []
        for point in sorted {
            while chain.count > 1, turn(chain[chain.count - 2], chain[chain.count - 1], point) <= 0 {
                chain.removeLast()
            }
            if chain.last != point { chain.append(point) }
        }
        return chain
    }

    /// Above 0 where the way over three points turns left.
    private static func turn(_ a: SIMD2<Float>, _ b: SIMD2<Float>, _ c: SIMD2<Float>) -> Double {
        let (first, second) = (SIMD2<Double>(b) - SIMD2<Double>(a), SIMD2<Double>(c) - SIMD2<Double>(a))
        return first.x * second.y - first.y * second.x
    }
}
