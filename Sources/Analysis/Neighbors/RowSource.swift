import Tensors

/// Rows of numbers, all of one length, that may be more than the memory holds: they are read some at a time.
public protocol RowSource: Sendable {
    /// The number of rows.
    var rowCount: Int { get }
    /// The numbers in a row.
    var columnCount: Int { get }

    /// Reads some columns of some rows, row after row.
    ///
    /// - Parameter target: has room for `rows.count * columns.count` numbers.
    func read(_ rows: Range<Int>, columns: Range<Int>, into target: UnsafeMutablePointer<Float>) throws
}

extension RowSource {
    /// Reads some rows, row after row.
    ///
    /// - Parameter target: has room for `rows.count * columnCount` numbers.
    public func read(_ rows: Range<Int>, into target: UnsafeMutablePointer<Float>) throws {
        try read(rows, columns: 0..<columnCount, into: target)
    }

    /// All rows, `[rows, columns]`.
    public func readAll() throws -> Tensor {
        var all = Tensor(uninitialized: [rowCount, columnCount])
        try all.withMutablePointer { try read(0..<rowCount, into: $0) }
        return all
    }
}

/// Rows that are in memory.
public struct TensorRows: RowSource {
    private let tensor: Tensor

    /// The rows of `tensor`, `[rows, columns]`.
    public init(_ tensor: Tensor) {
        precondition(tensor.shape.count == 2, "rows have the shape [rows, columns], not \(tensor.shape)")
        self.tensor = tensor
    }

    /// The number of rows.
    public var rowCount: Int { tensor.shape[0] }
    /// The numbers in a row.
    public var columnCount: Int { tensor.shape[1] }

    /// Copies a part.
    public func read(_ rows: Range<Int>, columns: Range<Int>, into target: UnsafeMutablePointer<Float>) {
        tensor.withPointer { source in
            for (place, row) in rows.enumerated() {
                (target + place * columns.count).update(
                    from: source + row * columnCount + columns.lowerBound, count: columns.count)
            }
        }
    }

    /// All rows, without a copy.
    public func readAll() -> Tensor { tensor }
}
