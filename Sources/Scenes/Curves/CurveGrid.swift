import Analysis

/// A curve through cells, and which sample of an order lies in which: shared by all operations, as they order the same
/// samples.
struct CurveGrid: Sendable, Equatable {
    /// The curve.
    let curve: HilbertCurve
    /// How many samples lie on it.
    let count: Int
    /// The position on the curve of the first sample.
    let first: Int
    /// The place in the order of the sample in each cell, row by row; -1: the cell is unused.
    private let placeOfCell: [Int32]

    /// The grid of `count` samples.
    ///
    /// - Parameter usesWholeOrders: whether it is a square of 2^k cells a side, whatever is left over.
    init(holding count: Int, usesWholeOrders: Bool) {
        curve = usesWholeOrders ? HilbertCurve(orderHolding: count) : HilbertCurve(holding: count)
        self.count = count
        first = curve.firstPosition(of: count)
        var places = [Int32](repeating: -1, count: curve.width * curve.height)
        for place in 0..<count {
            let cell = curve.cells[first + place]
            places[Int(cell.y) * curve.width + Int(cell.x)] = Int32(place)
        }
        placeOfCell = places
    }

    /// Columns.
    var width: Int { curve.width }
    /// Rows.
    var height: Int { curve.height }
    /// How many cells have no sample.
    var unusedCount: Int { curve.cells.count - count }

    /// The cell of a place in the order.
    func cell(of place: Int) -> SIMD2<Int32> { curve.cells[first + place] }

    /// The place in the order of the sample in a cell; nil: the cell is unused, or outside.
    func place(inColumn x: Int, row y: Int) -> Int? {
        guard x >= 0, y >= 0, x < width, y < height else { return nil }
        let place = placeOfCell[y * width + x]
        return place < 0 ? nil : Int(place)
    }
}
