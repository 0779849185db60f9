import Foundation
import Rendering

/// Small pictures pushed apart on the stage until none hides another.
///
/// A relaxation after the visual design, section 4: overlapping tiles give way along the smaller overlap, every
/// tile is pulled back to where it belongs, and none may cover an obstacle or leave the stage. It starts from
/// where the tiles were, so they glide, and it draws no random numbers: the same start gives the same end.
struct TileSeparation: Sendable, Equatable {
    /// What is asked for, in stage points.
    struct Problem: Sendable, Equatable {
        /// Where the tiles belong: their true places.
        var anchors: [Point]
        /// Half the room a tile needs, one entry a tile.
        var reaches: [Float]
        /// What no tile may cover.
        var obstacles: [Rectangle]
        /// What no tile may leave.
        var bounds: Rectangle
    }

    /// The share of its way home that a tile goes in one step.
    private static let pull: Float = 0.004
    /// Steps without pull that clear the last overlaps.
    private static let finishingSteps = 400

    /// How finely a free place is looked for, in points.
    private static let ringStep: Float = 8

    /// How far every tile stands from its true place.
    private(set) var offsets: [Point]

    /// Tiles at their true places, a hair apart in a golden spiral, so that equal ones know which way to go.
    init(count: Int) {
        offsets = (0..<count).map { index in
            let angle = Float(index) * 2.399963
            return Point(cos(angle), sin(angle)) * Float(index + 1).squareRoot()
        }
    }

    /// Tiles that stand at given distances from their true places.
    init(offsets: [Point]) { self.offsets = offsets }

    /// The tiles at rest, whatever was before; never on one another where there is room.
    init(solving problem: Problem) {
        self.init(count: problem.anchors.count)
        for _ in 0..<60 where advance(problem, steps: 20) < 0.4 { break }
        var places = places(around: problem.anchors)
        for _ in 0..<Self.finishingSteps where !Self.step(&places, problem, pull: 0) { break }
        Self.rehouse(&places, problem)
        offsets = zip(places, problem.anchors).map { $0 - $1 }
    }

    /// The tiles' middles.
    func places(around anchors: [Point]) -> [Point] { zip(anchors, offsets).map { $0 + $1 } }

    /// Moves the tiles on by `steps`. Returns the longest way of any, in points.
    @discardableResult
    mutating func advance(_ problem: Problem, steps: Int) -> Float {
        let before = places(around: problem.anchors)
        var places = before
        for _ in 0..<steps { Self.step(&places, problem, pull: Self.pull) }
        offsets = zip(places, problem.anchors).map { $0 - $1 }
        return zip(before, places).map { $1 - $0 }.map { max(abs($0.x), abs($0.y)) }.max() ?? 0
    }

    /// One step; returns whether anything was in the way of anything.
    @discardableResult
    private static func step(_ places: inout [Point], _ problem: Problem, pull: Float) -> Bool {
        var isCrowded = places.withUnsafeMutableBufferPointer { places in
            problem.reaches.withUnsafeBufferPointer { pushApart(places, $0) }
        }
        for index in places.indices {
            places[index] += (problem.anchors[index] - places[index]) * pull
            let reach = problem.reaches[index]
            if let place = place(clearing: places[index], reach: reach, problem) {
                places[index] = place
                isCrowded = true
            }
            let inside = problem.bounds.inset(by: reach)
            places[index] = pointwiseMax(
                inside.origin, pointwiseMin(inside.origin + inside.size, places[index]))
        }
        return isCrowded
    }

    /// Separates every pair that overlaps, in order; returns whether one did. Every pair is looked at in every
    /// step, hence the pointers.
    private static func pushApart(
        _ places: UnsafeMutableBufferPointer<Point>, _ reaches: UnsafeBufferPointer<Float>
    ) -> Bool {
        var isCrowded = false
        for first in 0..<places.count {
            for second in (first + 1)..<max(places.count, first + 1) {
                let reach = reaches[first] + reaches[second]
                guard let push = push(places[first], from: places[second], reach: reach) else { continue }
                places[first] += push / 2
                places[second] -= push / 2
                isCrowded = true
            }
        }
        return isCrowded
    }

    /// Gives every tile that is still in the way of something, wedged in between others, the free place nearest
    /// to where it belongs, if there is one; then those that were pushed far away, where a nearer one is free.
    private static func rehouse(_ places: inout [Point], _ problem: Problem) {
        func shift(_ index: Int) -> Float {
            let way = places[index] - problem.anchors[index]
            return (way * way).sum().squareRoot()
        }
        let stageWay = problem.bounds.width + problem.bounds.height
        for index in places.indices where !isFree(places[index], for: index, places, problem) {
            places[index] = freePlace(for: index, places, problem, within: stageWay) ?? places[index]
        }
        for index in places.indices.sorted(by: { shift($0) > shift($1) }) {
            let limit = shift(index) - problem.reaches[index] / 2
            places[index] = freePlace(for: index, places, problem, within: limit) ?? places[index]
        }
    }

    /// The free place nearest to where a tile belongs, found on rings around it.
    private static func freePlace(
        for index: Int, _ places: [Point], _ problem: Problem, within limit: Float
    ) -> Point? {
        var radius: Float = 0
        while radius < limit {
            let count = max(1, Int(radius * 2 * .pi / ringStep))
            for step in 0..<count {
                let angle = 2 * Float.pi * Float(step) / Float(count)
                let place = problem.anchors[index] + Point(cos(angle), sin(angle)) * radius
                if isFree(place, for: index, places, problem) { return place }
            }
            radius += ringStep
        }
        return nil
    }

    /// Whether a tile at a place covers nothing and is inside the bounds.
    private static func isFree(_ place: Point, for tile: Int, _ places: [Point], _ problem: Problem) -> Bool {
        let reach = problem.reaches[tile]
        return problem.bounds.inset(by: reach - 0.05).contains(place)
            && !problem.obstacles.contains { $0.inset(by: 0.05 - reach).contains(place) }
            && !places.indices.contains { other in
                other != tile
                    && push(place, from: places[other], reach: reach + problem.reaches[other] - 0.05) != nil
            }
    }

    /// What separates a tile from another, along the smaller overlap; nil where they are apart.
    private static func push(_ place: Point, from other: Point, reach: Float) -> Point? {
        let apart = place - other
        guard abs(apart.x) < reach - 0.01, abs(apart.y) < reach - 0.01 else { return nil }
        let overlap = Point(reach - abs(apart.x), reach - abs(apart.y))
        return overlap.x < overlap.y
            ? Point(apart.x < 0 ? -overlap.x : overlap.x, 0) : Point(0, apart.y < 0 ? -overlap.y : overlap.y)
    }

    /// The nearest place straight to one side of a tile's that is inside the bounds and clear of all obstacles;
    /// nil where the tile covers none.
    private static func place(clearing place: Point, reach: Float, _ problem: Problem) -> Point? {
        guard problem.obstacles.contains(where: { $0.inset(by: 0.01 - reach).contains(place) }) else {
            return nil
        }
        let rooms = problem.obstacles.map { $0.inset(by: 0.01 - reach) }
        let inside = problem.bounds.inset(by: reach - 0.01)
        var nearest: (distance: Float, place: Point)?
        for direction in [Point(-1, 0), Point(1, 0), Point(0, -1), Point(0, 1)] {
            var end = place
            // Behind one obstacle another may wait.
            for _ in rooms {
                guard let room = rooms.first(where: { $0.contains(end) }) else { break }
                end = exit(of: room, from: end, towards: direction)
            }
            let way = end - place
            let distance = abs(way.x) + abs(way.y)
            if inside.contains(end), distance < nearest?.distance ?? .infinity { nearest = (distance, end) }
        }
        return nearest?.place
    }

    /// Where a straight way leaves a rectangle, a hair outside.
    private static func exit(of room: Rectangle, from place: Point, towards direction: Point) -> Point {
        if direction.x != 0 { return Point(direction.x < 0 ? room.minX - 0.01 : room.maxX + 0.01, place.y) }
        return Point(place.x, direction.y < 0 ? room.minY - 0.01 : room.maxY + 0.01)
    }
}
