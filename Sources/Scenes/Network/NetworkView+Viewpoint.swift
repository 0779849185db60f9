import Rendering
import Workbench

/// What the hand has changed of the view.
struct HandMoves: Sendable, Equatable {
    /// The angles of Orbit.
    var angles = OrbitAngles.start
    /// How far the stage was moved, in points.
    var pan = Point.zero
    /// How far it was enlarged.
    var zoom: Float = 1

    /// On the way to others: 0 here ... 1 there.
    func mixed(with other: HandMoves, _ share: Float) -> HandMoves {
        HandMoves(
            angles: OrbitAngles(
                azimuth: angles.azimuth + (other.angles.azimuth - angles.azimuth) * share,
                elevation: angles.elevation + (other.angles.elevation - angles.elevation) * share),
            pan: pan + (other.pan - pan) * share, zoom: zoom + (other.zoom - zoom) * share)
    }
}

extension HandMoves {
    /// What leads to a viewpoint on a stage; nil: to where the scene begins.
    init(_ viewpoint: Viewpoint?, stageSize: Point) {
        guard let viewpoint else { return }
        angles =
            OrbitAngles(azimuth: viewpoint.azimuth * .pi / 180, elevation: viewpoint.elevation * .pi / 180)
            .clamped
        pan = Point(viewpoint.right, viewpoint.down) * stageSize
        zoom = min(max(viewpoint.zoom, 0.5), 12)
    }

    /// The viewpoint on a stage.
    func viewpoint(stageSize: Point) -> Viewpoint {
        let share = pan / stageSize
        return Viewpoint(
            azimuth: angles.azimuth * 180 / .pi, elevation: angles.elevation * 180 / .pi, zoom: zoom,
            right: share.x, down: share.y)
    }
}
