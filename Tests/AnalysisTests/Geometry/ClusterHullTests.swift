import Analysis
import Tensors
import TestSupport
import Testing

@Suite("Hulls of clusters")
struct ClusterHullTests {
    @Test("The core is the share of points nearest to the median, rounded up")
    func core() {
        let points: [SIMD2<Float>] = [
            [0, 0], [1, 0], [0, 1], [-1, 0], [0, -1.5], [90, 80], [0.5, 0.5],
        ]
        #expect(ClusterHull.core(of: points) == [0, 1, 2, 3, 4, 6])  // 5.46 of 7, so 6
        #expect(ClusterHull.core(of: points, share: 0.1) == [0])
        #expect(ClusterHull.core(of: points, share: 1).count == 7)
        #expect(ClusterHull.core(of: Array(repeating: [3, 3], count: 50)).count == 39)
        #expect(ClusterHull.core(of: []).isEmpty)
    }

    @Test("The outline holds its core", arguments: 1...8)
    func holds(seed: Int) {
        let values = Tensor.random([60, 2], seed: UInt64(seed)).values
        let points = (0..<60).map { SIMD2(values[2 * $0], values[2 * $0 + 1] * values[2 * $0 + 1]) }
        let outline = ClusterHull.outline(of: points)
        for index in ClusterHull.core(of: points) {
            #expect(isInside(points[index], outline), "\(points[index])")
        }
    }

    @Test("One point and two are their own outline")
    func few() {
        #expect(ClusterHull.outline(of: [[2, 1]]) == [[2, 1]])
        #expect(ClusterHull.outline(of: [[2, 1], [0, 5]], share: 1) == [[0, 5], [2, 1]])
        #expect(ClusterHull.outline(of: []).isEmpty)
    }

    /// Whether the polygon's sides go round the point, seen from a hair nearer to the polygon's middle.
    private func isInside(_ point: SIMD2<Float>, _ polygon: [SIMD2<Float>]) -> Bool {
        let middle = polygon.reduce(.zero, +) / Float(polygon.count)
        let point = point + (middle - point) * 1e-3
        var crossings = 0
        for (a, b) in zip(polygon, polygon.dropFirst() + polygon.prefix(1))
        where (a.y > point.y) != (b.y > point.y) {
            let x = a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
            if x > point.x { crossings += 1 }
        }
        return crossings % 2 == 1
    }
}
