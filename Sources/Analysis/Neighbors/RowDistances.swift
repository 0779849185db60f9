import Tensors

/// The Euclidean distances of one row to all rows, difference by difference in doubles.
public struct RowDistances: Sendable, Equatable {
    /// The distance to each row; 0 to itself.
    public let values: [Float]

    /// The distances from a row of `source`.
    ///
    /// - Throws: `CancellationError`, or what the source throws.
    public init(
        from row: Int, in source: some RowSource, workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }
    ) throws {
        let columns = source.columnCount
        var own = [Float](repeating: 0, count: columns)
        try own.withUnsafeMutableBufferPointer {
            if let start = $0.baseAddress { try source.read(row..<row + 1, into: start) }
        }
        var values = [Float](repeating: 0, count: source.rowCount)
        let step = max(1, min(source.rowCount, (4 << 20) / max(columns, 1)))
        var block = [Float](repeating: 0, count: step * columns)
        for start in stride(from: 0, to: source.rowCount, by: step) {
            if isStale() { throw CancellationError() }
            let rows = start..<min(start + step, source.rowCount)
            try block.withUnsafeMutableBufferPointer {
                if let start = $0.baseAddress { try source.read(rows, into: start) }
            }
            for (place, other) in rows.enumerated() {
                var sum = 0.0
                for column in 0..<columns {
                    let difference = Double(block[place * columns + column]) - Double(own[column])
                    sum += difference * difference
                }
                values[other] = Float(sum.squareRoot())
            }
        }
        self.values = values
    }
}
