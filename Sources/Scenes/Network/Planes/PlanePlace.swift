import Foundation
import Rendering

/// Where a layer's samples stand in the world: an upright square, turned about its vertical middle.
struct PlanePlace: Sendable, Equatable {
    /// Its middle.
    var center: Vector3
    /// Its width and height.
    var side: Float
    /// How far it is turned from the stage's plane, in radians: at a right angle it lies across the network's way.
    var turn: Float
    /// Its place along the network's way, from 0.
    var rank: Int
    /// The line of planes that it stands in, from 0 at the top; paths go on from one line to the next as text does.
    var row = 0
    /// How far it recedes, 0...1; at 1 it is not drawn.
    var fade: Float = 0

    /// From the top left to the top right corner.
    var right: Vector3 { Vector3(cos(turn), 0, sin(turn)) * side }
    /// From the top left to the bottom left corner.
    var down: Vector3 { Vector3(0, -side, 0) }
    /// The top left corner.
    var origin: Vector3 { center - right / 2 - down / 2 }
    /// The corners, from the top left clockwise.
    var corners: [Vector3] { [origin, origin + right, origin + right + down, origin + down] }

    /// The world place of a place of the plane: x to the right, y down, both 0...1 inside.
    func place(of point: Point) -> Vector3 { origin + right * point.x + down * point.y }

    /// The plane `fraction` of the way to `other`.
    func blended(with other: PlanePlace, _ fraction: Float) -> PlanePlace {
        var blend = other
        blend.center = center + (other.center - center) * fraction
        blend.side = side + (other.side - side) * fraction
        blend.turn = turn + (other.turn - turn) * fraction
        blend.fade = fade + (other.fade - fade) * fraction
        return blend
    }

    /// Planes on their way to others; where there are others or none before, those appear in their place.
    static func blended(_ before: [PlanePlace], _ after: [PlanePlace], _ fraction: Float) -> [PlanePlace] {
        guard before.count == after.count else {
            return after.map { plane in
                var plane = plane
                plane.fade = 1 - fraction
                return plane
            }
        }
        return zip(before, after).map { $0.blended(with: $1, fraction) }
    }
}

/// What the layout of planes depends on: how many there are, and which follows which.
struct PlaneShape: Sendable, Equatable {
    /// The planes from left to right, those of a rank from top to bottom.
    var ranks: [[Int]]
    /// From which plane to which paths go.
    var links: [LayeredGraph.Edge]

    /// The shape of a graph whose nodes are the planes.
    init(_ graph: LayeredGraph) {
        ranks = graph.ranks.map { lanes in
            lanes.compactMap { if case .layer(let id) = $0 { id } else { nil } }
        }.filter { !$0.isEmpty }
        links = graph.edges.filter { $0.from >= 0 }
    }

    /// How many planes there are.
    var count: Int { ranks.reduce(0) { $0 + $1.count } }
    /// The most planes that stand one above the other.
    var mostLanes: Int { max(1, ranks.map(\.count).max() ?? 1) }
}
