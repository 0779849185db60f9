/// A curve that goes through every cell of a rectangle once, from a cell to one beside it, and stays near itself: cells
/// that are near on the curve are near in the rectangle.
///
/// In a square of 2^k cells it is Hilbert's curve (D. Hilbert 1891, "Über die stetige Abbildung einer Linie auf ein
/// Flächenstück"). Other rectangles are halved in the same way; where a side is odd, one step may be diagonal.
public struct HilbertCurve: Sendable, Hashable {
    /// Columns of cells.
    public let width: Int
    /// Rows of cells.
    public let height: Int
    /// The cells in the order of the curve: column and row, from 0 at the top left.
    public let cells: [SIMD2<Int32>]

    /// Hilbert's curve of an order: 2^order cells a side.
    public init(order: Int) { self.init(width: 1 << order, height: 1 << order) }

    /// The curve through a rectangle.
    public init(width: Int, height: Int) {
        precondition(width > 0 && height > 0, "a curve through \(width) x \(height) cells")
        (self.width, self.height) = (width, height)
        var cells: [SIMD2<Int32>] = []
        cells.reserveCapacity(width * height)
        let (across, down) = (SIMD2(Int32(width), 0), SIMD2(0, Int32(height)))
        Self.walk(
            from: SIMD2(0, 0), along: width >= height ? across : down, by: width >= height ? down : across,
            &cells)
        self.cells = cells
    }

    /// The curve that leaves the fewest of its cells without one of `count` samples: nearly a square, its sides even.
    public init(holding count: Int) {
        var side = 2
        while side * side < count { side += 2 }
        self.init(width: side, height: side - 2 >= 2 && side * (side - 2) >= count ? side - 2 : side)
    }

    /// The curve of the lowest order that has a cell for each of `count` samples.
    public init(orderHolding count: Int) {
        var order = 0
        while 1 << (2 * order) < count { order += 1 }
        self.init(order: order)
    }

    /// The position on the curve of the first of `count` samples: half of the cells that are left lie before it.
    public func firstPosition(of count: Int) -> Int { max(0, (cells.count - count) / 2) }

    /// Walks through a rectangle from `start`: along its longer side, in three parts.
    ///
    /// - Parameters:
    ///   - along: the side that the walk ends at the end of; one of its numbers is 0, and it may be negative.
    ///   - by: the other side.
    private static func walk(
        from start: SIMD2<Int32>, along: SIMD2<Int32>, by: SIMD2<Int32>, _ cells: inout [SIMD2<Int32>]
    ) {
        let (length, breadth) = (extent(along), extent(by))
        let (step, side) = (sign(along), sign(by))
        if breadth == 1 {
            for index in 0..<length { cells.append(start &+ step &* index) }
            return
        }
        if length == 1 {
            for index in 0..<breadth { cells.append(start &+ side &* index) }
            return
        }
        var (half, halfBreadth) = (length / 2, breadth / 2)
        if 2 * length > 3 * breadth {
            // Much longer than broad: two rectangles one after the other, the first of even length.
            if half % 2 == 1, length > 2 { half += 1 }
            walk(from: start, along: step &* half, by: by, &cells)
            walk(from: start &+ step &* half, along: step &* (length - half), by: by, &cells)
            return
        }
        if halfBreadth % 2 == 1, breadth > 2 { halfBreadth += 1 }
        let first = side &* halfBreadth
        walk(from: start, along: first, by: step &* half, &cells)
        walk(from: start &+ first, along: along, by: side &* (breadth - halfBreadth), &cells)
        walk(
            from: start &+ (along &- step) &+ (first &- side), along: first &* -1,
            by: step &* -(length - half), &cells)
    }

    private static func extent(_ side: SIMD2<Int32>) -> Int32 { abs(side.x) + abs(side.y) }
    private static func sign(_ side: SIMD2<Int32>) -> SIMD2<Int32> { SIMD2(side.x.signum(), side.y.signum()) }
}
