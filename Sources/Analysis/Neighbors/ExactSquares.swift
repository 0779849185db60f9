import CKernels
import Tensors

/// Single squared distances of rows, every difference and every sum in doubles.
struct ExactSquares<Source: RowSource>: Sendable {
    private let source: Source
    /// All rows, where they are few enough.
    private let rows: Tensor?

    /// Rows of more bytes than these are read when they are asked for.
    static var largestHeld: Int { 1 << 30 }

    init(_ source: Source) throws {
        self.source = source
        let size = source.rowCount * source.columnCount * MemoryLayout<Float>.size
        rows = size <= Self.largestHeld ? try source.readAll() : nil
    }

    /// The squared distances of a row from others, in the order of `others`, written to `target`.
    func measure(
        from row: Int, to others: UnsafeBufferPointer<Int32>, into target: UnsafeMutablePointer<Double>
    ) throws {
        let columns = source.columnCount
        if let rows {
            return rows.withPointer { values in
                for (place, other) in others.enumerated() {
                    target[place] = ck_exact_square(
                        values + row * columns, values + Int(other) * columns, columns)
                }
            }
        }
        var (own, buffer) = (Tensor(uninitialized: [columns]), Tensor(uninitialized: [columns]))
        try own.withMutablePointer { try source.read(row..<row + 1, into: $0) }
        for (place, other) in others.enumerated() {
            try buffer.withMutablePointer { try source.read(Int(other)..<Int(other) + 1, into: $0) }
            target[place] = own.withPointer { own in
                buffer.withPointer { ck_exact_square(own, $0, columns) }
            }
        }
    }

    /// The squared distances of a row from others, in the order of `others`.
    func from(_ row: Int, to others: [Int32]) throws -> [Double] {
        try [Double](unsafeUninitializedCapacity: others.count) { target, count in
            count = others.count
            guard let address = target.baseAddress else { return }
            try others.withUnsafeBufferPointer { try measure(from: row, to: $0, into: address) }
        }
    }
}
