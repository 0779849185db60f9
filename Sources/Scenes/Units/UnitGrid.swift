import Rendering

/// The plots that are seen: square, the same units in their columns as in the overview across, pure geometry.
struct UnitGrid: Sendable, Equatable {
    /// The top left corner of the first plot, in stage points.
    var origin = Point.zero
    /// A plot's side, in points.
    var side: Float = 1
    /// The units across, from left to right.
    var columns: [Int] = []
    /// The units upwards, from the first row to the last.
    var rows: [Int] = []

    /// Between plots, in points.
    static let gap: Float = 8

    /// A plot, by its column and row.
    struct Cell: Sendable, Hashable {
        var column: Int
        var row: Int
    }

    /// From a plot to the next.
    var pitch: Float { side + Self.gap }

    /// All plots.
    var place: Rectangle {
        let extent = Point(Float(columns.count), Float(rows.count)) * pitch - Self.gap
        return Rectangle(origin: origin, size: pointwiseMax(extent, .zero))
    }

    /// A plot.
    func plot(_ cell: Cell) -> Rectangle {
        Rectangle(
            origin: origin + Point(Float(cell.column), Float(cell.row)) * pitch, size: Point(side, side))
    }

    /// The plot that a place lies in; nil: in none.
    func cell(at place: Point) -> Cell? {
        let way = (place - origin) / pitch
        guard way.x >= 0, way.y >= 0 else { return nil }
        let cell = Cell(column: Int(way.x), row: Int(way.y))
        guard columns.indices.contains(cell.column), rows.indices.contains(cell.row),
            plot(cell).contains(place)
        else { return nil }
        return cell
    }

    /// All plots, row by row.
    var cells: [Cell] {
        rows.indices.flatMap { row in columns.indices.map { Cell(column: $0, row: row) } }
    }

    /// The unit of which a plot shows how often its values occur; nil: it shows two units.
    func single(_ cell: Cell) -> Int? {
        columns[cell.column] == rows[cell.row] ? columns[cell.column] : nil
    }

    /// The number above a column.
    func columnLabel(_ column: Int) -> Rectangle {
        Rectangle(x: origin.x + Float(column) * pitch, y: origin.y - 24, width: side, height: 22)
    }

    /// The number beside a row.
    func rowLabel(_ row: Int) -> Rectangle {
        Rectangle(
            x: origin.x - UnitsLayout.labelWidth, y: origin.y + Float(row) * pitch + side / 2 - 11,
            width: UnitsLayout.labelWidth - 8, height: 22)
    }
}
