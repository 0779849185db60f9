import Occlusion
import TestSupport

/// Shapes of all kinds in random places, and what they cover by the plainest means.
enum MaskSpecimens {
    /// A shape in or around a picture of `width` x `height` pixels.
    static func shape(width: Int, height: Int, using generator: inout SplitMix) -> MaskShape {
        func corner() -> PicturePoint {
            // Whole steps of a fine grid: moved by whole pixels and back, they are the same.
            PicturePoint(
                x: Double(generator.number(-2000...1024 * width + 2000)) / 1024,
                y: Double(generator.number(-2000...1024 * height + 2000)) / 1024)
        }
        func rectangle() -> PixelRectangle {
            PixelRectangle(
                x: generator.number(-4...width), y: generator.number(-4...height),
                width: generator.number(0...width / 2), height: generator.number(0...height / 2))
        }
        switch generator.number(0...4) {
        case 0: return .rectangle(rectangle())
        case 1: return .ellipse(rectangle())
        case 2:
            let points = (0...generator.number(0...3)).map { _ in corner() }
            return .stroke(BrushStroke(points: points, radius: Double(generator.number(0...16)) / 4 + 0.06))
        case 3: return .polygon(PolygonShape(corners: (0...generator.number(0...6)).map { _ in corner() }))
        default:
            let mask = (0..<width * height).map { _ in generator.number(0...2) == 0 }
            return .region(PixelRegion(width: width, height: height, mask: mask))
        }
    }

    /// Whether a shape covers a pixel.
    static func covers(_ shape: MaskShape, _ x: Int, _ y: Int) -> Bool {
        switch shape {
        case .rectangle(let box): isInside(box, x, y)
        case .ellipse(let box): isInsideEllipse(box, x, y)
        case .stroke(let stroke): isPainted(stroke, Double(x), Double(y))
        case .polygon(let polygon): isEnclosed(by: polygon.corners, Double(x) + 0.5, Double(y) + 0.5)
        case .region(let region):
            region.runs.contains { $0.y == y && x >= $0.x && x < $0.x + $0.length }
        case .everything: true
        }
    }

    private static func isInside(_ box: PixelRectangle, _ x: Int, _ y: Int) -> Bool {
        x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height
    }

    /// In whole numbers: twice the pixel's distance from the middle, times the other axis.
    private static func isInsideEllipse(_ box: PixelRectangle, _ x: Int, _ y: Int) -> Bool {
        guard isInside(box, x, y) else { return false }
        let across = (2 * (x - box.x) + 1 - box.width) * box.height
        let along = (2 * (y - box.y) + 1 - box.height) * box.width
        return across * across + along * along <= box.width * box.width * box.height * box.height
    }

    /// Near a point of the line, or beside it by less than the radius: the area that point and line span, over the
    /// line's length.
    private static func isPainted(_ stroke: BrushStroke, _ x: Double, _ y: Double) -> Bool {
        let points = stroke.points
        let center = (x: x + 0.5, y: y + 0.5)
        let reach = stroke.radius * stroke.radius
        func isNear(_ point: PicturePoint) -> Bool {
            let (dx, dy) = (point.x - center.x, point.y - center.y)
            return dx * dx + dy * dy <= reach || point.x.rounded(.down) == x && point.y.rounded(.down) == y
        }
        return points.contains(where: isNear)
            || zip(points, points.dropFirst()).contains { start, end in
                let line = (x: end.x - start.x, y: end.y - start.y)
                let way = (x: center.x - start.x, y: center.y - start.y)
                let along = way.x * line.x + way.y * line.y
                let length = line.x * line.x + line.y * line.y
                let area = way.x * line.y - way.y * line.x
                return along >= 0 && along <= length && area * area <= reach * length
            }
    }

    /// Counts the edges that a ray to the right meets, by the side of the edge on which the point lies.
    private static func isEnclosed(by corners: [PicturePoint], _ x: Double, _ y: Double) -> Bool {
        guard corners.count > 2 else { return false }
        var isInside = false
        for (index, start) in corners.enumerated() {
            let end = corners[(index + 1) % corners.count]
            guard (start.y > y) != (end.y > y) else { continue }
            let (low, high) = start.y < end.y ? (start, end) : (end, start)
            let side = (high.x - low.x) * (y - low.y) - (high.y - low.y) * (x - low.x)
            if side > 0 { isInside.toggle() }
        }
        return isInside
    }
}
