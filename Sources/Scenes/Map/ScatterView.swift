import Rendering

/// Which part of an embedding a scatterplot shows.
struct ScatterView: Sendable, Equatable {
    /// How much larger than with everything in view.
    var zoom: Float = 1
    /// How far the middle is moved from the frame's, in stage points.
    var pan = Point.zero

    /// What stays free between the outermost points and the frame, in points.
    static let margin: Float = 18
    static let zooms: ClosedRange<Float> = 1...64

    /// From the plane to the stage: `places` in `frame`.
    func transform(of bounds: Rectangle, in frame: Rectangle) -> ScatterTransform {
        let room = pointwiseMax(frame.size - 2 * Self.margin, Point(1, 1))
        let extent = pointwiseMax(bounds.size, Point(1e-6, 1e-6))
        let fitted = (room / extent).min()
        let scale = fitted.isFinite ? fitted * zoom : 1
        return ScatterTransform(origin: frame.center + pan - bounds.center * scale, scale: scale)
    }

    /// Enlarges by a factor; what lies at `place` stays there.
    mutating func enlarge(by factor: Float, at place: Point, in frame: Rectangle) {
        let wanted = min(max(zoom * factor, Self.zooms.lowerBound), Self.zooms.upperBound)
        let fromMiddle = place - frame.center
        pan = fromMiddle - (fromMiddle - pan) * (wanted / zoom)
        zoom = wanted
        keepInside(frame)
    }

    /// Moves by stage points.
    mutating func move(by way: Point, in frame: Rectangle) {
        pan += way
        keepInside(frame)
    }

    /// Something of the embedding stays in view; with everything in view it stays in the middle.
    private mutating func keepInside(_ frame: Rectangle) {
        let reach = frame.size / 2 * (zoom - 1)
        pan = pointwiseMax(-reach, pointwiseMin(reach, pan))
    }
}

/// How places of the plane become places of the stage.
struct ScatterTransform: Sendable, Equatable {
    /// Where the plane's origin lies, in stage points.
    var origin: Point
    /// Stage points a unit of the plane.
    var scale: Float

    /// A place of the plane on the stage.
    func stage(_ point: Point) -> Point { origin + point * scale }
}
