import Analysis
import Foundation
import Rendering

/// Where the disc of a neighbourhood lies on the stage: pure geometry.
struct RadialLayout: Sendable, Equatable {
    /// All of its place, labels too, in stage points.
    let bounds: Rectangle
    /// The middle of the disc.
    let center: Point
    /// Points of the stage a unit of radius.
    let unit: Float

    /// The inner edge of the rim, as a radius.
    static let rimRadius: Float = 1.7
    /// How wide the rim is, in points.
    static let rimWidth: Float = 6
    /// Where the paper around the picture in the middle ends, as a radius.
    static let coreRadius: Float = 0.4
    /// What labels need beside and above the disc, in points.
    private static let sideRoom: Float = 100
    private static let topRoom: Float = 46
    private static let largestUnit: Float = 190

    /// A disc in the middle of a place.
    init(in bounds: Rectangle) {
        self.bounds = bounds
        center = bounds.center.rounded(.toNearestOrAwayFromZero)
        let room = min(bounds.width / 2 - Self.sideRoom, bounds.height / 2 - Self.topRoom)
        unit = min(max(room - Self.rimWidth, 30) / Self.rimRadius, Self.largestUnit)
    }

    /// The outer edge of the rim, in points.
    var outerRadius: Float { unit * Self.rimRadius + Self.rimWidth }

    /// The picture in the middle.
    var core: Rectangle {
        let side = (unit * Self.coreRadius * 1.36).rounded(.down)
        return Rectangle(origin: center - side / 2, size: Point(side, side))
    }

    /// The unit vector of a direction in turns, clockwise from the top.
    static func direction(_ angle: Float) -> Point {
        Point(sin(angle * 2 * .pi), -cos(angle * 2 * .pi))
    }

    /// A place of the disc on the stage.
    func place(angle: Float, radius: Float) -> Point { center + Self.direction(angle) * (radius * unit) }

    /// The direction of a place, in turns clockwise from the top, 0..<1.
    func angle(of place: Point) -> Float {
        let way = place - center
        let turn = atan2(way.x, -way.y) / (2 * .pi)
        return turn < 0 ? turn + 1 : turn
    }

    /// How far a place is from the middle, in points.
    func distance(of place: Point) -> Float {
        let way = place - center
        return (way * way).sum().squareRoot()
    }

    /// The trace nearest to a place, at most `reach` points from it.
    func trace(at place: Point, in plot: RadialPlot, reach: Float = 6) -> RadialPlot.Trace? {
        let distance = distance(of: place)
        guard distance < unit * Self.rimRadius, distance > unit * Self.coreRadius else { return nil }
        var best: (trace: RadialPlot.Trace, distance: Float)?
        for trace in plot.traces {
            let (a, b) = (
                self.place(angle: trace.angle, radius: trace.from),
                self.place(angle: trace.angle, radius: trace.to)
            )
            let (along, way) = (b - a, place - a)
            let share = min(max((along * way).sum() / max((along * along).sum(), 1e-6), 0), 1)
            let off = way - along * share
            let length = (off * off).sum().squareRoot()
            if length < min(best?.distance ?? .infinity, reach) { best = (trace, length) }
        }
        return best?.trace
    }

    /// Points on an arc, in stage points.
    ///
    /// - Parameter radius: in stage points.
    func arc(from start: Float, to end: Float, radius: Float) -> [Point] {
        let steps = max(Int(((end - start) * 96).rounded(.up)), 2)
        return (0...steps).map {
            center + Self.direction(start + (end - start) * Float($0) / Float(steps)) * radius
        }
    }
}
