import Foundation

/// An .npy file of floats that is written piece by piece, for arrays that need not fit into the memory.
///
/// Until it is full it lies beside its place as `NAME.part`, so that nobody takes half a file for a whole one.
public final class NPYStream {
    private let handle: FileHandle
    private let url: URL
    private let part: URL
    private var missing: Int
    private var isInPlace = false

    /// Begins a file of a known shape.
    ///
    /// - Throws: where it cannot be written.
    public init(_ url: URL, shape: [Int]) throws {
        part = url.deletingLastPathComponent().appending(path: url.lastPathComponent + ".part")
        try NPY.header(ofFloats: shape).write(to: part)
        handle = try FileHandle(forWritingTo: part)
        try handle.seekToEnd()
        self.url = url
        missing = shape.reduce(1, *)
    }

    deinit {
        if !isInPlace { try? FileManager.default.removeItem(at: part) }
    }

    /// Adds elements, in row-major order.
    ///
    /// - Precondition: there are no more than the shape has room for.
    public func append(_ tensor: Tensor) throws {
        precondition(tensor.count <= missing, "\(tensor.count) elements for \(missing) places")
        try tensor.withValues { try handle.write(contentsOf: Data(buffer: $0)) }
        missing -= tensor.count
    }

    /// Ends the file, which must be full by now, and gives it its name.
    ///
    /// - Throws: `NPY.FormatError` where elements are missing, or why the file cannot take its place.
    public func close() throws {
        try handle.close()
        guard missing == 0 else {
            throw NPY.FormatError(description: "\(url.lastPathComponent) lacks \(missing) elements.")
        }
        // In place of an older file, which `FileManager` would not replace.
        guard rename(part.path, url.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        isInPlace = true
    }
}
