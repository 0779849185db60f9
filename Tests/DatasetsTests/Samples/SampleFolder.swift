import Datasets
import Foundation

/// Writes the files of a small data set.
extension Scratch {
    /// Writes a picture of one grey, `width` x 2 pixels, so that its width tells it from others.
    @discardableResult
    func writePicture(_ path: String, width: Int = 1, grey: UInt8 = 128) throws -> URL {
        let url = try place(path)
        try PictureFile.writePNG(
            Picture(width: width, height: 2, red: grey, green: grey, blue: grey), to: url)
        return url
    }

    /// Writes bytes.
    @discardableResult
    func write(_ bytes: some Sequence<UInt8>, to path: String) throws -> URL {
        let url = try place(path)
        try Data(bytes).write(to: url)
        return url
    }

    private func place(_ path: String) throws -> URL {
        let url = folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        return url
    }
}

/// The bytes of an IDX file as MNIST's are written: big-endian extents.
func idx(_ shape: [Int], _ elements: [UInt8], type: UInt8 = 8) -> [UInt8] {
    let extents = shape.flatMap { extent in (0..<4).map { UInt8(extent >> (24 - 8 * $0) & 0xFF) } }
    return [0, 0, type, UInt8(shape.count)] + extents + elements
}

/// The bytes of an .npy file of version 1, as numpy writes them.
func npy(_ type: String, _ shape: [Int], _ elements: [UInt8]) -> [UInt8] {
    let extents = shape.map { "\($0)," }.joined(separator: " ")
    let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(extents)), }"
    let header = text + String(repeating: " ", count: 117 - text.utf8.count) + "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8) + elements
}

/// The bytes of numbers, little-endian.
func littleEndian<Number: BitwiseCopyable>(_ numbers: [Number]) -> [UInt8] {
    numbers.withUnsafeBytes { Array($0) }
}
