import Foundation

/// Arrays in numpy's file format (.npy), as `run` and `analyze` write them and test recordings are kept.
///
/// Written: version 1.0, little-endian float32 or int64, C order. Read: also version 2.0, float64, smaller
/// integers and truth values.
/// Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
public enum NPY {
    /// What a file holds.
    public enum Content: Sendable, Equatable {
        /// Floats
        case float(Tensor)
        /// Integers or truth values
        case integer(IntegerTensor)
    }

    /// Why bytes are not an array that can be read.
    public struct FormatError: Error, Equatable, CustomStringConvertible {
        /// One sentence that says what is wrong.
        public let description: String
    }

    /// The file of a tensor of floats.
    public static func encoded(_ tensor: Tensor) -> Data {
        var file = header(type: "<f4", shape: tensor.shape)
        tensor.withValues { file.append(contentsOf: UnsafeRawBufferPointer($0)) }
        return file
    }

    /// The file of a tensor of integers.
    public static func encoded(_ tensor: IntegerTensor) -> Data {
        var file = header(type: "<i8", shape: tensor.shape)
        tensor.values.withUnsafeBytes { file.append(contentsOf: $0) }
        return file
    }

    /// The array that the bytes of a file hold; throws `FormatError`.
    public static func decoded(_ file: Data) throws -> Content {
        let header = try Header(startOf: file)
        return try content(of: file.dropFirst(header.start), header)
    }

    /// What precedes the elements of a file of floats.
    static func header(ofFloats shape: [Int]) -> Data { header(type: "<f4", shape: shape) }

    static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// The header, padded with spaces so that the elements begin at a multiple of 64 bytes.
    private static func header(type: String, shape: [Int]) -> Data {
        let extents = shape.map { "\($0), " }.joined()
        var text = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(extents)), }"
        let unpadded = magic.count + 4 + text.utf8.count + 1
        text += String(repeating: " ", count: (64 - unpadded % 64) % 64) + "\n"
        let length = text.utf8.count
        return Data(magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(text.utf8))
    }

    private static func content(of bytes: Data, _ header: Header) throws -> Content {
        switch header.type {
        case "<f4": .float(try floats(bytes, header, as: Float.self))
        case "<f8": .float(try floats(bytes, header, as: Double.self))
        case "<i8": .integer(try integers(bytes, header, as: Int64.self))
        case "<i4": .integer(try integers(bytes, header, as: Int32.self))
        case "|i1": .integer(try integers(bytes, header, as: Int8.self))
        case "|u1", "|b1": .integer(try integers(bytes, header, as: UInt8.self))
        default: throw FormatError("its element type \(header.type) is not supported")
        }
    }

    private static func floats<Element: BinaryFloatingPoint>(
        _ bytes: Data, _ header: Header, as type: Element.Type
    ) throws -> Tensor {
        Tensor(shape: header.shape, values: try elements(bytes, header, type).map { Float($0) })
    }

    private static func integers<Element: BinaryInteger>(
        _ bytes: Data, _ header: Header, as type: Element.Type
    ) throws -> IntegerTensor {
        IntegerTensor(shape: header.shape, values: try elements(bytes, header, type).map { Int($0) })
    }

    private static func elements<Element>(
        _ bytes: Data, _ header: Header, _ type: Element.Type
    ) throws -> [Element] {
        let width = MemoryLayout<Element>.size
        guard bytes.count / width >= header.count else { throw FormatError("it breaks off in the middle") }
        return [Element](unsafeUninitializedCapacity: header.count) { buffer, filled in
            _ = bytes.copyBytes(to: UnsafeMutableRawBufferPointer(buffer), count: header.count * width)
            filled = header.count
        }
    }
}

extension NPY.FormatError {
    init(_ reason: String) { description = reason }
}
