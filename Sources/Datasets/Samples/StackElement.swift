/// The kind of numbers that a stack is made of, little-endian, by numpy's name for it.
enum StackElement: String, CaseIterable {
    case byte = "|u1"
    case truth = "|b1"
    case signedByte = "|i1"
    case unsigned16 = "<u2"
    case signed16 = "<i2"
    case unsigned32 = "<u4"
    case signed32 = "<i4"
    case signed64 = "<i8"
    case half = "<f2"
    case float = "<f4"
    case double = "<f8"

    /// Bytes of a number.
    var size: Int {
        switch self {
        case .byte, .truth, .signedByte: 1
        case .unsigned16, .signed16, .half: 2
        case .unsigned32, .signed32, .float: 4
        case .signed64, .double: 8
        }
    }

    /// The numbers that the bytes spell.
    func numbers(_ bytes: UnsafeRawBufferPointer) -> [Float] {
        switch self {
        case .byte, .truth: bytes.map { Float($0) }
        case .signedByte: Self.converted(bytes, Int8.self) { Float($0) }
        case .unsigned16: Self.converted(bytes, UInt16.self) { Float($0) }
        case .signed16: Self.converted(bytes, Int16.self) { Float($0) }
        case .unsigned32: Self.converted(bytes, UInt32.self) { Float($0) }
        case .signed32: Self.converted(bytes, Int32.self) { Float($0) }
        case .signed64: Self.converted(bytes, Int64.self) { Float($0) }
        case .half: Self.converted(bytes, Float16.self) { Float($0) }
        case .float: Self.converted(bytes, Float.self) { $0 }
        case .double: Self.converted(bytes, Double.self) { Float($0) }
        }
    }

    private static func converted<Element: BitwiseCopyable>(
        _ bytes: UnsafeRawBufferPointer, _ type: Element.Type, _ convert: (Element) -> Float
    ) -> [Float] {
        let width = MemoryLayout<Element>.size
        return [Float](unsafeUninitializedCapacity: bytes.count / width) { values, filled in
            for index in 0..<bytes.count / width {
                values[index] = convert(bytes.loadUnaligned(fromByteOffset: index * width, as: type))
            }
            filled = bytes.count / width
        }
    }
}
