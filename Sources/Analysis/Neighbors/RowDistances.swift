import CKernels
import Tensors

/// The Euclidean distances of one row to all rows, difference by difference in doubles.
public struct RowDistances: Sendable, Equatable {
    /// The distance to each row; 0 to itself.
    public let values: [Float]

    /// The distances from a row of `source`.
    ///
    /// - Throws: `CancellationError`, or what the source throws.
    public init(
        from row: Int, in source: some RowSource, isStale: @Sendable () -> Bool = { false }
    ) throws {
        let columns = source.columnCount
        var own = Tensor(uninitialized: [columns])
        try own.withMutablePointer { try source.read(row..<row + 1, into: $0) }
        var values = [Float](repeating: 0, count: source.rowCount)
        let step = max(1, min(source.rowCount, (4 << 20) / max(columns, 1)))
        var block = Tensor(uninitialized: [step, columns])
        for start in stride(from: 0, to: source.rowCount, by: step) {
            if isStale() { throw CancellationError() }
            let rows = start..<min(start + step, source.rowCount)
            try block.withMutablePointer { try source.read(rows, into: $0) }
            block.withPointer { block in
                own.withPointer { own in
                    for (place, other) in rows.enumerated() {
                        let square = ck_exact_square(own, block + place * columns, columns)
                        values[other] = Float(square.squareRoot())
                    }
                }
            }
        }
        self.values = values
    }
}
