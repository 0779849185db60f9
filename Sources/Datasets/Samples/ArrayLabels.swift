import Foundation

/// Classes in an .npy file: numbers, words, or a row a picture that has a one at its class.
struct ArrayLabels {
    private let array: NPYFile

    init(_ url: URL) throws { array = try NPYFile(url) }

    /// The labels.
    ///
    /// - Throws: `SampleError.labels`, `.broken`.
    func read() throws -> StackLabels {
        let (header, file) = (array.header, array.file)
        let extents =
            header.shape.count > 1 && header.shape[1...].allSatisfy { $0 == 1 }
            ? Array(header.shape.prefix(1)) : header.shape
        let elements = header.start..<file.count
        if let element = StackElement(rawValue: header.type) {
            let bytes = elements.lowerBound..<elements.lowerBound + header.count * element.size
            let numbers = try file.withBytes(bytes) { element.numbers($0) }
            return StackLabels(
                values: .numbers(try classes(numbers, extents)), name: file.name, file: file)
        }
        guard extents.count == 1, let width = Int(header.type.dropFirst(2)), width > 0, width < 4096 else {
            throw unusable(
                "it holds \(header.type == "|O" ? "Python objects" : header.type); save numbers or words")
        }
        return StackLabels(values: .words(try words(header.count, width)), name: file.name, file: file)
    }

    private func unusable(_ reason: String) -> SampleError {
        .labels(name: array.file.name, reason: reason)
    }

    private func classes(_ numbers: [Float], _ shape: [Int]) throws -> [Int] {
        if shape.count == 1 {
            return try numbers.map { number in
                guard let label = Int(exactly: number) else { throw unusable("\(number) is no whole number") }
                return label
            }
        }
        guard shape.count == 2, shape[1] > 0 else { throw unusable("its shape is \(array.header.shape)") }
        return try stride(from: 0, to: numbers.count, by: shape[1]).map { start in
            let row = numbers[start..<start + shape[1]]
            guard let one = row.firstIndex(of: 1), row.reduce(0, { $0 + abs($1) }) == 1 else {
                throw unusable("its shape is \(shape), and its rows have not a single one each")
            }
            return one - start
        }
    }

    /// Words of `width` characters each, four bytes a character (`<U`) or one (`|S`), filled up with zeros.
    private func words(_ count: Int, _ width: Int) throws -> [String] {
        let size = array.header.type.hasPrefix("<U") ? 4 : array.header.type.hasPrefix("|S") ? 1 : 0
        guard size > 0 else { throw unusable("it holds \(array.header.type)") }
        let start = array.header.start
        return try array.file.withBytes(start..<start + count * width * size) { bytes in
            (0..<count).map { index in
                let word = UnsafeRawBufferPointer(
                    rebasing: bytes[index * width * size..<(index + 1) * width * size])
                return size == 1 ? Self.text(word) : Self.wideText(word)
            }
        }
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func wideText(_ bytes: UnsafeRawBufferPointer) -> String {
        var text = String.UnicodeScalarView()
        for place in stride(from: 0, to: bytes.count, by: 4) {
            let code = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
            guard code != 0, let scalar = Unicode.Scalar(code) else { break }
            text.append(scalar)
        }
        return String(text)
    }
}
