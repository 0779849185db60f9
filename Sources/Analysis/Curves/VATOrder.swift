import CKernels
import Tensors

/// An order of samples in which alike ones follow each other: VAT (J. C. Bezdek and R. J. Hathaway 2002, "VAT: a tool
/// for visual assessment of (cluster) tendency"), by Euclidean distance.
///
/// It starts with one of the two samples that are farthest from each other, and goes on with whichever is nearest to any
/// that it has had: Prim's way of building a spanning tree. Of equally good samples the one with the lower row is taken:
/// the order is that of the plain algorithm in doubles, to the last sample. Bounds of all distances tell which few have
/// to be measured.
public struct VATOrder: Sendable, Equatable {
    /// The samples, by their rows.
    public let order: [Int32]

    /// The order of the rows of `source`.
    ///
    /// - Parameter progress: told how many of all steps are done.
    /// - Throws: `AnalysisError.notFinite`, `CancellationError`, or what the source throws.
    /// - Complexity: O(rows * columns + rows²) operations where few distances have to be measured; memory for rows²
    ///   floats, and for the rows where they take no more than 512 MB.
    public init(
        of source: some RowSource, workers: Workers = .standard, isStale: @Sendable () -> Bool = { false },
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws {
        guard source.rowCount > 1 else {
            order = source.rowCount == 1 ? [0] : []
            return
        }
        let exact = try ExactSquares(source)
        let bounds = try SquaredBounds(of: source, workers: workers, isStale: isStale, progress: progress)
        var tree = SpanningTree(bounds, exact, from: try Self.start(bounds, exact))
        while tree.order.count < source.rowCount {
            if tree.order.count % 256 == 0 {
                if isStale() { throw CancellationError() }
                progress(tree.order.count, source.rowCount)
            }
            try tree.grow()
        }
        order = tree.order
    }

    /// The first row, in order, that holds the largest distance of all.
    private static func start(_ bounds: SquaredBounds, _ exact: ExactSquares<some RowSource>) throws -> Int {
        let count = bounds.count
        let factor = Double(bounds.scale) * Double(bounds.scale)
        let possible = (0..<count).map { row in
            bounds.withRow(row) { values, squares, rests in
                ck_farthest(values, squares, rests, squares[row], rests[row], SquaredBounds.error, count)
            }
        }
        var best = (square: -1.0, row: count)
        var found = [Int32](repeating: 0, count: count)
        // Those first that promise most: they rule the others out.
        for row in possible.indices.sorted(by: { (-possible[$0], $0) < (-possible[$1], $1) }) {
            let limit = Float(best.square * factor).nextDown
            guard possible[row] >= limit else { break }
            let number = bounds.withRow(row) { values, squares, rests in
                ck_beyond(
                    values, squares, rests, squares[row], rests[row], SquaredBounds.error, limit, count,
                    &found)
            }
            let largest = try exact.from(row, to: Array(found[..<number])).max() ?? 0
            if largest > best.square || largest == best.square && row < best.row { best = (largest, row) }
        }
        return best.row
    }
}

/// A tree that takes in the nearest row again and again.
private struct SpanningTree<Source: RowSource> {
    private(set) var order: [Int32] = []
    private let bounds: SquaredBounds
    private let exact: ExactSquares<Source>
    /// Of every row that is left, the least that its squared distance from the tree can be; not a number for the others.
    private var keys: [Float]
    /// Whether the key is the squared distance itself, rounded down.
    private var isExact: [UInt8]
    /// The squared distance of every row from the first `measuredCounts` rows of the tree.
    private var squares: [Double]
    private var measuredCounts: [Int32]
    private var candidates: [ck_candidate]
    /// From squares to those of scaled rows.
    private let factor: Double

    init(_ bounds: SquaredBounds, _ exact: ExactSquares<Source>, from start: Int) {
        let count = bounds.count
        (self.bounds, self.exact) = (bounds, exact)
        keys = [Float](repeating: .infinity, count: count)
        isExact = [UInt8](repeating: 0, count: count)
        squares = [Double](repeating: .infinity, count: count)
        measuredCounts = [Int32](repeating: 0, count: count)
        candidates = [ck_candidate](repeating: ck_candidate(), count: count)
        factor = Double(bounds.scale) * Double(bounds.scale)
        take(start)
    }

    /// Takes in the row that is nearest to the tree.
    mutating func grow() throws {
        while true {
            let least = ck_smallest_key(keys, keys.count)
            var best = (square: Double.infinity, row: -1)
            var isCertain = true
            var row = ck_find_key(keys, least, 0, keys.count)
            while row < keys.count {
                if isExact[row] == 0 {
                    try measure(row)
                    isCertain = isCertain && keys[row] == least
                }
                if squares[row] < best.square { best = (squares[row], row) }
                row = ck_find_key(keys, least, row + 1, keys.count)
            }
            if isCertain { return take(best.row) }
        }
    }

    private mutating func take(_ row: Int) {
        order.append(Int32(row))
        keys[row] = .nan
        bounds.withRow(row) { values, all, _ in
            ck_lower_keys(values, all, all[row], SquaredBounds.error, bounds.count, &keys, &isExact)
        }
    }

    /// Measures the distance of a row from what the tree has taken in since it was measured last.
    private mutating func measure(_ row: Int) throws {
        let first = Int(measuredCounts[row])
        let limit = Float(squares[row] * factor).nextUp
        let number = order.withUnsafeBufferPointer { order in
            bounds.withRow(row) { values, all, rests in
                ck_may_be_nearest(
                    values, all, rests, all[row], rests[row], SquaredBounds.error, limit,
                    order.baseAddress.map { $0 + first }, order.count - first, &candidates)
            }
        }
        candidates[..<number].sort { $0.key < $1.key }
        var square = squares[row]
        for candidate in candidates[..<number] where Double(candidate.key) <= square * factor {
            square = min(square, try exact.from(row, to: [candidate.row])[0])
        }
        squares[row] = square
        measuredCounts[row] = Int32(order.count)
        isExact[row] = 1
        // Rounded down, so that no other row's key is taken to be larger than it is.
        let (scaled, rounded) = (square * factor, Float(square * factor))
        keys[row] = Double(rounded) > scaled ? rounded.nextDown : rounded
    }
}
