/// A line drawn with a round brush: every pixel whose centre is within `radius` of it, and the pixels that
/// its points lie in.
public struct BrushStroke: Sendable, Hashable, Codable {
    /// A place on the picture, in pixels from the upper left corner.
    public typealias Point = PicturePoint

    /// The corners of the line, in the order drawn; one point makes a dot.
    public var points: [Point]
    /// Half the width of the brush, in pixels.
    public var radius: Double

    /// A stroke through `points`.
    public init(points: [Point], radius: Double) {
        self.points = points
        self.radius = radius
    }

    /// Whether the pixel in column `x` and row `y` is covered.
    public func contains(x: Int, y: Int) -> Bool {
        segments.contains { $0.covers(x: x, y: y, radius: radius) }
    }

    /// The smallest rectangle of whole pixels that holds the stroke.
    var bounds: PixelRectangle? { points.filter(\.isFinite).bounds(margin: max(radius, 0)) }

    /// The stroke, moved by whole pixels.
    func moved(byX x: Int, y: Int) -> BrushStroke {
        BrushStroke(points: points.map { $0.moved(byX: x, y: y) }, radius: radius)
    }

    /// Calls `body` with every covered pixel of a picture of `width` x `height` pixels, some more than once.
    func forEachPixel(width: Int, height: Int, _ body: (_ x: Int, _ y: Int) -> Void) {
        for segment in segments {
            let columns = segment.columns(radius: radius, limit: width)
            for y in segment.rows(radius: radius, limit: height) {
                for x in columns where segment.covers(x: x, y: y, radius: radius) { body(x, y) }
            }
        }
    }

    private var segments: [Segment] {
        guard radius >= 0, radius.isFinite else { return [] }
        let points = points.filter(\.isFinite)
        guard points.count > 1 else { return points.map { Segment(start: $0, end: $0) } }
        return zip(points, points.dropFirst()).map { Segment(start: $0, end: $1) }
    }
}

/// One straight piece of a stroke.
private struct Segment {
    let start: BrushStroke.Point
    let end: BrushStroke.Point

    func covers(x: Int, y: Int, radius: Double) -> Bool {
        contains(start, x, y) || contains(end, x, y)
            || squaredDistance(toX: Double(x) + 0.5, y: Double(y) + 0.5) <= radius * radius
    }

    func columns(radius: Double, limit: Int) -> Range<Int> {
        Self.pixels(from: min(start.x, end.x) - radius, to: max(start.x, end.x) + radius, limit: limit)
    }

    func rows(radius: Double, limit: Int) -> Range<Int> {
        Self.pixels(from: min(start.y, end.y) - radius, to: max(start.y, end.y) + radius, limit: limit)
    }

    private static func pixels(from low: Double, to high: Double, limit: Int) -> Range<Int> {
        let first = Int(min(max(low.rounded(.down), 0), Double(limit)))
        let last = Int(min(max(high.rounded(.down), -1), Double(limit) - 1))
        return first..<max(first, last + 1)
    }

    private func contains(_ point: BrushStroke.Point, _ x: Int, _ y: Int) -> Bool {
        point.x.rounded(.down) == Double(x) && point.y.rounded(.down) == Double(y)
    }

    private func squaredDistance(toX x: Double, y: Double) -> Double {
        let dx = end.x - start.x
        let dy = end.y - start.y
        let length = dx * dx + dy * dy
        let along = length > 0 ? ((x - start.x) * dx + (y - start.y) * dy) / length : 0
        let nearest = min(max(along, 0), 1)
        let offX = x - (start.x + nearest * dx)
        let offY = y - (start.y + nearest * dy)
        return offX * offX + offY * offY
    }
}
