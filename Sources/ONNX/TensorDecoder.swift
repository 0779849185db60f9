import Foundation
import Inference
import Tensors

/// Turns a tensor of the file into a `Value`, wherever and in whatever type its elements are stored.
///
/// Floating-point types become 32-bit floats, integers and truth values become `Int`.
struct TensorDecoder {
    /// The folder of the model file, in which weights may lie in files of their own.
    let folder: URL

    /// The tensor's value; throws `ONNXError.invalidTensor`.
    func value(of tensor: Onnx_TensorProto) throws -> Value {
        let shape = try checkedShape(of: tensor)
        let count = shape.reduce(1, *)
        switch tensor.dataType {
        case .float: return try float(tensor, shape, Float32.self) { tensor.floatData }
        case .double: return try float(tensor, shape, Double.self) { tensor.doubleData }
        case .float16:
            let values = try bits(tensor, count, UInt16.self).map { Float(Float16(bitPattern: $0)) }
            return .float(Tensor(shape: shape, values: values))
        case .bfloat16:
            let values = try bits(tensor, count, UInt16.self).map { Float(bitPattern: UInt32($0) << 16) }
            return .float(Tensor(shape: shape, values: values))
        case .int64: return try integer(tensor, shape, Int64.self) { tensor.int64Data }
        case .int32: return try integer(tensor, shape, Int32.self) { tensor.int32Data }
        case .int16: return try integer(tensor, shape, Int16.self) { tensor.int32Data }
        case .int8: return try integer(tensor, shape, Int8.self) { tensor.int32Data }
        case .uint64: return try integer(tensor, shape, UInt64.self) { tensor.uint64Data }
        case .uint32: return try integer(tensor, shape, UInt32.self) { tensor.uint64Data }
        case .uint16: return try integer(tensor, shape, UInt16.self) { tensor.int32Data }
        case .uint8, .bool: return try integer(tensor, shape, UInt8.self) { tensor.int32Data }
        default:
            throw ONNXError.unsupportedType(
                name: tensor.name, type: "elements of the type \(tensor.dataType.words)")
        }
    }

    private func checkedShape(of tensor: Onnx_TensorProto) throws -> [Int] {
        let shape = tensor.dims.map(Int.init)
        guard shape.allSatisfy({ $0 >= 0 }) else { throw invalid(tensor, "its shape \(shape) is negative") }
        var count = 1
        for extent in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: extent)
            guard !overflow, product <= Self.largestCount else {
                throw invalid(tensor, "its shape \(shape) is too large")
            }
            count = product
        }
        return shape
    }

    /// More elements than any network that fits into memory has.
    private static let largestCount = 1 << 33

    private func float<Element: BinaryFloatingPoint>(
        _ tensor: Onnx_TensorProto, _ shape: [Int], _ type: Element.Type, typed: () -> [Element]
    ) throws -> Value {
        let count = shape.reduce(1, *)
        guard let raw = try rawBytes(of: tensor, count: count, width: MemoryLayout<Element>.size) else {
            let values = try typedElements(of: tensor, count, typed())
            return .float(Tensor(shape: shape, values: values.map { Float($0) }))
        }
        guard type == Float32.self else {
            return .float(Tensor(shape: shape, values: load(raw, count, type).map { Float($0) }))
        }
        var result = Tensor(uninitialized: shape)
        result.withMutableValues { _ = raw.copyBytes(to: UnsafeMutableRawBufferPointer($0)) }
        return .float(result)
    }

    private func integer<Element: FixedWidthInteger, Stored: FixedWidthInteger>(
        _ tensor: Onnx_TensorProto, _ shape: [Int], _ type: Element.Type, typed: () -> [Stored]
    ) throws -> Value {
        let count = shape.reduce(1, *)
        let raw = try rawBytes(of: tensor, count: count, width: MemoryLayout<Element>.size)
        // Unsigned 64-bit numbers beyond Int's range serve only as "as far as possible" in practice.
        let values: [Int] =
            if let raw {
                load(raw, count, type).map { Int(clamping: $0) }
            } else {
                try typedElements(of: tensor, count, typed()).map { Int(clamping: $0) }
            }
        return .integer(IntegerTensor(shape: shape, values: values))
    }

    /// The bit patterns of a 16-bit type; outside raw data each lies in an `int32`.
    private func bits(_ tensor: Onnx_TensorProto, _ count: Int, _ type: UInt16.Type) throws -> [UInt16] {
        if let raw = try rawBytes(of: tensor, count: count, width: 2) { return load(raw, count, type) }
        return try typedElements(of: tensor, count, tensor.int32Data).map { UInt16(truncatingIfNeeded: $0) }
    }

    /// The elements as bytes, little-endian; nil where they are stored by type.
    private func rawBytes(of tensor: Onnx_TensorProto, count: Int, width: Int) throws -> Data? {
        if tensor.dataLocation == .external {
            return try ExternalData(tensor, folder: folder).read(byteCount: count * width)
        }
        guard !tensor.rawData.isEmpty else { return nil }
        guard tensor.rawData.count == count * width else {
            throw invalid(
                tensor, "it has \(tensor.rawData.count) bytes where its shape needs \(count * width)")
        }
        return tensor.rawData
    }

    private func typedElements<Element>(
        of tensor: Onnx_TensorProto, _ count: Int, _ elements: [Element]
    ) throws -> [Element] {
        guard elements.count == count else {
            throw invalid(tensor, "it has \(elements.count) elements where its shape needs \(count)")
        }
        return elements
    }

    private func load<Element>(_ raw: Data, _ count: Int, _ type: Element.Type) -> [Element] {
        [Element](unsafeUninitializedCapacity: count) { buffer, filled in
            _ = raw.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
            filled = count
        }
    }

    private func invalid(_ tensor: Onnx_TensorProto, _ reason: String) -> ONNXError {
        .invalidTensor(name: tensor.name, reason: reason)
    }
}
