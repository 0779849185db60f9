import Rendering
import Testing

@testable import Scenes

struct SampleLassoTests {
    private func lasso(_ corners: [Point]) -> SampleLasso {
        var lasso = SampleLasso(from: corners[0])
        corners.dropFirst().forEach { lasso.follow(to: $0) }
        return lasso
    }

    /// Like the letter C: what lies in its opening lies outside.
    private let letter: [Point] = [
        Point(0, 0), Point(90, 0), Point(90, 30), Point(30, 30), Point(30, 60), Point(90, 60), Point(90, 90),
        Point(0, 90),
    ]

    @Test func `it holds what lies inside of it, and nothing of its opening`() {
        let points = [
            Point(15, 45), Point(60, 15), Point(60, 75), Point(60, 45), Point(95, 45), Point(-5, 45),
            Point(15, 95),
        ]
        let held = lasso(letter).inside(points, ScatterTransform(origin: .zero, scale: 1))
        #expect(held == [0, 1, 2])
    }

    @Test func `points are tested where they are drawn`() {
        let held = lasso(letter).inside(
            [Point(1, 3), Point(6, 4)], ScatterTransform(origin: Point(3, 7), scale: 10))
        #expect(held == [0])
    }

    @Test func `a line is no area`() {
        #expect(
            lasso([Point(0, 0), Point(90, 0)]).inside(
                [Point(45, 0)], ScatterTransform(origin: .zero, scale: 1)
            ).isEmpty)
        #expect(SampleLasso(from: .zero).bands.isEmpty)
    }

    /// The oracle is the area by the shoelace formula.
    @Test func `the bands that fill it have its area`() {
        for corners in [letter, [Point(3, 3), Point(70, 20), Point(35, 81)]] {
            let area =
                zip(corners, corners.dropFirst() + corners.prefix(1)).reduce(Float(0)) {
                    $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y
                } / 2
            let filled = lasso(corners).bands.reduce(Float(0)) { $0 + $1.width * $1.height }
            #expect(abs(filled - abs(area)) < 0.02 * abs(area), "\(filled) of \(area)")
        }
    }
}
