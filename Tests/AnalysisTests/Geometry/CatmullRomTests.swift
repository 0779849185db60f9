import Analysis
import Testing

@Suite("Catmull-Rom curves")
struct CatmullRomTests {
    private let points: [SIMD2<Float>] = [[0, 0], [4, -1], [5, 2], [2, 6], [-1, 3]]

    @Test("The curve goes through its points", arguments: [CatmullRom.Knots.uniform, .centripetal])
    func interpolation(knots: CatmullRom.Knots) {
        let curve = CatmullRom.closed(through: points, knots: knots, steps: 5)
        #expect(curve.count == 25)
        #expect(stride(from: 0, to: 25, by: 5).map { curve[$0] } == points)
    }

    @Test("With uniform knots it is the cubic with half the neighbours' way as tangents")
    func uniform() {
        let curve = CatmullRom.closed(through: points, knots: .uniform, steps: 4)
        for (index, point) in points.enumerated() {
            let next = points[(index + 1) % 5]
            let (start, end) = (
                (next - points[(index + 4) % 5]) / 2, (points[(index + 2) % 5] - point) / 2
            )
            for step in 0..<4 {
                let t = Float(step) / 4
                let (square, cube) = (t * t, t * t * t)
                // Hermite's basis
                let ends = (2 * cube - 3 * square + 1) * point + (3 * square - 2 * cube) * next
                let tangents = (cube - 2 * square + t) * start + (cube - square) * end
                let difference = curve[index * 4 + step] - (ends + tangents)
                #expect(abs(difference).max() < 1e-5)
            }
        }
    }

    @Test(
        "Around points far apart and near each other the centripetal curve stays near, the uniform one does not"
    )
    func knots() {
        let uneven: [SIMD2<Float>] = [[0, 0], [10, 0], [10, 0.1], [0, 0.1]]
        let heights = [CatmullRom.Knots.uniform, .centripetal].map { knots in
            CatmullRom.closed(through: uneven, knots: knots, steps: 32).map(\.x).max() ?? 0
        }
        #expect(heights[0] > 10.5)
        #expect(heights[1] < 10.2)
    }

    @Test("Two points and fewer are their own curve, and equal neighbours count once")
    func few() {
        #expect(CatmullRom.closed(through: []).isEmpty)
        #expect(CatmullRom.closed(through: [[1, 2], [3, 4]]) == [[1, 2], [3, 4]])
        let doubled = points.flatMap { [$0, $0] }
        #expect(CatmullRom.closed(through: doubled) == CatmullRom.closed(through: points))
        #expect(CatmullRom.closed(through: [[1, 1], [1, 1], [2, 2]]) == [[1, 1], [2, 2]])
        #expect(CatmullRom.closed(through: [[1, 1], [1, 1], [1, 1]]) == [[1, 1]])
    }
}

extension SIMD2<Float> {
    /// The greater of both components.
    fileprivate func max() -> Float { Swift.max(x, y) }
}

private func abs(_ vector: SIMD2<Float>) -> SIMD2<Float> { SIMD2(Swift.abs(vector.x), Swift.abs(vector.y)) }
