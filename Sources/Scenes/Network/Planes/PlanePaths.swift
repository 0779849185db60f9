import Foundation
import Rendering

/// The ways of samples from plane to plane, as curves in the world: pure geometry.
///
/// A way leaves a plane and enters the next one along the network's way, and swings over between them. It comes in
/// pieces, one for each gap between two ranks, so that planes and ways can be drawn in turn from back to front.
struct PlanePaths {
    /// Where the planes stand.
    let planes: [PlanePlace]
    /// Which follows which.
    let shape: PlaneShape
    /// Whether ways end at the right and go on at the left where the next plane stands in another line.
    let breaksLines: Bool

    /// Parts of a curve between two ranks.
    var steps = 14

    /// A piece of a way.
    struct Piece: Sendable, Equatable {
        /// The rank before the gap that it passes.
        var gap: Int
        /// From left to right.
        var line: [Vector3]
    }

    /// The way between two planes, `start` and `end` being places on them.
    func pieces(_ link: LayeredGraph.Edge, from start: Point, to end: Point) -> [Piece] {
        let (before, after) = (planes[link.from], planes[link.to])
        let (a, b) = (before.place(of: start), after.place(of: end))
        if breaksLines, before.row != after.row {
            return [
                Piece(gap: before.rank, line: [a, Vector3(rightEnd, a.y, a.z)]),
                Piece(gap: max(0, after.rank - 1), line: [Vector3(leftEnd, b.y, b.z), b]),
            ]
        }
        let gaps = max(1, after.rank - before.rank)
        return (0..<gaps).map { gap in
            Piece(
                gap: before.rank + gap,
                line: (0...steps).map { step in
                    let t = (Float(gap) + Float(step) / Float(steps)) / Float(gaps)
                    return between(a, before.center, b, after.center, t)
                })
        }
    }

    /// The whole way of a sample, `places` being where it lies on each plane.
    func pieces(through places: [Point?]) -> [Piece] {
        shape.links.flatMap { link -> [Piece] in
            guard let start = places[link.from], let end = places[link.to] else { return [] }
            return pieces(link, from: start, to: end)
        }
    }

    private func between(_ a: Vector3, _ aMiddle: Vector3, _ b: Vector3, _ bMiddle: Vector3, _ t: Float)
        -> Vector3
    {
        let swing = t * t * (3 - 2 * t)
        let middle = aMiddle + (bMiddle - aMiddle) * Vector3(t, swing, swing)
        let offset = (a - aMiddle) + ((b - bMiddle) - (a - aMiddle)) * swing
        return middle + offset
    }

    private var rightEnd: Float { (planes.map { $0.center.x + $0.side / 2 }.max() ?? 0) + 12 }
    private var leftEnd: Float { (planes.map { $0.center.x - $0.side / 2 }.min() ?? 0) - 12 }
}

/// Lines in the world as strips of triangles that face the viewer: many at once, cheaper than single lines.
struct PlaneStrips {
    /// How the world is seen.
    let camera: Camera
    /// World units a point of the stage, to the right and up on it.
    let right, up: Vector3

    /// Strips for a pose at angles.
    init(camera: Camera, azimuth: Float, elevation: Float, scale: Float) {
        self.camera = camera
        let (sinA, cosA, sinE, cosE) = (sin(azimuth), cos(azimuth), sin(elevation), cos(elevation))
        right = Vector3(cosA, 0, sinA) / max(scale, 1e-6)
        up = Vector3(-sinA * sinE, cosE, cosA * sinE) / max(scale, 1e-6)
    }

    /// Appends a line of a width in stage points.
    func append(_ line: [Vector3], width: Float, _ color: Color, to vertices: inout [WorldVertex]) {
        guard line.count > 1 else { return }
        let places = line.map(camera.project)
        var last: (Vector3, Vector3)?
        for index in line.indices {
            let way = places[min(index + 1, line.count - 1)] - places[max(index - 1, 0)]
            let length = max((way * way).sum().squareRoot(), 1e-6)
            let side = (right * (way.y / length) + up * (way.x / length)) * (width / 2)
            let pair = (line[index] - side, line[index] + side)
            if let last {
                for corner in [last.0, last.1, pair.0, pair.0, last.1, pair.1] {
                    vertices.append(WorldVertex(corner, color))
                }
            }
            last = pair
        }
    }
}
