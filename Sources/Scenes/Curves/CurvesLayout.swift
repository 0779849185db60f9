import Rendering

/// Where everything of the Curves scene stands: pure geometry, in stage points.
///
/// The network with a glyph an operation at the top; below it the open operation large, by class and by agreement, and
/// at the right what its classes come to.
struct CurvesLayout: Sendable, Equatable {
    /// What has to be arranged.
    struct Request: Sendable, Equatable {
        /// The stage's extent.
        var size: Point
        /// The operations after the input.
        var graph = LayeredGraph.line(count: 0)
        /// Columns and rows of cells of a glyph.
        var cells = SIMD2(1, 1)
        /// Whether cells have classes.
        var hasClasses = true
        /// How many classes are listed.
        var classCount = 0
        /// How far the list is scrolled, in points.
        var listScroll: Float = 0
    }

    /// The stage's extent.
    let size: Point
    /// The small glyphs, in points of their own.
    let strip: StripLayout
    /// Where they are seen.
    let stripArea: Rectangle
    /// The baseline of what the small glyphs' figures mean.
    let key: Float
    /// The height of the line between the network and the open operation.
    let divider: Float
    /// The baseline of the headings below it.
    let headings: Float
    /// The large glyphs: by class, by agreement; without classes just one.
    let large: [Rectangle]
    /// The rows at the right; nil without classes.
    let list: CurveListLayout?

    /// From the stage's edge to what is written.
    static let margin: Float = 24
    private static let gap: Float = 32
    private static let leastListWidth: Float = 210

    /// Arranges everything.
    init(_ request: Request) {
        let (stage, margin) = (request.size, Self.margin)
        let width = max(stage.x - 2 * margin, 40)
        size = stage
        // What lies below the network needs so much.
        let room = max(min(stage.y - 66 - 90 - 260, stage.y * 0.5), 100)
        let cells = max(request.cells.x, request.cells.y)
        strip = StripLayout(glyphsOf: request.graph, cells: cells, in: Point(width, room))
        let extent = (strip.heights.upperBound - strip.heights.lowerBound).rounded(.up)
        stripArea = Rectangle(
            x: margin - 6, y: SampleHeader.height + 4, width: width + 12, height: min(extent, room) + 6)
        key = stripArea.maxY + 20
        divider = key + 14
        headings = divider + 30
        let top = headings + 14
        let height = max(stage.y - margin - top, 40)
        let count: Float = request.hasClasses ? 2 : 1
        let shared = request.hasClasses ? (width - Self.leastListWidth - 2 * Self.gap) / count : width
        let cell = Self.cell(in: min(height, max(shared, 40)), cells)
        let glyph = Point(Float(request.cells.x), Float(request.cells.y)) * cell
        let places = (0..<Int(count)).map { index in
            Rectangle(
                origin: Point(margin + Float(index) * (glyph.x + Self.gap), top), size: glyph)
        }
        large = places
        list =
            request.hasClasses
            ? CurveListLayout(
                in: Rectangle(
                    x: places[1].maxX + Self.gap, y: top,
                    width: max(stage.x - margin - places[1].maxX - Self.gap, 40), height: height),
                classCount: request.classCount, scroll: request.listScroll)
            : nil
    }

    /// The side of a cell of a large glyph: whole points where there are any.
    private static func cell(in room: Float, _ cells: Int) -> Float {
        let exact = room / Float(cells)
        return exact >= 1 ? exact.rounded(.down) : exact
    }
}

/// Where the rows at the right of the large glyphs stand: the classes, below them how many neighbors are alike.
struct CurveListLayout: Sendable, Equatable {
    /// All of it, below its heading.
    let place: Rectangle
    /// Where the classes are seen.
    let classArea: Rectangle
    /// A row a class; some may lie outside of `classArea`.
    let classes: [Rectangle]
    /// The baseline of the second heading.
    let heading: Float
    /// Three rows: no, one, two neighbours alike.
    let agreement: [Rectangle]
    /// How far the classes can be scrolled, in points.
    let longestScroll: Float

    private static let agreementHeight: Float = 126

    /// The rows of `classCount` classes in a place, scrolled by `scroll` points.
    init(in place: Rectangle, classCount: Int, scroll: Float) {
        self.place = place
        let room = max(place.height - Self.agreementHeight, 48)
        let pitch = min(max((room / Float(max(classCount, 1))).rounded(.down), 24), 34)
        let needed = pitch * Float(classCount)
        let area = Rectangle(
            x: place.minX, y: place.minY, width: place.width, height: min(needed, (room / pitch).rounded(.down) * pitch))
        longestScroll = max(needed - area.height, 0)
        let top = area.minY - min(max(scroll, 0), longestScroll)
        classes = (0..<classCount).map {
            Rectangle(x: place.minX, y: top + Float($0) * pitch, width: place.width, height: pitch)
        }
        classArea = area
        let heading = area.maxY + 36
        self.heading = heading
        agreement = (0..<3).map {
            Rectangle(x: place.minX, y: heading + 10 + Float($0) * 27, width: place.width, height: 27)
        }
    }
}

/// From cells of a glyph to places on the stage and back.
struct CurvePlace: Sendable, Equatable {
    /// Where the glyph stands.
    let frame: Rectangle
    /// Columns and rows of cells.
    let cells: SIMD2<Int>

    /// The extent of a cell, in points.
    var cellSize: Point { frame.size / Point(Float(cells.x), Float(cells.y)) }

    /// The glyph of a grid whose tile on the stage is a square: its upper left part, where there are fewer rows.
    init(tile: Rectangle, grid: CurveGrid?) {
        let cells = SIMD2(grid?.width ?? 1, grid?.height ?? 1)
        let cell = tile.width / Float(max(cells.x, cells.y))
        self.init(
            frame: Rectangle(origin: tile.origin, size: Point(Float(cells.x), Float(cells.y)) * cell), cells: cells)
    }

    /// A glyph in a frame.
    init(frame: Rectangle, cells: SIMD2<Int>) { (self.frame, self.cells) = (frame, cells) }

    /// A cell on the stage.
    func place(of cell: SIMD2<Int32>) -> Rectangle {
        Rectangle(origin: frame.origin + Point(Float(cell.x), Float(cell.y)) * cellSize, size: cellSize)
    }

    /// The column and row at a place of the stage; nil outside.
    func cell(at place: Point) -> SIMD2<Int>? {
        guard frame.contains(place) else { return nil }
        let cell = (place - frame.origin) / cellSize
        return SIMD2(min(Int(cell.x), cells.x - 1), min(Int(cell.y), cells.y - 1))
    }
}
