import Foundation
import Tensors

/// An array in numpy's format whose elements stay in the file.
struct NPYFile {
    let header: NPY.Header
    let file: NumberFile

    /// - Throws: `SampleError.unreadable`, `.broken`.
    init(_ url: URL) throws {
        file = try NumberFile(url) { _ in NumberFile.mostUnpacked }
        do {
            header = try NPY.Header(startOf: try file.start(NPY.Header.mostBytes))
        } catch let error as NPY.FormatError {
            throw SampleError.broken(name: file.name, reason: error.description)
        }
    }

    /// Whether a file is named and begins as this format's are.
    static func isOne(_ url: URL) -> Bool {
        PictureFolder.ending(of: url.lastPathComponent) == "npy"
            || FileFacts(url.path)?.firstBytes.starts(with: [0x93] + Array("NUMPY".utf8)) == true
    }

    /// The stack of pictures that it holds.
    ///
    /// - Throws: `SampleError.notSamples`, `.broken`.
    func stack() throws -> PictureStack {
        guard let element = StackElement(rawValue: header.type) else {
            throw SampleError.notSamples(
                name: file.name,
                reason: "its elements are of the type \(header.type), and pixels are numbers, little-endian")
        }
        return try PictureStack(file, start: header.start, shape: header.shape, element: element)
    }
}
