import Foundation

extension NPY {
    /// The start of a file: what its elements are, and where they begin. Enough to read some of them from a file that
    /// is larger than the memory.
    public struct Header: Sendable, Equatable {
        /// numpy's name for the type of an element, such as `<f4` or `|u1`.
        public let type: String
        /// The extents, outermost first.
        public let shape: [Int]
        /// How many elements there are.
        public let count: Int
        /// How many bytes lie before the first element.
        public let start: Int

        /// As many bytes as a header of version 1 may have at most.
        public static let mostBytes = 10 + 65_535

        /// Reads the header from the first bytes of a file, its first `mostBytes` or all that it has.
        ///
        /// - Throws: `FormatError`, also where the elements are in Fortran's order.
        public init(startOf file: some Sequence<UInt8>) throws {
            let file = Array(file.prefix(Self.mostBytes))
            guard file.count > 10, file.starts(with: NPY.magic) else {
                throw FormatError("it is not an .npy file")
            }
            let lengthSize = file[6] == 1 ? 2 : 4
            let lengthBytes = file[8..<min(8 + lengthSize, file.count)]
            let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
            start = 8 + lengthSize + length
            guard start <= file.count else { throw FormatError("its header breaks off") }
            let text = String(decoding: file[(8 + lengthSize)..<start], as: UTF8.self)
            guard let type = Self.part(after: "'descr':", in: text, from: "'", to: "'"),
                let extents = Self.part(after: "'shape':", in: text, from: "(", to: ")")
            else { throw FormatError("its header cannot be understood") }
            guard text.contains("'fortran_order': False") else {
                throw FormatError("its elements are in Fortran order, which is not supported")
            }
            self.type = type
            shape = try Self.shape(extents)
            count = try Self.count(shape, extents)
        }

        private static func shape(_ extents: String) throws -> [Int] {
            let words = extents.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            return try words.filter { !$0.isEmpty }.map { word in
                guard let extent = Int(word), extent >= 0 else {
                    throw FormatError("its shape (\(extents)) cannot be understood")
                }
                return extent
            }
        }

        private static func count(_ shape: [Int], _ extents: String) throws -> Int {
            try shape.reduce(1) { product, extent in
                let (next, overflow) = product.multipliedReportingOverflow(by: extent)
                guard !overflow, next < 1 << 40 else {
                    throw FormatError("its shape (\(extents)) is too large")
                }
                return next
            }
        }

        private static func part(
            after key: String, in text: String, from: Character, to: Character
        ) -> String? {
            guard let key = text.firstRange(of: key) else { return nil }
            let rest = text[key.upperBound...].drop { $0 != from }.dropFirst()
            guard let end = rest.firstIndex(of: to) else { return nil }
            return String(rest[..<end])
        }
    }
}
