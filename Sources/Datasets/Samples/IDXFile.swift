import Foundation

/// A file in the format of MNIST and Fashion-MNIST: bytes with a shape, gzipped or not.
///
/// Two zero bytes, the type (8: bytes), the rank, the extents as big-endian 32-bit numbers, then the bytes.
/// Source: Y. LeCun, C. Cortes and C. J. C. Burges, "The MNIST database of handwritten digits", file formats.
struct IDXFile {
    /// The extents, outermost first.
    let shape: [Int]
    /// Where the elements begin.
    let start: Int
    let file: NumberFile

    /// - Throws: `SampleError.unreadable`; `.broken` where the header and the length contradict each other.
    init(_ url: URL) throws {
        let name = url.lastPathComponent
        file = try NumberFile(url) { start in
            let header = try Header(start, name: name)
            return header.length + header.count
        }
        let header = try Header(try file.start(256), name: name)
        (shape, start) = (header.shape, header.length)
        guard file.count >= header.length + header.count else {
            throw SampleError.broken(
                name: name,
                reason:
                    "its header says \(shape.map { "\($0)" }.joined(separator: " x ")) bytes, but after it "
                    + "there are only \(file.count - header.length)")
        }
    }

    /// Whether a file begins as this format does, unpacked; one that cannot be unpacked is told by its name, so that
    /// opening it says what is wrong.
    static func isOne(_ url: URL) -> Bool {
        guard let facts = FileFacts(url.path) else { return false }
        guard facts.firstBytes.starts(with: [0x1F, 0x8B]) else { return isHeader(facts.firstBytes) }
        do {
            return isHeader(try NumberFile(url) { _ in 0 }.start(4))
        } catch {
            return isNamedSo(url.lastPathComponent)
        }
    }

    /// Whether a file's name is one of this format's.
    static func isNamedSo(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.contains("idx") || name.contains("ubyte")
    }

    private static func isHeader(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 4 && bytes[0] == 0 && bytes[1] == 0 && (8...14).contains(bytes[2])
            && (1...4).contains(bytes[3])
    }

    private struct Header {
        let shape: [Int]
        /// Bytes of the header.
        let length: Int
        /// Elements, a byte each.
        let count: Int

        init(_ bytes: [UInt8], name: String) throws {
            guard IDXFile.isHeader(bytes) else {
                throw SampleError.broken(name: name, reason: "it does not begin as an IDX file does")
            }
            guard bytes[2] == 8 else {
                throw SampleError.broken(name: name, reason: "it holds numbers of another kind than bytes")
            }
            length = 4 + 4 * Int(bytes[3])
            guard bytes.count >= length else {
                throw SampleError.broken(name: name, reason: "its header breaks off")
            }
            shape = stride(from: 4, to: length, by: 4).map { start in
                bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            }
            var product = 1
            for extent in shape {
                let (next, overflow) = product.multipliedReportingOverflow(by: extent)
                guard !overflow, next < 1 << 40 else {
                    throw SampleError.broken(name: name, reason: "its header says more than a terabyte")
                }
                product = next
            }
            count = product
        }
    }
}
