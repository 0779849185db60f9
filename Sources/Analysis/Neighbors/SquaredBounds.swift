import CKernels
import Synchronization
import Tensors

/// Bounds of the squared Euclidean distances of all pairs of rows: `rows` squared floats.
///
/// Where a few directions hold the rows, the bounds are those of `BoundingRows`; else products of whole rows, which are
/// read block by block and need not fit into the memory, and the bounds are the distances up to rounding.
struct SquaredBounds: Sendable {
    /// What the squared distances are at least, `[rows, rows]`, the diagonal 0, times the square of `scale`.
    let values: Tensor
    /// The squared distance of every row from the mean row, times the square of `scale`.
    let squares: [Float]
    /// The squared distance of rows i and j is at most 4 * rests[i] * rests[j] more.
    let rests: [Float]
    /// What the rows were multiplied by: a power of two.
    let scale: Float

    /// A bound may be wrong by this share of the sum of two rows' `squares`.
    static let error: Float = 0x1p-17

    /// The number of rows.
    var count: Int { squares.count }

    /// Compares all rows, each pair once.
    ///
    /// - Throws: `AnalysisError.notFinite`, `CancellationError`, or what the source throws.
    init(
        of source: some RowSource, workers: Workers, isStale: @Sendable () -> Bool,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws {
        let centre = try RowCentre(of: source, isStale: isStale)
        let blocks: any BlockProducts
        if let rows = try BoundingRows(source, centre, workers: workers, isStale: isStale) {
            (squares, rests) = (rows.squares, rows.rests)
            blocks = ShortProducts(rows: rows)
        } else {
            var squares: [Float] = []
            try centre.visit(source, isStale: isStale) { squares += $2 }
            (self.squares, rests) = (squares, [Float](repeating: 0, count: squares.count))
            blocks = LongProducts(source: source, centre: centre)
        }
        scale = centre.scale
        values = try withoutActuallyEscaping(isStale) { [squares] isStale in
            try Self.compared(by: blocks, squares, workers: workers, isStale: isStale, progress: progress)
        }
    }

    private static func compared(
        by blocks: any BlockProducts, _ squares: [Float], workers: Workers,
        isStale: @escaping @Sendable () -> Bool, progress: (Int, Int) -> Void
    ) throws -> Tensor {
        let count = squares.count
        let side = max(64, min(blocks.side, (count + 7) / 8))
        let blockCount = (count + side - 1) / side
        let tiles = (0..<blockCount).flatMap { row in (row..<blockCount).map { (row * side, $0 * side) } }
        var values = Tensor(uninitialized: [count, count])
        let failure = Mutex<(any Error)?>(nil)
        try values.withMutablePointer { address in
            let target = SharedPointer(address)
            // Some at a time, so that progress can be told.
            let step = 4 * workers.count
            for start in stride(from: 0, to: tiles.count, by: step) {
                if isStale() { throw CancellationError() }
                let end = min(start + step, tiles.count)
                workers.forEach(end - start) { index in
                    let (top, left) = tiles[start + index]
                    let (upper, lower) = (top..<min(top + side, count), left..<min(left + side, count))
                    do {
                        let products = try blocks.products(upper, lower, isStale: isStale)
                        write(products, upper, lower, squares, target)
                    } catch {
                        failure.withLock { $0 = $0 ?? error }
                    }
                }
                if let error = failure.withLock({ $0 }) { throw error }
                progress(end, tiles.count)
            }
        }
        return values
    }

    private static func write(
        _ products: Tensor, _ upper: Range<Int>, _ lower: Range<Int>, _ squares: [Float],
        _ target: SharedPointer
    ) {
        let count = squares.count
        products.withPointer { products in
            squares.withUnsafeBufferPointer { squares in
                guard let all = squares.baseAddress else { return }
                for (place, row) in upper.enumerated() {
                    ck_bounds_from_products(
                        products + place * lower.count, all + lower.lowerBound, squares[row], lower.count,
                        target.address + row * count + lower.lowerBound)
                }
            }
        }
        if upper == lower {
            for row in upper { target.address[row * count + row] = 0 }
        }
        mirror(upper, lower, count, target)
    }

    /// Writes the block below the diagonal from the one above, in squares that the cache holds.
    private static func mirror(
        _ upper: Range<Int>, _ lower: Range<Int>, _ count: Int, _ target: SharedPointer
    ) {
        let side = 16
        for top in stride(from: upper.lowerBound, to: upper.upperBound, by: side) {
            for left in stride(from: lower.lowerBound, to: lower.upperBound, by: side) {
                for column in left..<min(left + side, lower.upperBound) {
                    for row in top..<min(top + side, upper.upperBound) {
                        target.address[column * count + row] = target.address[row * count + column]
                    }
                }
            }
        }
    }

    /// Hands out a row of bounds with all rows' squares and rests.
    func withRow<Result>(
        _ row: Int, _ body: (UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>) -> Result
    ) -> Result {
        values.withPointer { values in
            squares.withUnsafeBufferPointer { squares in
                rests.withUnsafeBufferPointer { rests in
                    guard let squares = squares.baseAddress, let rests = rests.baseAddress else {
                        preconditionFailure("a row of no rows")
                    }
                    return body(values + row * count, squares, rests)
                }
            }
        }
    }
}

/// Products of blocks of centred rows.
private protocol BlockProducts: Sendable {
    /// How many rows a block has at most.
    var side: Int { get }

    /// The products of two blocks, `[upper, lower]`.
    func products(
        _ upper: Range<Int>, _ lower: Range<Int>, isStale: @Sendable () -> Bool
    ) throws -> Tensor
}

/// Products of short rows, which are in memory.
private struct ShortProducts: BlockProducts {
    let rows: BoundingRows
    var side: Int { 512 }

    func products(_ upper: Range<Int>, _ lower: Range<Int>, isStale: @Sendable () -> Bool) -> Tensor {
        let columns = rows.columnCount
        var products = Tensor(uninitialized: [upper.count, lower.count])
        rows.values.withPointer { values in
            products.withMutablePointer {
                MatrixProduct.multiply(
                    .init(values + upper.lowerBound * columns, stride: columns),
                    .init(values + lower.lowerBound * columns, stride: columns, isTransposed: true),
                    rows: upper.count, columns: lower.count, depth: columns, into: $0,
                    resultStride: lower.count)
            }
        }
        return products
    }
}

/// Products of whole rows, some columns after the other.
private struct LongProducts<Source: RowSource>: BlockProducts {
    let source: Source
    let centre: RowCentre
    var side: Int { 1024 }

    func products(
        _ upper: Range<Int>, _ lower: Range<Int>, isStale: @Sendable () -> Bool
    ) throws -> Tensor {
        let columns = source.columnCount
        let step = max(1, min(columns, (4 << 20) / upper.count))
        var products = Tensor(uninitialized: [upper.count, lower.count])
        var left = Tensor(uninitialized: [upper.count * step])
        var right = Tensor(uninitialized: [lower.count * step])
        for start in stride(from: 0, to: columns, by: step) {
            if isStale() { throw CancellationError() }
            let part = start..<min(start + step, columns)
            try left.withMutablePointer { left in
                try right.withMutablePointer { right in
                    try read(upper, part, into: left)
                    try read(lower, part, into: right)
                    products.withMutablePointer {
                        MatrixProduct.multiply(
                            .init(left, stride: part.count),
                            .init(right, stride: part.count, isTransposed: true), rows: upper.count,
                            columns: lower.count, depth: part.count, adding: start > 0, into: $0,
                            resultStride: lower.count)
                    }
                }
            }
        }
        return products
    }

    private func read(
        _ rows: Range<Int>, _ columns: Range<Int>, into target: UnsafeMutablePointer<Float>
    ) throws {
        try source.read(rows, columns: columns, into: target)
        for row in rows.indices { centre.centre(target + (row - rows.lowerBound) * columns.count, columns) }
    }
}
