import Rendering

/// Which part of the graph strip is seen, and how large.
struct StripView: Sendable, Equatable {
    /// Beyond the ends, for the outlines of open tiles.
    static let margin: Float = 6

    /// Stage points a point of the layout.
    private(set) var zoom: Float = 1
    /// The layout's point in the middle of the area.
    private(set) var center: Point

    /// The whole strip where it fits, else its beginning.
    init(_ layout: StripLayout, in area: Rectangle) {
        center = Point(min(area.width, layout.width) / 2, Self.middle(layout))
    }

    /// All of the strip.
    static func fitted(_ layout: StripLayout, in area: Rectangle) -> StripView {
        var view = StripView(layout, in: area)
        view.zoom = min(area.width / max(layout.width, 1), 1)
        view.center.x = layout.width / 2
        return view
    }

    /// Where a point of the layout is on the stage.
    func place(_ point: Point, in area: Rectangle) -> Point { area.center + (point - center) * zoom }

    /// Where a rectangle of the layout is on the stage, its corners on whole points.
    func place(_ rectangle: Rectangle, in area: Rectangle) -> Rectangle {
        let low = place(rectangle.origin, in: area)
        let size = rectangle.size * zoom
        return Rectangle(
            origin: low.rounded(.toNearestOrAwayFromZero), size: size.rounded(.toNearestOrAwayFromZero))
    }

    /// The layout's point at a place of the stage.
    func point(at place: Point, in area: Rectangle) -> Point { (place - area.center) / zoom + center }

    /// Whether all of the strip is seen.
    func showsAll(_ layout: StripLayout, in area: Rectangle) -> Bool {
        let left = place(Point(0, 0), in: area).x
        return left > area.minX - 1 && place(Point(layout.width, 0), in: area).x < area.maxX + 1
    }

    /// The part of the layout's width that is seen.
    func visible(in area: Rectangle) -> ClosedRange<Float> {
        point(at: area.origin, in: area).x...point(at: Point(area.maxX, 0), in: area).x
    }

    /// Moves by a distance on the stage.
    mutating func pan(by distance: Point, _ layout: StripLayout, in area: Rectangle) {
        center -= distance / zoom
        clamp(layout, area)
    }

    /// Grows or shrinks around a place of the stage that stays where it is.
    mutating func zoom(by factor: Float, at place: Point, _ layout: StripLayout, in area: Rectangle) {
        let kept = point(at: place, in: area)
        let smallest = min(area.width / max(layout.width, 1), 1)
        zoom = min(max(zoom * factor, smallest), 3)
        center += kept - point(at: place, in: area)
        clamp(layout, area)
    }

    /// Brings a node into the middle unless it is seen already.
    mutating func reveal(_ tile: Rectangle, _ layout: StripLayout, in area: Rectangle) {
        let place = place(tile, in: area)
        guard place.minX < area.minX || place.maxX > area.maxX else { return }
        center.x = tile.center.x
        clamp(layout, area)
    }

    /// Brings a place of the layout into the middle.
    mutating func look(at x: Float, _ layout: StripLayout, in area: Rectangle) {
        center.x = x
        clamp(layout, area)
    }

    private mutating func clamp(_ layout: StripLayout, _ area: Rectangle) {
        let reach = area.width / 2 / zoom
        center.x =
            layout.width * zoom <= area.width
            ? layout.width / 2 : min(max(center.x, reach - Self.margin), layout.width - reach + Self.margin)
        let height = layout.heights.upperBound - layout.heights.lowerBound
        let slack = max(height * zoom - area.height, 0) / 2 / zoom
        let middle = Self.middle(layout)
        center.y = min(max(center.y, middle - slack), middle + slack)
    }

    private static func middle(_ layout: StripLayout) -> Float {
        (layout.heights.lowerBound + layout.heights.upperBound) / 2
    }
}
