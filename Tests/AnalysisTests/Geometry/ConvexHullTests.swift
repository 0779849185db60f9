import Analysis
import Tensors
import TestSupport
import Testing

@Suite("Convex hull")
struct ConvexHullTests {
    @Test("Corners go round counterclockwise from the left; what lies between or inside is none")
    func square() {
        let points: [SIMD2<Float>] = [
            [1, 1], [2, 0], [0, 0], [0, 2], [1, 0], [2, 2], [0, 1], [0, 0], [1.5, 0.2],
        ]
        #expect(ConvexHull.corners(of: points) == [[0, 0], [2, 0], [2, 2], [0, 2]])
    }

    @Test("The corners are the points that a line parts from all others")
    func definition() {
        let values = Tensor.random([40, 2], seed: 3).values
        let points = (0..<40).map { SIMD2(values[2 * $0], values[2 * $0 + 1]) }
        let corners = ConvexHull.corners(of: points)
        for (corner, next) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
            let way = next - corner
            #expect(points.allSatisfy { way.x * ($0.y - corner.y) - way.y * ($0.x - corner.x) >= 0 })
        }
        // A point that is the farthest in some direction is a corner.
        for step in 0..<360 {
            let direction = SIMD2<Float>.direction(degrees: Float(step))
            let farthest = points.max { ($0 * direction).sum() < ($1 * direction).sum() }
            #expect(farthest.map(corners.contains) == true)
        }
    }

    @Test("Points on a line leave both ends, equal ones a single one, none none")
    func flat() {
        #expect(ConvexHull.corners(of: [[1, 1], [3, 3], [2, 2], [0, 0]]) == [[0, 0], [3, 3]])
        #expect(ConvexHull.corners(of: [[5, 4], [5, 9], [5, 6]]) == [[5, 4], [5, 9]])
        #expect(ConvexHull.corners(of: [[2, 1], [2, 1]]) == [[2, 1]])
        #expect(ConvexHull.corners(of: []).isEmpty)
    }
}
