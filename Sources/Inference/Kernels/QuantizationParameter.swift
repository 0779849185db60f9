import Tensors

/// A scale or zero point of a quantised tensor, arranged so that it broadcasts against it: one number for all, one
/// a slice of an axis, or one a block of such slices.
struct QuantizationParameter {
    /// The numbers, of a shape that broadcasts against the tensor's.
    let value: Value

    /// - Parameters:
    ///   - value: a scalar, `[extent of axis]`, or of the tensor's rank with an entry a block.
    ///   - shape: the quantised tensor's.
    ///   - blockSize: slices along the axis that share a number; 0 where there are no blocks.
    init(_ value: Value, for shape: [Int], axis: Int, blockSize: Int) throws {
        guard value.shape.reduce(1, *) != 1, !shape.isEmpty else {
            self.value = value.reshaped([])
            return
        }
        let axis = try normalizedAxis(axis, rank: shape.count)
        if value.shape.count == 1, blockSize == 0, value.shape[0] == shape[axis] {
            self.value = value.reshaped(shape.indices.map { $0 == axis ? shape[$0] : 1 })
            return
        }
        guard blockSize > 0, value.shape.count == shape.count,
            value.shape[axis] == (shape[axis] + blockSize - 1) / blockSize
        else { throw InferenceError.invalid("scale or zero point of \(value.shape) do not fit \(shape)") }
        var positions = [[Int]?](repeating: nil, count: shape.count)
        positions[axis] = (0..<shape[axis]).map { $0 / blockSize }
        let selection = AxisSelection(from: value.shape, positions: positions)
        self.value = try value.rearranged(to: selection.shape, by: selection)
    }
}

/// The range of a quantised type.
public struct QuantizedRange: Sendable, Equatable {
    /// Bits of an element.
    public var bits: Int
    /// Whether there are negative numbers.
    public var isSigned: Bool

    /// The integers of a size; unsigned bytes where nothing is said.
    public init(bits: Int = 8, isSigned: Bool = false) {
        self.bits = bits
        self.isSigned = isSigned
    }

    /// The nearest numbers of the range, halves to the even one, moved by `zeroPoints`, which broadcast.
    func quantized(_ numbers: Tensor, zeroPoints: Value?) throws -> IntegerTensor {
        let zero = zeroPoints ?? .integer(IntegerTensor(shape: [], values: [0]))
        guard case .integer(let zero) = zero else {
            throw InferenceError.invalid("the zero point holds floats, but integers are needed")
        }
        let run = try Broadcast([numbers.shape, zero.shape])
        let values = numbers.values
        let (low, high) = isSigned ? (-(1 << (bits - 1)), 1 << (bits - 1)) : (0, 1 << bits)
        return IntegerTensor(
            shape: run.shape,
            values: run.map { at in
                let rounded = Int(clamping: Double(values[at[0]].rounded(.toNearestOrEven)))
                return min(
                    max(rounded.addingReportingOverflow(zero.values[at[1]]).partialValue, low), high - 1)
            })
    }
}
