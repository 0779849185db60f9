import Inference

extension Onnx_TensorProto.DataType {
    /// What elements of this type are once they are read; nil where the type is not supported.
    var element: Cast.ElementType? {
        switch self {
        case .float, .double: .float
        case .float16: .half
        case .bfloat16: .brain
        case .int64, .uint64: .integer(bits: 64, isSigned: true)
        case .int32: .integer(bits: 32, isSigned: true)
        case .uint32: .integer(bits: 32, isSigned: false)
        case .int16: .integer(bits: 16, isSigned: true)
        case .uint16: .integer(bits: 16, isSigned: false)
        case .int8: .integer(bits: 8, isSigned: true)
        case .uint8: .integer(bits: 8, isSigned: false)
        case .bool: .truth
        default: nil
        }
    }

    /// Whether elements of this type are held as floats.
    var holdsFloats: Bool { [.undefined, .float, .float16, .bfloat16, .double].contains(self) }

    /// The type's name, as in "float16".
    var words: String {
        guard case .UNRECOGNIZED(let number) = self else { return "\(self)" }
        return Self.newerNames[number] ?? "number \(number)"
    }

    /// Types that the generated messages do not name, by number.
    private static let newerNames = [
        17: "float8e4m3fn", 18: "float8e4m3fnuz", 19: "float8e5m2", 20: "float8e5m2fnuz", 21: "uint4",
        22: "int4",
        23: "float4e2m1",
    ]
}
