/// What one frame of a stage looks like: pure data, made by a scene, drawn by `Renderer`.
///
/// First the world, with depth, in the camera's projection; then the overlay, without depth, in stage points.
/// Within each, items are drawn in the order in which they were added.
public struct Drawing: Sendable {
    /// The colour behind everything.
    public var background: Color
    /// How world places become stage places.
    public var camera: Camera
    /// Things with depth.
    public var world: [WorldItem] = []
    /// Things on top, flat.
    public var overlay: [OverlayItem] = []

    /// An empty drawing.
    public init(background: Color, camera: Camera) {
        self.background = background
        self.camera = camera
    }
}

/// A thing in the world.
public enum WorldItem: Sendable {
    /// Triangles, three vertices each, both sides visible. Translucent ones are hidden by what is nearer, but
    /// hide nothing themselves.
    case triangles([WorldVertex])
    /// An image on a parallelogram.
    case face(WorldFace)
    /// A line of constant width on screen.
    case line(WorldLine)
}

/// A coloured corner of a triangle in the world.
public struct WorldVertex: Sendable {
    /// Where, in world units.
    public var position: Vector3
    /// Its colour.
    public var color: Color

    /// A vertex.
    public init(_ position: Vector3, _ color: Color) {
        self.position = position
        self.color = color
    }
}

/// An image on a parallelogram in the world, sampled so that enlarged pixels keep crisp edges.
public struct WorldFace: Sendable {
    /// Where the image's top left corner lies.
    public var origin: Vector3
    /// From the top left to the top right corner.
    public var right: Vector3
    /// From the top left to the bottom left corner.
    public var down: Vector3
    /// What is shown.
    public var image: DisplayImage
    /// The colour that the image fades towards.
    public var tint: Color
    /// How far it is faded, 0 (not at all) ... 1.
    public var fade: Float
    /// How much of it is seen, 0...1, where what lies behind shows through: it is then drawn in its place among lines
    /// and translucent triangles, and hides nothing itself. Nil: it is solid.
    public var opacity: Float?

    /// A face; see the properties for the meaning of the parameters.
    public init(
        origin: Vector3, right: Vector3, down: Vector3, image: DisplayImage,
        tint: Color = Color(0xFFFFFF), fade: Float = 0, opacity: Float? = nil
    ) {
        self.origin = origin
        self.right = right
        self.down = down
        self.image = image
        self.tint = tint
        self.fade = fade
        self.opacity = opacity
    }
}

/// A polyline in the world whose width is given on screen.
public struct WorldLine: Sendable {
    /// The corners, in world units.
    public var points: [Vector3]
    /// The width, in points.
    public var width: Float
    /// The colour.
    public var color: Color
    /// Whether the last corner is joined to the first.
    public var isClosed: Bool

    /// A line; see the properties for the meaning of the parameters.
    public init(_ points: [Vector3], width: Float, color: Color, isClosed: Bool = false) {
        self.points = points
        self.width = width
        self.color = color
        self.isClosed = isClosed
    }
}

/// A flat thing on the stage.
public enum OverlayItem: Sendable {
    /// A filled polygon, its edges smooth: convex, or at least such that every edge can be seen from the mean
    /// of the corners, as in a star.
    case polygon([Point], Color)
    /// A line.
    case polyline(Polyline)
    /// A filled and outlined rectangle, its corners rounded if asked for.
    case box(Box)
    /// A line of text.
    case text(TextRun)
    /// An image in an upright rectangle; `opacity` 0...1.
    case image(DisplayImage, Rectangle, opacity: Float)
    /// Class marks at many places.
    case points(PointCloud)
    /// What follows, until the matching `endClip`, is drawn inside the rectangle only.
    case beginClip(Rectangle)
    /// Ends the latest clip.
    case endClip
}

/// A line on the stage, its joins mitred.
public struct Polyline: Sendable {
    /// The corners, in points.
    public var points: [Point]
    /// The width, in points.
    public var width: Float
    /// The colour.
    public var color: Color
    /// Whether the last corner is joined to the first.
    public var isClosed: Bool
    /// The colour of a halo one point wider on each side, for lines over pictures.
    public var casing: Color?
    /// Lengths of dashes and gaps in turn, in points; empty: unbroken.
    public var dashes: [Float]

    /// A line; see the properties for the meaning of the parameters.
    public init(
        _ points: [Point], width: Float, color: Color, isClosed: Bool = false, casing: Color? = nil,
        dashes: [Float] = []
    ) {
        self.points = points
        self.width = width
        self.color = color
        self.isClosed = isClosed
        self.casing = casing
        self.dashes = dashes
    }
}

/// A rectangle on the stage.
public struct Box: Sendable {
    /// Where, in points; the border lies inside.
    public var rectangle: Rectangle
    /// The inside, if it is filled.
    public var fill: Color?
    /// The border, if there is one.
    public var border: Color?
    /// The border's width, in points.
    public var borderWidth: Float
    /// The radius of the corners, in points.
    public var radius: Float

    /// A box; see the properties for the meaning of the parameters.
    public init(
        _ rectangle: Rectangle, fill: Color? = nil, border: Color? = nil, borderWidth: Float = 1,
        radius: Float = 0
    ) {
        self.rectangle = rectangle
        self.fill = fill
        self.border = border
        self.borderWidth = borderWidth
        self.radius = radius
    }
}

/// How heavy the letters are.
public enum FontWeight: Int, Sendable, CaseIterable {
    /// Inter 400.
    case regular
    /// Inter 600.
    case semibold
    /// Inter 700.
    case bold
}

/// Which point of a line of text lies at its position.
public enum TextAlignment: Sendable {
    /// The left, middle or right end of the baseline.
    case left, center, right
}

/// One line of text on the stage, upright, its baseline on whole pixels.
public struct TextRun: Sendable {
    /// What it says.
    public var string: String
    /// Where its baseline's end or middle lies, in points.
    public var position: Point
    /// Which end that is.
    public var alignment: TextAlignment
    /// The font's size, in points.
    public var size: Float
    /// How heavy the letters are.
    public var weight: FontWeight
    /// The colour of the letters.
    public var color: Color
    /// The colour of a halo around them, for text over pictures and lines.
    public var halo: Color?
    /// How far the halo reaches beyond the letters, in points.
    public var haloRadius: Float

    /// A line of text; see the properties for the meaning of the parameters.
    public init(
        _ string: String, at position: Point, size: Float, weight: FontWeight = .regular, color: Color,
        alignment: TextAlignment = .left, halo: Color? = nil, haloRadius: Float = 2
    ) {
        self.string = string
        self.position = position
        self.alignment = alignment
        self.size = size
        self.weight = weight
        self.color = color
        self.halo = halo
        self.haloRadius = haloRadius
    }
}
