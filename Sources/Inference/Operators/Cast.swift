import Tensors

/// ONNX "Cast": the elements in another type.
public struct Cast: Operator, Equatable {
    /// The types of elements that are told apart.
    public enum ElementType: Sendable, Equatable {
        /// 32 or 64-bit floats, held in 32 bits
        case float
        /// 16-bit floats: rounded to them, held in 32 bits
        case half
        /// Floats of 8 bits exponent and 7 bits fraction (bfloat16): rounded to them, held in 32 bits
        case brain
        /// Integers of a size; what does not fit wraps around
        case integer(bits: Int, isSigned: Bool)
        /// Truth values: 0 stays, all else becomes 1
        case truth
    }

    /// The type to make.
    public var target: ElementType

    /// The operator that makes elements of the given type.
    public init(to target: ElementType) { self.target = target }

    /// The ONNX name.
    public var name: String { "Cast" }
    /// Any between floats: every element by itself. Integers are always as ONNX has them.
    public var memoryOrder: MemoryOrder { [.float, .half, .brain].contains(target) ? .any : .rowMajor }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        [apply(to: try inputs.value(0))]
    }

    /// `value` with elements of the type.
    func apply(to value: Value) -> Value {
        switch (target, value) {
        case (.float, .float): value
        case (.float, .integer(let tensor)): .float(Tensor(tensor))
        case (.half, .float(let tensor)): .float(Self.rounded(tensor) { Float(Float16($0)) })
        case (.half, .integer(let tensor)): .float(Self.rounded(Tensor(tensor)) { Float(Float16($0)) })
        case (.brain, .float(let tensor)): .float(Self.rounded(tensor, to: Self.brain))
        case (.brain, .integer(let tensor)): .float(Self.rounded(Tensor(tensor), to: Self.brain))
        case (.truth, .float(let tensor)):
            .integer(IntegerTensor(shape: tensor.shape, values: tensor.values.map { $0 != 0 ? 1 : 0 }))
        case (.truth, .integer(let tensor)):
            .integer(IntegerTensor(shape: tensor.shape, values: tensor.values.map { $0 != 0 ? 1 : 0 }))
        case (.integer(let bits, let isSigned), .float(let tensor)):
            .integer(
                IntegerTensor(
                    shape: tensor.shape,
                    values: tensor.values.map { Self.wrapped(Int(clamping: Double($0)), bits, isSigned) }))
        case (.integer(let bits, let isSigned), .integer(let tensor)):
            .integer(
                IntegerTensor(
                    shape: tensor.shape, values: tensor.values.map { Self.wrapped($0, bits, isSigned) }))
        }
    }

    private static func rounded(_ tensor: Tensor, to nearest: (Float) -> Float) -> Tensor {
        Tensor(shape: tensor.shape, values: tensor.values.map(nearest))
    }

    /// The nearest number of which only the upper 16 bits are set, halves to the even one.
    private static func brain(_ number: Float) -> Float {
        guard number.isFinite else { return number }
        let bits = number.bitPattern
        return Float(bitPattern: (bits &+ 0x7FFF &+ (bits >> 16 & 1)) & 0xFFFF_0000)
    }

    private static func wrapped(_ number: Int, _ bits: Int, _ isSigned: Bool) -> Int {
        guard bits < 64 else { return number }
        let unused = 64 - bits
        return isSigned ? (number << unused) >> unused : Int((UInt(bitPattern: number) << unused) >> unused)
    }
}
