/// Numbers that stay where they are, as in a file, until they are needed.
///
/// The large matrices of a network are packed once and never read again as they were: what is deferred is read piece
/// by piece then, and memory for all of it is never filled.
public protocol DeferredNumbers: Sendable {
    /// Fills `target` with the numbers in `range`, or with NaN where they cannot be read any more.
    func read(_ range: Range<Int>, into target: UnsafeMutableBufferPointer<Float>)
}

extension Tensor {
    /// Calls `body` with the address of the first element in `range` (row-major), for C kernels that read; where the
    /// numbers are deferred, only those in `range` are read.
    public func withElements<Result>(
        in range: Range<Int>, _ body: (UnsafePointer<Float>) throws -> Result
    ) rethrows -> Result {
        try storage.withElements(in: range, body)
    }

    /// The same numbers, to be read anew when they are needed and held by nobody until then; nil where they are in
    /// memory only.
    public var rereadable: Tensor? { storage.source.map { Tensor(shape: shape, deferred: $0) } }
}
