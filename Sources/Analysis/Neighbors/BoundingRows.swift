import CKernels
import Tensors

/// Rows in a few dimensions, whose distances are never larger than those of the rows that they stand for.
///
/// The dimensions are the main directions of some of the rows; what of a row lies outside of them is one number more, its
/// length. By the inequality of Cauchy and Schwarz two such parts are at least as far apart as their lengths differ, and
/// at most as their sum says (as "partial distances" and projections are used to filter and refine: C. Faloutsos,
/// M. Ranganathan and Y. Manolopoulos 1994, "Fast subsequence matching in time-series databases").
///
/// Most pairs of samples are then told apart by some hundred numbers instead of thousands; the others are measured.
struct BoundingRows: Sendable {
    /// `[rows, dimensions]`: centred and scaled; the last column is the length of what is left.
    let values: Tensor
    /// The sum of the squares of each row.
    let squares: [Float]
    /// The length of what the dimensions do not hold, a row each.
    let rests: [Float]

    /// No more main directions than these are kept; rows of no more columns stay as they are.
    private static let directionCount = 256
    /// What the directions may leave out, as a share of all squares: more of it, and the bounds would tell too little.
    private static let largestRest: Float = 0.08
    /// What they should hold of the examples: more would cost more than it tells.
    private static let heldShare = 0.96
    /// The directions are found from this many rows, fewer where they are long.
    private static let exampleCount = 512

    /// The number of rows.
    var count: Int { squares.count }
    /// The numbers in a row.
    var columnCount: Int { values.shape[1] }

    /// Makes rows short, reading all of them once.
    ///
    /// - Returns: nil where no few directions hold the rows well enough.
    /// - Throws: `CancellationError`, or what the source throws.
    init?(
        _ source: some RowSource, _ centre: RowCentre, workers: Workers, isStale: @Sendable () -> Bool
    ) throws {
        let (count, columns) = (source.rowCount, source.columnCount)
        var directions: Tensor?
        if columns > Self.directionCount {
            directions = try Self.directions(of: source, centre)
            if directions == nil { return nil }
        }
        let kept = directions?.shape[0] ?? columns
        var values = Tensor(uninitialized: [count, kept + 1])
        var (squares, rests) = ([Float](repeating: 0, count: count), [Float](repeating: 0, count: count))
        try centre.visit(source, isStale: isStale) { rows, block, blockSquares in
            values.withMutablePointer { values in
                let target = values + rows.lowerBound * (kept + 1)
                Self.project(block, rows: rows.count, columns: columns, on: directions, into: target, workers)
                for (place, row) in rows.enumerated() {
                    let short = target + place * (kept + 1)
                    let held = directions == nil ? blockSquares[place] : Self.square(short, kept)
                    rests[row] = max(0, blockSquares[place] - held).squareRoot()
                    short[kept] = rests[row]
                    squares[row] = max(blockSquares[place], held)
                }
            }
        }
        let left = rests.reduce(0) { $0 + $1 * $1 }
        guard left <= Self.largestRest * squares.reduce(0, +) else { return nil }
        (self.values, self.squares, self.rests) = (values, squares, rests)
    }

    private static func square(_ values: UnsafePointer<Float>, _ count: Int) -> Float {
        var sum = 0.0
        for index in 0..<count { sum += Double(values[index]) * Double(values[index]) }
        return Float(sum)
    }

    /// Writes a block's rows in the directions, a number apart; without directions the rows themselves.
    private static func project(
        _ block: UnsafePointer<Float>, rows: Int, columns: Int, on directions: Tensor?,
        into target: UnsafeMutablePointer<Float>, _ workers: Workers
    ) {
        guard let directions else {
            for row in 0..<rows {
                (target + row * (columns + 1)).update(from: block + row * columns, count: columns)
            }
            return
        }
        let kept = directions.shape[0]
        let (block, target) = (SharedReadPointer(block), SharedPointer(target))
        workers.forEachRange(of: rows, smallest: 32) { range in
            directions.withPointer { directions in
                MatrixProduct.multiply(
                    .init(block.address + range.lowerBound * columns, stride: columns),
                    .init(directions, stride: columns, isTransposed: true), rows: range.count, columns: kept,
                    depth: columns, into: target.address + range.lowerBound * (kept + 1),
                    resultStride: kept + 1)
            }
        }
    }

    // MARK: Directions

    /// Orthonormal directions in which rows vary most, `[directions, columns]`; nil where it would take too many.
    private static func directions(of source: some RowSource, _ centre: RowCentre) throws -> Tensor? {
        let (count, columns) = (source.rowCount, source.columnCount)
        let exampleCount = min(count, max(32, min(Self.exampleCount, (64 << 20) / max(columns, 1))))
        let wanted = min(directionCount, exampleCount / 2)
        var examples = Tensor(uninitialized: [exampleCount, columns])
        try examples.withMutablePointer { examples in
            for place in 0..<exampleCount {
                let row = place * count / exampleCount
                let target = examples + place * columns
                try source.read(row..<row + 1, into: target)
                centre.centre(target)
            }
        }
        // Twice: the first time the small ones of them are not yet orthogonal.
        return combined(examples, wanted).flatMap { combined($0, $0.shape[0]) }
    }

    /// The main directions of `rows`, `[rows, columns]`: orthonormal combinations of them, as few as hold them well.
    ///
    /// - Returns: nil where `wanted` do not.
    private static func combined(_ rows: Tensor, _ wanted: Int) -> Tensor? {
        let (count, columns) = (rows.shape[0], rows.shape[1])
        var gram = Tensor(uninitialized: [count, count])
        rows.withPointer { rows in
            gram.withMutablePointer {
                MatrixProduct.multiply(
                    .init(rows, stride: columns), .init(rows, stride: columns, isTransposed: true),
                    rows: count, columns: count, depth: columns, into: $0, resultStride: count)
            }
        }
        let pairs = LinearAlgebra.largestEigenpairs(
            of: gram.values.map(Double.init), size: count, count: wanted)
        let largest = pairs.first?.value ?? 0
        let total = (0..<count).reduce(0.0) { $0 + Double(gram[$1, $1]) }
        var used: [LinearAlgebra.Eigenpair] = []
        var held = 0.0
        for pair in pairs where pair.value > 1e-6 * largest && held < Self.heldShare * total {
            used.append(pair)
            held += pair.value
        }
        // Examples are held better than the others are.
        guard held >= Double(1 - largestRest) * total else { return nil }
        if used.isEmpty { return Tensor(shape: [0, columns]) }
        let weights = Tensor(
            shape: [used.count, count],
            values: used.flatMap { pair in pair.vector.map { Float($0 / pair.value.squareRoot()) } })
        return MatrixProduct.multiply(weights, rows)
    }
}

/// Around what rows are centred, and what they are multiplied by: a power of two that keeps squares within what a float
/// holds.
struct RowCentre: Sendable {
    let scale: Float
    /// The mean row times `scale`.
    let means: [Float]

    /// Numbers that are read at a time.
    private static let blockSize = 4 << 20

    /// Reads all rows once.
    init(of source: some RowSource, isStale: @Sendable () -> Bool) throws {
        let (count, columns) = (source.rowCount, source.columnCount)
        var sums = [Double](repeating: 0, count: columns)
        var part = [Float](repeating: 0, count: columns)
        var largest: Float = 0
        try Self.visit(source, isStale: isStale) { rows, values in
            for row in rows {
                let magnitude = ck_largest_magnitude(values + (row - rows.lowerBound) * columns, columns)
                guard magnitude.isFinite else { throw AnalysisError.notFinite(row: row) }
                largest = max(largest, magnitude)
            }
            let shares = [Float](repeating: 1 / Float(count), count: rows.count)
            for column in part.indices { part[column] = 0 }
            ck_add_rows(values, rows.count, columns, columns, shares, &part)
            for column in part.indices { sums[column] += Double(part[column]) }
        }
        let scale: Float =
            largest > 0 ? Float(sign: .plus, exponent: -max(-100, Int(largest.exponent)), significand: 1) : 1
        self.scale = scale
        means = sums.map { Float($0 * Double(scale)) }
    }

    /// Hands out blocks of rows.
    private static func visit(
        _ source: some RowSource, isStale: @Sendable () -> Bool,
        _ body: (Range<Int>, UnsafeMutablePointer<Float>) throws -> Void
    ) throws {
        let (count, columns) = (source.rowCount, source.columnCount)
        let step = min(max(1, blockSize / max(columns, 1)), max(count, 1))
        var block = Tensor(uninitialized: [step, columns])
        for start in stride(from: 0, to: count, by: step) {
            if isStale() { throw CancellationError() }
            let rows = start..<min(start + step, count)
            try block.withMutablePointer {
                try source.read(rows, into: $0)
                try body(rows, $0)
            }
        }
    }

    /// Hands out blocks of centred rows, with the sum of the squares of each.
    func visit(
        _ source: some RowSource, isStale: @Sendable () -> Bool,
        _ body: (Range<Int>, UnsafePointer<Float>, [Float]) throws -> Void
    ) throws {
        let columns = source.columnCount
        try Self.visit(source, isStale: isStale) { rows, values in
            let squares = rows.indices.map { centre(values + ($0 - rows.lowerBound) * columns) }
            try body(rows, values, squares)
        }
    }

    /// Centres a row where it lies; returns the sum of its squares.
    @discardableResult func centre(_ row: UnsafeMutablePointer<Float>) -> Float {
        centre(row, 0..<means.count)
    }

    /// Centres some columns of a row where they lie; returns the sum of their squares.
    @discardableResult func centre(_ row: UnsafeMutablePointer<Float>, _ columns: Range<Int>) -> Float {
        means.withUnsafeBufferPointer { means in
            means.baseAddress.map {
                ck_centre_row(row, $0 + columns.lowerBound, scale, columns.count, row)
            } ?? 0
        }
    }
}
