import Foundation
import Rendering
import Testing

@testable import Scenes

@Suite struct OcclusionSeparationTests {
    /// Forty tiles crowded at one corner and eight elsewhere, two obstacles near the crowd.
    private static let crowded: TileSeparation.Problem = {
        let crowd = (0..<40).map { index in
            let angle = Float(index * index) * 0.7
            return Point(220, 600) + Point(cos(angle), sin(angle)) * Float(index % 9)
        }
        let others = (0..<8).map { Point(400 + 70 * Float($0), 300 + 11 * Float($0)) }
        return TileSeparation.Problem(
            anchors: crowd + others,
            reaches: (0..<48).map { $0.isMultiple(of: 7) ? 27.5 : 25.5 },
            obstacles: [
                Rectangle(x: 100, y: 570, width: 130, height: 60),
                Rectangle(x: 24, y: 20, width: 400, height: 90),
                Rectangle(x: 240, y: 590, width: 90, height: 22),
            ], bounds: Rectangle(x: 6, y: 6, width: 1000, height: 800))
    }()

    private func expectApart(_ places: [Point], _ problem: TileSeparation.Problem) {
        for first in places.indices {
            for second in places.indices.dropFirst(first + 1) {
                let apart = places[first] - places[second]
                let reach = problem.reaches[first] + problem.reaches[second]
                #expect(max(abs(apart.x), abs(apart.y)) > reach - 0.1, "tiles \(first) and \(second)")
            }
        }
    }

    @Test func `tiles at rest are a pitch apart`() {
        let problem = Self.crowded
        expectApart(TileSeparation(solving: problem).places(around: problem.anchors), problem)
    }

    @Test func `tiles that all belong to one point find room`() {
        var problem = Self.crowded
        problem.anchors = problem.anchors.map { _ in Point(500, 400) }
        expectApart(TileSeparation(solving: problem).places(around: problem.anchors), problem)
    }

    @Test func `no tile covers an obstacle or leaves the stage`() {
        let problem = Self.crowded
        for (place, reach) in zip(
            TileSeparation(solving: problem).places(around: problem.anchors), problem.reaches)
        {
            let tile = Rectangle(origin: place, size: .zero).inset(by: 0.1 - reach)
            #expect(!problem.obstacles.contains { $0.intersects(tile) })
            #expect(tile.union(problem.bounds) == problem.bounds)
        }
    }

    @Test func `tiles with room stay where they belong`() {
        let problem = TileSeparation.Problem(
            anchors: [Point(100, 100), Point(300, 100)], reaches: [25.5, 25.5], obstacles: [],
            bounds: Rectangle(x: 0, y: 0, width: 400, height: 200))
        for offset in TileSeparation(solving: problem).offsets {
            #expect(max(abs(offset.x), abs(offset.y)) < 2)
        }
    }

    @Test func `the same problem has the same solution`() {
        #expect(TileSeparation(solving: Self.crowded) == TileSeparation(solving: Self.crowded))
    }

    @Test func `following keeps tiles apart while their places move a little`() {
        var problem = Self.crowded
        var separation = TileSeparation(solving: problem)
        let before = separation.places(around: problem.anchors)
        problem.anchors = problem.anchors.map { $0 + Point(3, 1) }
        separation.advance(problem, steps: 8)
        for (old, new) in zip(before, separation.places(around: problem.anchors)) {
            #expect(max(abs(new.x - old.x), abs(new.y - old.y)) < 30)
        }
    }
}
