/// Pixels of a picture, as a hand or a file describes them.
public enum MaskShape: Sendable, Hashable, Codable {
    /// All pixels of a rectangle.
    case rectangle(PixelRectangle)
    /// The pixels of a rectangle whose centres lie in the ellipse that touches its four sides.
    case ellipse(PixelRectangle)
    /// What a round brush has gone over.
    case stroke(BrushStroke)
    /// The inside of a closed line.
    case polygon(PolygonShape)
    /// Any pixels: a superpixel, or a mask that was read from a picture.
    case region(PixelRegion)
    /// The whole picture.
    case everything

    /// Whether the shape covers the pixel in column `x` and row `y`.
    public func contains(x: Int, y: Int) -> Bool {
        switch self {
        case .rectangle(let rectangle): rectangle.contains(x: x, y: y)
        case .ellipse(let rectangle): rectangle.ellipseContains(x: x, y: y)
        case .stroke(let stroke): stroke.contains(x: x, y: y)
        case .polygon(let polygon): polygon.contains(x: x, y: y)
        case .region(let region): region.contains(x: x, y: y)
        case .everything: true
        }
    }

    /// The smallest rectangle that holds the shape, on any picture; nil where it is as large as the picture, or
    /// covers nothing.
    public var bounds: PixelRectangle? {
        switch self {
        case .rectangle(let rectangle), .ellipse(let rectangle): rectangle
        case .stroke(let stroke): stroke.bounds
        case .polygon(let polygon): polygon.bounds
        case .region(let region): region.bounds
        case .everything: nil
        }
    }

    /// Whether `resized` gives the shape other proportions.
    public var isResizable: Bool {
        switch self {
        case .rectangle, .ellipse, .polygon, .region: true
        case .stroke, .everything: false
        }
    }

    /// The shape, `x` pixels further to the right and `y` further down.
    public func moved(byX x: Int, y: Int) -> MaskShape {
        switch self {
        case .rectangle(let rectangle): .rectangle(rectangle.moved(byX: x, y: y))
        case .ellipse(let rectangle): .ellipse(rectangle.moved(byX: x, y: y))
        case .stroke(let stroke): .stroke(stroke.moved(byX: x, y: y))
        case .polygon(let polygon): .polygon(polygon.moved(byX: x, y: y))
        case .region(let region): .region(region.moved(byX: x, y: y))
        case .everything: self
        }
    }

    /// The shape stretched so that `bounds` becomes `place`, of at least one pixel; what is not resizable stays as
    /// it is.
    public func resized(to place: PixelRectangle) -> MaskShape {
        switch self {
        case .rectangle: .rectangle(place)
        case .ellipse: .ellipse(place)
        case .polygon(let polygon): .polygon(polygon.resized(to: place))
        case .region(let region): .region(region.resized(to: place))
        case .stroke, .everything: self
        }
    }

    /// Calls `body` with the covered pixels of a picture of `width` x `height` pixels, in runs within a row; some
    /// more than once.
    func forEachRun(width: Int, height: Int, _ body: (_ y: Int, _ columns: Range<Int>) -> Void) {
        switch self {
        case .rectangle(let rectangle):
            let inside = rectangle.clipped(toWidth: width, height: height)
            for y in inside.rows { body(y, inside.columns) }
        case .ellipse(let rectangle): rectangle.forEachEllipseRun(width: width, height: height, body)
        case .stroke(let stroke):
            stroke.forEachPixel(width: width, height: height) { x, y in body(y, x..<x + 1) }
        case .polygon(let polygon): polygon.forEachRun(width: width, height: height, body)
        case .region(let region): region.forEachRun(width: width, height: height, body)
        case .everything: for y in 0..<height { body(y, 0..<width) }
        }
    }
}
