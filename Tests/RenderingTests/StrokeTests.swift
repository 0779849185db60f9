import Testing

@testable import Rendering

struct StrokeTests {
    @Test func dashesFollowTheArcLengthAroundCorners() {
        let line = Polyline(
            [Point(0, 0), Point(10, 0), Point(10, 10)], width: 1, color: Color(0), dashes: [6, 2])
        #expect(
            line.dashed() == [
                [Point(0, 0), Point(6, 0)], [Point(8, 0), Point(10, 0), Point(10, 4)],
                [Point(10, 6), Point(10, 10)],
            ])
    }

    @Test func anOddPatternAlternatesItsMeaning() {
        let line = Polyline([Point(0, 0), Point(12, 0)], width: 1, color: Color(0), dashes: [3])
        #expect(line.dashed() == [[Point(0, 0), Point(3, 0)], [Point(6, 0), Point(9, 0)]])
    }

    @Test func aClosedLineIsDashedOverItsLastSideToo() {
        let square = [Point(0, 0), Point(4, 0), Point(4, 4), Point(0, 4)]
        let line = Polyline(square, width: 1, color: Color(0), isClosed: true, dashes: [14, 1])
        #expect(line.dashed().last == [Point(0, 1), Point(0, 0)])
    }

    @Test func aRightAngleIsMitredToItsCorner() {
        var vertices: [WorldVertex] = []
        Stroke(
            points: [Vector3(0, 0, 0), Vector3(20, 0, 0), Vector3(20, 20, 0)], width: 4,
            color: Color(0xFF0000)
        ).append(to: &vertices)
        // Half the width, and half a pixel of fading, beyond the corner on both sides.
        #expect(vertices.map(\.position.x).max() == 22.5)
        #expect(vertices.map(\.position.y).min() == -2.5)
        #expect(vertices.allSatisfy { $0.color.alpha == 0 || $0.color.alpha == 1 })
    }

    @Test func anOpenLineFadesOverTheLastPixelOfItsEnds() {
        var vertices: [WorldVertex] = []
        Stroke(points: [Vector3(10, 5, 0), Vector3(30, 5, 0)], width: 3, color: Color(0)).append(
            to: &vertices)
        #expect(vertices.map(\.position.x).min() == 9.5 && vertices.map(\.position.x).max() == 30.5)
        #expect(vertices.allSatisfy { (10...30).contains($0.position.x) || $0.color.alpha == 0 })
        #expect(vertices.contains { $0.position.x == 10.5 && $0.color.alpha == 1 })
    }

    @Test func sharpTurnsDoNotReachFarOut() {
        var vertices: [WorldVertex] = []
        Stroke(
            points: [Vector3(0, 0, 0), Vector3(100, 1, 0), Vector3(0, 2, 0)], width: 4, color: Color(0)
        ).append(to: &vertices)
        #expect((vertices.map(\.position.x).max() ?? 0) < 100 + 4 * 2.5)
    }

    @Test func aLineThatTurnsBackTwiceKeepsItsWidthBetween() throws {
        var vertices: [WorldVertex] = []
        Stroke(
            points: [Vector3(0, 0, 0), Vector3(4, 100, 0), Vector3(8, 0, 0), Vector3(12, 100, 0)], width: 4,
            color: Color(0)
        ).append(to: &vertices)
        // The triangles of the middle part, from the second corner to the third, in full colour.
        let areas = stride(from: 0, to: vertices.count, by: 3).map { start -> Float in
            let corners = vertices[start..<start + 3]
            guard corners.allSatisfy({ $0.color.alpha == 1 && $0.position.x > 2 && $0.position.x < 10 })
            else { return 0 }
            let places = corners.map(\.position)
            let (a, b) = (places[1] - places[0], places[2] - places[0])
            return abs(a.x * b.y - a.y * b.x) / 2
        }
        // 100 pixels long, 3 wide without the fading edges.
        #expect(abs(areas.reduce(0, +) - 300) < 3)
    }

    @Test func linesWithoutExtentAreNotDrawn() {
        var vertices: [WorldVertex] = []
        Stroke(points: [Vector3(3, 3, 0), Vector3(3, 3, 0)], width: 4, color: Color(0)).append(to: &vertices)
        Stroke(points: [], width: 4, color: Color(0)).append(to: &vertices)
        #expect(vertices.isEmpty)
    }

    @Test func aLineThatPassesTheViewerIsCutOff() {
        let camera = Camera.orbit(
            azimuth: 0, elevation: 0, target: .zero, scale: 1, stageSize: Point(100, 100))
        // The camera stands 476 units before the target.
        let line = WorldLine([Vector3(0, -10, 100), Vector3(0, -10, -2000)], width: 1, color: Color(0))
        let strokes = line.strokes(camera, scale: 1)
        #expect(strokes.count == 1)
        #expect(strokes.allSatisfy { $0.points.allSatisfy { $0.y.isFinite && $0.y >= 50 } })
        let behind = WorldLine([Vector3(0, 0, -600), Vector3(5, 0, -2000)], width: 1, color: Color(0))
        #expect(behind.strokes(camera, scale: 1).isEmpty)
    }
}
