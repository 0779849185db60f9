/// A rectangle of pixels of a map: columns x ..< x + width, rows y ..< y + height.
public struct PixelBox: Sendable, Hashable {
    /// The first column.
    public var x: Int
    /// The first row.
    public var y: Int
    /// How many columns.
    public var width: Int
    /// How many rows.
    public var height: Int

    /// A rectangle; see the properties for the meaning of the parameters.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The rectangle over the given columns and rows.
    init(columns: Range<Int>, rows: Range<Int>) {
        self.init(x: columns.lowerBound, y: rows.lowerBound, width: columns.count, height: rows.count)
    }

    var columns: Range<Int> { x..<x + width }
    var rows: Range<Int> { y..<y + height }

    /// The smallest rectangle around both.
    func union(_ other: PixelBox) -> PixelBox {
        PixelBox(
            columns: min(
                columns.lowerBound, other.columns.lowerBound)..<max(
                    columns.upperBound, other.columns.upperBound),
            rows: min(rows.lowerBound, other.rows.lowerBound)..<max(rows.upperBound, other.rows.upperBound))
    }

    /// The part inside a map; nil where there is none.
    func clipped(height: Int, width: Int) -> PixelBox? {
        let columns = columns.clamped(to: 0..<width), rows = rows.clamped(to: 0..<height)
        return columns.isEmpty || rows.isEmpty ? nil : PixelBox(columns: columns, rows: rows)
    }
}
