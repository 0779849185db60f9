import Rendering

/// Where the parts of the Classes scene stand: the list at the left, what is taken for what at the right.
struct ClassesLayout: Sendable, Equatable {
    /// What it is laid out from.
    struct Request: Sendable, Equatable {
        /// The stage's extent.
        var size: Point
        /// How many rows the list has.
        var rowCount = 0
        /// Rows and columns of the matrix; nil where there is none.
        var matrix: SIMD2<Int>?
        /// Whether the list says how many are recognized.
        var hasAccuracy = true
        /// How wide the names beside the matrix are.
        var nameWidth: Float = 0
        /// How far the list is scrolled, in points.
        var scroll: Float = 0
    }

    /// A row of the list: its parts from left to right.
    struct Row: Sendable, Equatable {
        /// Its position in the list.
        var index: Int
        /// All of it.
        var place: Rectangle
    }

    static let rowHeight: Float = 60
    static let pictureSide: Float = 40
    static let picturePitch: Float = 46
    static let headHeight: Float = 40
    /// The lowest cells of the matrix that have names beside them.
    static let namedCell: Float = 11
    private static let margin = SampleHeader.margin

    /// The stage's extent.
    let size: Point
    /// Where the list scrolls.
    let listArea: Rectangle
    /// The rows that can be seen, in part at least.
    let rows: [Row]
    /// Left edges and widths of name, accuracy, similarity and pictures.
    let name, accuracy, similarity, pictures: ClosedRange<Float>
    /// How far the list can be scrolled.
    let longestScroll: Float
    /// The right column.
    let side: Rectangle
    /// The matrix's cells together; nil where there is none.
    let matrix: Rectangle?
    /// The side of a cell.
    let cell: Float
    /// Where the lines on a class stand.
    let figures: Rectangle
    /// Where the wrong pictures stand.
    let wrong: Rectangle

    /// The layout of a stage.
    init(_ request: Request) {
        size = request.size
        let top = SampleHeader.height
        let sideWidth = request.matrix == nil ? min(240, size.x * 0.3) : min(max(size.x * 0.4, 280), 540)
        side = Rectangle(
            x: size.x - Self.margin - sideWidth, y: top, width: sideWidth, height: max(size.y - top - 20, 1))
        let listWidth = max(side.minX - 28 - Self.margin, 120)
        listArea = Rectangle(
            x: Self.margin, y: top + Self.headHeight, width: listWidth,
            height: max(size.y - top - Self.headHeight - 16, 1))
        let left = Self.margin
        let nameWidth = min(max(listWidth * 0.23, 96), 190)
        name = left...left + nameWidth
        let accuracyWidth: Float = request.hasAccuracy ? 72 : 0
        accuracy = name.upperBound + 12...name.upperBound + 12 + accuracyWidth
        let start = accuracy.upperBound + (request.hasAccuracy ? 16 : 0)
        similarity = start...start + 92
        pictures = similarity.upperBound + 18...max(left + listWidth, similarity.upperBound + 19)
        let whole = Float(request.rowCount) * Self.rowHeight
        longestScroll = max(whole - listArea.height, 0)
        let scroll = min(max(request.scroll, 0), longestScroll)
        let (area, height) = (listArea, Self.rowHeight)
        rows = (0..<request.rowCount).compactMap { index in
            let place = Rectangle(
                x: area.minX, y: area.minY + Float(index) * height - scroll, width: area.width, height: height
            )
            return place.intersects(area) ? Row(index: index, place: place) : nil
        }
        (matrix, cell) = Self.matrix(request, in: side)
        let below = (matrix?.maxY ?? side.minY) + (matrix == nil ? 60 : 50)
        figures = Rectangle(x: side.minX, y: below, width: side.width, height: 22)
        wrong = Rectangle(
            x: side.minX, y: figures.maxY + 40, width: side.width,
            height: max(side.maxY - figures.maxY - 40, 0))
    }

    /// The most classes whose cells can still be seen and hit in a matrix of this width.
    static func mostClasses(width: Float) -> Int { max(Int((width - 36) / 9), 8) }

    private static func matrix(_ request: Request, in side: Rectangle) -> (Rectangle?, Float) {
        guard let count = request.matrix, count.x > 0, count.y > 0 else { return (nil, 0) }
        func exact(beside left: Float) -> Float {
            let room = Point(side.width - left, min(side.width - left, side.height * 0.56))
            return min(room.x / Float(count.y), room.y / Float(count.x)).rounded(.down)
        }
        let named = min(request.nameWidth, 96) + 30
        // Rows too low for their names leave the room of those to the cells.
        let isNamed = exact(beside: named) >= Self.namedCell
        let left = isNamed ? named : 30
        let cell =
            isNamed ? min(exact(beside: left), 44) : min(max(exact(beside: left), 1), Self.namedCell - 1)
        let place = Rectangle(
            x: side.minX + left, y: side.minY + 56, width: cell * Float(count.y),
            height: cell * Float(count.x))
        return (place, cell)
    }

    /// The picture of a row at a position; nil where there is no room.
    func picture(_ position: Int, in row: Row) -> Rectangle? {
        let x = pictures.lowerBound + Float(position) * Self.picturePitch
        guard x + Self.pictureSide <= pictures.upperBound else { return nil }
        return Rectangle(
            x: x, y: row.place.minY + 6, width: Self.pictureSide, height: Self.pictureSide)
    }

    /// Where the share of a picture's cluster is shown, below it.
    func share(of picture: Rectangle) -> Rectangle {
        Rectangle(x: picture.minX, y: picture.maxY + 2, width: picture.width, height: 8)
    }

    /// A cell of the matrix.
    func cell(row: Int, column: Int) -> Rectangle? {
        matrix.map {
            Rectangle(
                x: $0.minX + Float(column) * cell, y: $0.minY + Float(row) * cell, width: cell, height: cell)
        }
    }

    /// The heads over the names and over the counts, which stand below the names.
    var nameHead: ClosedRange<Float> { name.lowerBound...name.lowerBound + 46 }
    /// The head over the counts.
    var countHead: ClosedRange<Float> { name.lowerBound + 52...name.upperBound }

    /// How many wrong pictures fit.
    var wrongCapacity: Int { wrongPerRow * max(Int((wrong.height + 6) / Self.picturePitch), 0) }

    /// The place of a wrong picture.
    func wrongPicture(_ position: Int) -> Rectangle {
        let (row, column) = position.quotientAndRemainder(dividingBy: max(wrongPerRow, 1))
        return Rectangle(
            x: wrong.minX + Float(column) * Self.picturePitch, y: wrong.minY + Float(row) * Self.picturePitch,
            width: Self.pictureSide, height: Self.pictureSide)
    }

    private var wrongPerRow: Int { Int((wrong.width + 6) / Self.picturePitch) }
}
