import Foundation
import Inference
import Tensors

/// Turns a tensor of the file into a `Value`, wherever and in whatever type its elements are stored.
///
/// Floating-point types become 32-bit floats, integers and truth values become `Int`.
struct TensorDecoder {
    /// The folder of the model file, in which weights may lie in files of their own.
    let folder: URL
    /// What reads large weights.
    var workers = Workers(count: 1)

    /// The tensor's value; throws `ONNXError.invalidTensor`.
    ///
    /// - Parameter weights: the tensor's raw data, where it has been left in the file.
    func value(of tensor: Onnx_TensorProto, weights: FilePart? = nil) throws -> Value {
        try TensorDecoding(tensor: tensor, weights: weights, folder: folder, workers: workers).value()
    }
}

/// One tensor on its way.
private struct TensorDecoding {
    let tensor: Onnx_TensorProto
    let weights: FilePart?
    let folder: URL
    let workers: Workers

    func value() throws -> Value {
        let shape = try checkedShape()
        let count = shape.reduce(1, *)
        switch tensor.dataType {
        case .float: return try float(shape, Float32.self) { tensor.floatData }
        case .double: return try float(shape, Double.self) { tensor.doubleData }
        case .float16:
            let values = try bits(count).map { Float(Float16(bitPattern: $0)) }
            return .float(Tensor(shape: shape, values: values))
        case .bfloat16:
            let values = try bits(count).map { Float(bitPattern: UInt32($0) << 16) }
            return .float(Tensor(shape: shape, values: values))
        case .int64: return try integer(shape, Int64.self) { tensor.int64Data }
        case .int32: return try integer(shape, Int32.self) { tensor.int32Data }
        case .int16: return try integer(shape, Int16.self) { tensor.int32Data }
        case .int8: return try integer(shape, Int8.self) { tensor.int32Data }
        case .uint64: return try integer(shape, UInt64.self) { tensor.uint64Data }
        case .uint32: return try integer(shape, UInt32.self) { tensor.uint64Data }
        case .uint16: return try integer(shape, UInt16.self) { tensor.int32Data }
        case .uint8, .bool: return try integer(shape, UInt8.self) { tensor.int32Data }
        default:
            throw ONNXError.unsupportedType(
                name: tensor.name, type: "elements of the type \(tensor.dataType.words)")
        }
    }

    private func checkedShape() throws -> [Int] {
        let shape = tensor.dims.map(Int.init)
        guard shape.allSatisfy({ $0 >= 0 }) else { throw invalid("its shape \(shape) is negative") }
        var count = 1
        for extent in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: extent)
            guard !overflow, product <= Self.largestCount else {
                throw invalid("its shape \(shape) is too large")
            }
            count = product
        }
        return shape
    }

    /// Matrices from this size on stay in the file until they are packed.
    private static let manyNumbers = 1 << 20

    /// More elements than any network that fits into memory has.
    private static let largestCount = 1 << 33

    private func float<Element: BinaryFloatingPoint>(
        _ shape: [Int], _ type: Element.Type, elements: () -> [Element]
    ) throws -> Value {
        let count = shape.reduce(1, *)
        guard let raw = try rawBytes(count: count, width: MemoryLayout<Element>.size) else {
            return .float(Tensor(shape: shape, values: try typed(count, elements()).map { Float($0) }))
        }
        guard type == Float32.self else {
            return .float(Tensor(shape: shape, values: try load(raw, count, type).map { Float($0) }))
        }
        if case .inFile(let part) = raw, shape.count == 2, count >= Self.manyNumbers {
            return .float(Tensor(shape: shape, deferred: FloatsInFile(part: part, workers: workers)))
        }
        var result = Tensor(uninitialized: shape)
        try result.withMutableValues { try copy(raw, into: UnsafeMutableRawBufferPointer($0)) }
        return .float(result)
    }

    private func integer<Element: FixedWidthInteger, Stored: FixedWidthInteger>(
        _ shape: [Int], _ type: Element.Type, elements: () -> [Stored]
    ) throws -> Value {
        let count = shape.reduce(1, *)
        // Unsigned 64-bit numbers beyond Int's range serve only as "as far as possible" in practice.
        let values: [Int] =
            if let raw = try rawBytes(count: count, width: MemoryLayout<Element>.size) {
                try load(raw, count, type).map { Int(clamping: $0) }
            } else {
                try typed(count, elements()).map { Int(clamping: $0) }
            }
        return .integer(IntegerTensor(shape: shape, values: values))
    }

    /// The bit patterns of a 16-bit type; outside raw data each lies in an `int32`.
    private func bits(_ count: Int) throws -> [UInt16] {
        if let raw = try rawBytes(count: count, width: 2) { return try load(raw, count, UInt16.self) }
        return try typed(count, tensor.int32Data).map { UInt16(truncatingIfNeeded: $0) }
    }

    /// Elements as bytes, little-endian.
    private enum RawBytes {
        case inMessage(Data)
        case inFile(FilePart)
    }

    /// The elements as bytes; nil where they are stored by type.
    private func rawBytes(count: Int, width: Int) throws -> RawBytes? {
        if tensor.dataLocation == .external {
            return .inFile(try ExternalData(tensor, folder: folder).part(byteCount: count * width))
        }
        let byteCount = weights?.range.count ?? tensor.rawData.count
        guard byteCount > 0 else { return nil }
        guard byteCount == count * width else {
            throw invalid("it has \(byteCount) bytes where its shape needs \(count * width)")
        }
        return weights.map(RawBytes.inFile) ?? .inMessage(tensor.rawData)
    }

    private func typed<Element>(_ count: Int, _ elements: [Element]) throws -> [Element] {
        guard elements.count == count else {
            throw invalid("it has \(elements.count) elements where its shape needs \(count)")
        }
        return elements
    }

    private func load<Element>(_ raw: RawBytes, _ count: Int, _ type: Element.Type) throws -> [Element] {
        try [Element](unsafeUninitializedCapacity: count) { buffer, filled in
            try copy(raw, into: UnsafeMutableRawBufferPointer(buffer))
            filled = count
        }
    }

    private func copy(_ raw: RawBytes, into target: UnsafeMutableRawBufferPointer) throws {
        switch raw {
        case .inMessage(let bytes): bytes.copyBytes(to: target)
        case .inFile(let part):
            guard part.read(into: target, on: workers) else {
                throw invalid("its file breaks off in the middle")
            }
        }
    }

    private func invalid(_ reason: String) -> ONNXError {
        .invalidTensor(name: tensor.name, reason: reason)
    }
}
