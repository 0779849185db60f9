/// A rectangle of whole pixels of the network's input; it may reach beyond the picture.
public struct PixelRectangle: Sendable, Hashable, Codable {
    /// The column of its left edge.
    public var x: Int
    /// The row of its upper edge.
    public var y: Int
    /// Its columns; nothing is covered where they are not above 0.
    public var width: Int
    /// Its rows; nothing is covered where they are not above 0.
    public var height: Int

    /// A rectangle from its upper left pixel and its size.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The covered columns, of any picture.
    public var columns: Range<Int> { Self.extent(from: x, length: width) }

    /// The covered rows, of any picture.
    public var rows: Range<Int> { Self.extent(from: y, length: height) }

    /// Whether the pixel in column `x` and row `y` is covered.
    public func contains(x: Int, y: Int) -> Bool { columns.contains(x) && rows.contains(y) }

    /// The part inside a picture of `width` x `height` pixels; of size 0 where there is none.
    public func clipped(toWidth width: Int, height: Int) -> PixelRectangle {
        let columns = self.columns.clamped(to: 0..<width)
        let rows = self.rows.clamped(to: 0..<height)
        let isEmpty = columns.isEmpty || rows.isEmpty
        return PixelRectangle(
            x: columns.lowerBound, y: rows.lowerBound, width: isEmpty ? 0 : columns.count,
            height: isEmpty ? 0 : rows.count)
    }

    /// Ends at the largest number instead of overflowing: typed rectangles may be absurd.
    private static func extent(from start: Int, length: Int) -> Range<Int> {
        let end = start.addingReportingOverflow(max(0, length))
        return start..<(end.overflow ? Int.max : end.partialValue)
    }
}
