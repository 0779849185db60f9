import Rendering

/// Where everything of the Saliency scene stands on the stage: pure geometry, in stage points.
///
/// Pictures of one size side by side, their legends below them, the curves at the bottom, and at the right a column
/// for what is pointed at. Where the stage is too low for the curves, they are left out.
struct SaliencyLayout: Sendable, Equatable {
    /// From the stage's edge to what is written.
    static let margin: Float = 24
    /// Between the pictures, and between them and the column.
    static let gap: Float = 24
    /// Where the pictures begin.
    static let top: Float = 120
    /// What a picture's legend takes below it.
    static let legendHeight: Float = 54
    /// Where there is less room for the pictures, the curves are left out.
    static let lowestPictures: Float = 150
    /// What a narrow picture's words may take beside it.
    static let narrowestSlot: Float = 230
    /// More height does not make curves clearer.
    static let highestPlot: Float = 340

    /// What has to be arranged.
    struct Request: Sendable, Equatable {
        /// The stage's extent.
        var stageSize: Point
        /// The extent of the pictures, in pixels.
        var pictureSize: Point
        /// How many of them stand side by side, at least one.
        var pictureCount: Int
        /// Whether there are curves.
        var showsPlot: Bool
        /// The least width of the column.
        var columnWidth: Float = 148
    }

    /// The pictures, from left to right.
    let pictures: [Rectangle]
    /// The width that heading and legend of a picture may take, at least the picture's own.
    let slotWidth: Float
    /// What the curves take, with their heading; nil: left out.
    let plot: Rectangle?
    /// What is said of what is pointed at.
    let column: Rectangle

    /// Arranges everything.
    init(_ request: Request) {
        let (stage, count) = (request.stageSize, Float(max(request.pictureCount, 1)))
        let bottom = stage.y - Self.margin
        let free = bottom - Self.top - Self.legendHeight
        let wanted = min(max(stage.y * 0.31, 200), 310)
        let hasPlot = request.showsPlot && free - wanted - Self.gap >= Self.lowestPictures
        let height = max(free - (hasPlot ? wanted + Self.gap : 0), 24)
        let room = stage.x - 2 * Self.margin - request.columnWidth - Self.gap
        let width = max((room - (count - 1) * Self.gap) / count, 24)
        let scale = min(width / request.pictureSize.x, height / request.pictureSize.y)
        let size = pointwiseMax(Point(1, 1), (request.pictureSize * scale).rounded(.down))
        let slot = max(size.x, min(width, Self.narrowestSlot).rounded(.down))
        slotWidth = slot
        pictures = (0..<Int(count)).map { index in
            Rectangle(origin: Point(Self.margin + Float(index) * (slot + Self.gap), Self.top), size: size)
        }
        let right = Self.margin + count * (slot + Self.gap)
        column = Rectangle(
            x: right, y: Self.top - 28, width: max(stage.x - Self.margin - right, 24),
            height: max(bottom - Self.top + 28, 24))
        let low = Self.top + size.y + Self.legendHeight + Self.gap
        plot =
            hasPlot
            ? Rectangle(
                x: Self.margin, y: low, width: max(right - Self.gap - Self.margin, 24),
                height: min(bottom - low, Self.highestPlot))
            : nil
    }

    /// The place of a stage point on the pictures, in pixels of a picture of `size`; nil beside them.
    func inputPoint(at place: Point, of size: Point) -> Point? {
        guard let picture = pictures.first(where: { $0.contains(place) }) else { return nil }
        return (place - picture.origin) / picture.size * size
    }

    /// The same for a picture that the pointer need not be on: what lies beside it is beyond its edges.
    func inputPoint(at place: Point, on index: Int, of size: Point) -> Point {
        let picture = pictures[min(index, pictures.count - 1)]
        return (place - picture.origin) / picture.size * size
    }

    /// The picture at a stage point.
    func picture(at place: Point) -> Int? { pictures.firstIndex { $0.contains(place) } }

    /// Where a rectangle of input pixels lies on a picture.
    func place(x: Float, y: Float, width: Float, height: Float, on index: Int, of size: Point) -> Rectangle {
        let picture = pictures[index]
        let scale = picture.size / size
        return Rectangle(
            origin: picture.origin + Point(x, y) * scale, size: Point(width, height) * scale)
    }

    /// Cells for small pictures in the column, in rows from its top: as many of `count` as fit.
    func cells(_ count: Int, pictureSize: Point, below head: Float) -> [Rectangle] {
        let gap: Float = 10
        let columns = max(Int((column.width + gap) / (78 + gap)), 1)
        let width = min((column.width - Float(columns - 1) * gap) / Float(columns), 104).rounded(.down)
        let height = min(width * pictureSize.y / pictureSize.x, 1.4 * width).rounded(.down)
        let pitch = height + Self.captionHeight
        let rows = max(Int((column.height - head + 4) / pitch), 0)
        return (0..<min(count, rows * columns)).map { index in
            Rectangle(
                x: column.minX + Float(index % columns) * (width + gap),
                y: column.minY + head + Float(index / columns) * pitch, width: width, height: height)
        }
    }

    /// What a small picture's caption takes below it.
    static let captionHeight: Float = 26
}
