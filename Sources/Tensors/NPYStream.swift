import Foundation

/// An .npy file of floats that is written piece by piece, for arrays that need not fit into the memory.
public final class NPYStream {
    private let handle: FileHandle
    private let url: URL
    private var missing: Int

    /// Begins a file of a known shape.
    ///
    /// - Throws: where it cannot be written.
    public init(_ url: URL, shape: [Int]) throws {
        try NPY.header(ofFloats: shape).write(to: url)
        handle = try FileHandle(forWritingTo: url)
        try handle.seekToEnd()
        self.url = url
        missing = shape.reduce(1, *)
    }

    /// Adds elements, in row-major order.
    ///
    /// - Precondition: there are no more than the shape has room for.
    public func append(_ tensor: Tensor) throws {
        precondition(tensor.count <= missing, "\(tensor.count) elements for \(missing) places")
        try tensor.withValues { try handle.write(contentsOf: Data(buffer: $0)) }
        missing -= tensor.count
    }

    /// Ends the file, which must be full by now; a file that is not is removed.
    public func close() throws {
        try handle.close()
        guard missing > 0 else { return }
        try FileManager.default.removeItem(at: url)
        throw NPY.FormatError(description: "\(url.lastPathComponent) lacks \(missing) elements.")
    }
}
