import Tensors

/// Rows of numbers, all of one length, that may be more than the memory holds: they are read some at a time.
public protocol RowSource: Sendable {
    /// The number of rows.
    var rowCount: Int { get }
    /// The numbers in a row.
    var columnCount: Int { get }

    /// Reads some rows one after the other.
    ///
    /// - Parameter target: has room for `rows.count * columnCount` numbers.
    func read(_ rows: Range<Int>, into target: UnsafeMutablePointer<Float>) throws
}

/// Rows that are in memory, `[rows, columns]`.
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

    /// Copies some rows.
    public func read(_ rows: Range<Int>, into target: UnsafeMutablePointer<Float>) {
        tensor.withPointer { source in
            target.update(from: source + rows.lowerBound * columnCount, count: rows.count * columnCount)
        }
    }
}
