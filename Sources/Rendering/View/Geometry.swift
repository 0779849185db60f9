/// A place on the stage in points (pixels at scale 1): x to the right, y down, from the stage's top left corner.
public typealias Point = SIMD2<Float>

/// A place in a scene's world: x to the right, y up, z away from the viewer of the front view.
public typealias Vector3 = SIMD3<Float>

/// An upright rectangle on the stage, in points.
public struct Rectangle: Sendable, Hashable {
    /// The top left corner.
    public var origin: Point
    /// Width and height.
    public var size: Point

    /// A rectangle by its top left corner and its size.
    public init(origin: Point, size: Point) {
        self.origin = origin
        self.size = size
    }

    /// A rectangle by its top left corner and its size.
    public init(x: Float, y: Float, width: Float, height: Float) {
        self.init(origin: Point(x, y), size: Point(width, height))
    }

    /// The left edge.
    public var minX: Float { origin.x }
    /// The top edge.
    public var minY: Float { origin.y }
    /// The right edge.
    public var maxX: Float { origin.x + size.x }
    /// The bottom edge.
    public var maxY: Float { origin.y + size.y }
    /// The extent from left to right.
    public var width: Float { size.x }
    /// The extent from top to bottom.
    public var height: Float { size.y }
    /// The middle.
    public var center: Point { origin + size / 2 }

    /// Whether the point lies inside, the right and bottom edges excluded.
    public func contains(_ point: Point) -> Bool {
        point.x >= minX && point.x < maxX && point.y >= minY && point.y < maxY
    }

    /// The rectangle with every edge moved inwards by `margin` (outwards where it is negative).
    public func inset(by margin: Float) -> Rectangle {
        Rectangle(origin: origin + margin, size: size - 2 * margin)
    }

    /// Whether the two rectangles share an area.
    public func intersects(_ other: Rectangle) -> Bool {
        minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
    }

    /// The smallest rectangle around both.
    public func union(_ other: Rectangle) -> Rectangle {
        let low = pointwiseMin(origin, other.origin)
        return Rectangle(origin: low, size: pointwiseMax(origin + size, other.origin + other.size) - low)
    }

    /// The part that both rectangles share, or nil.
    public func intersection(_ other: Rectangle) -> Rectangle? {
        guard intersects(other) else { return nil }
        let low = pointwiseMax(origin, other.origin)
        return Rectangle(
            origin: low, size: pointwiseMin(origin + size, other.origin + other.size) - low)
    }
}
