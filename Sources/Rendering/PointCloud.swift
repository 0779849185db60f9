import Synchronization

/// Class marks at many places, drawn at once: a scatterplot's points.
///
/// Immutable but for where it lies, and cheap to pass on. The renderer sends the marks to the graphics memory once and
/// recognises them by `id`; so keep one cloud for as long as its marks stay the same, and move it by `origin` and
/// `scale`.
public struct PointCloud: Sendable, Identifiable {
    /// One mark.
    public struct Mark: Sendable, Hashable {
        /// Where, in the unit of the cloud.
        public var place: Point
        /// The radius of the circle that has about the mark's area, in points of the stage.
        public var radius: Float
        /// Its shape.
        public var shape: ClassMark
        /// The colour inside; of a ring, that of its line.
        public var fill: Color
        /// The colour of a line around the outside; nil: there is none.
        public var outline: Color?
        /// The width of that line, in points of the stage.
        public var outlineWidth: Float

        /// A mark; see the properties for the meaning of the parameters.
        public init(
            _ shape: ClassMark, at place: Point, radius: Float, fill: Color, outline: Color? = nil,
            outlineWidth: Float = 1
        ) {
            (self.shape, self.place, self.radius, self.fill) = (shape, place, radius, fill)
            (self.outline, self.outlineWidth) = (outline, outlineWidth)
        }
    }

    /// Unique in this process for these marks; copies that lie elsewhere share it.
    public let id: UInt64
    /// The number of marks.
    public var count: Int { instances.count }
    /// Where the cloud's origin lies on the stage, in points.
    public var origin: Point
    /// Points of the stage a unit of the cloud.
    public var scale: Float

    /// What the shader `Points` reads, in the order of drawing.
    let instances: [PointInstance]
    private let extent: Rectangle?
    private let margin: Float

    private static let nextID = Atomic<UInt64>(1)

    /// A cloud of the marks, the last on top.
    public init(_ marks: [Mark], origin: Point = .zero, scale: Float = 1) {
        id = Self.nextID.add(1, ordering: .relaxed).oldValue
        (self.origin, self.scale) = (origin, scale)
        instances = marks.map { PointInstance($0) }
        extent = Rectangle(around: marks.map(\.place), margin: 0)
        // A star's tips lie at 1.42 of its radius, and around a sharp corner the outline reaches twice its width.
        margin = marks.reduce(0) { max($0, 1.42 * $1.radius + 2 * $1.outlineWidth) } + 1
    }

    /// The area that the marks cover, in points; nil for no marks.
    var bounds: Rectangle? {
        extent.map { Rectangle(origin: origin + $0.origin * scale, size: $0.size * scale).inset(by: -margin) }
    }
}

/// A mark as the shader `Points` reads it.
struct PointInstance {
    /// Horizontal and vertical place, radius, the outline's width.
    var place: SIMD4<Float>
    /// Red, green, blue, alpha.
    var fill: SIMD4<UInt8>
    /// Red, green, blue, alpha.
    var outline: SIMD4<UInt8>
    /// The shape, as `ClassMark` counts them.
    var shape: Float

    /// The mark without what only people need.
    init(_ mark: PointCloud.Mark) {
        place = SIMD4(mark.place.x, mark.place.y, mark.radius, mark.outline == nil ? 0 : mark.outlineWidth)
        fill = mark.fill.bytes
        outline = (mark.outline ?? mark.fill).bytes
        shape = Float(mark.shape.rawValue)
    }
}
