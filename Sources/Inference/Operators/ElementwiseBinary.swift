import CKernels
import Foundation
import Tensors

/// The ONNX operators that compute every element from one element of each of two inputs, with numpy's
/// broadcasting.
public struct ElementwiseBinary: Operator, Equatable {
    /// Which function of two numbers it is; the raw value is the ONNX name.
    public enum Function: String, Sendable, CaseIterable {
        /// x + y
        case add = "Add"
        /// x - y
        case subtract = "Sub"
        /// x * y
        case multiply = "Mul"
        /// x / y; integers are rounded towards 0
        case divide = "Div"
        /// x to the power of y; the result has the type of x
        case power = "Pow"
        /// x where x >= 0, else x * y
        case parametricRelu = "PRelu"
        /// The smaller one
        case minimum = "Min"
        /// The larger one
        case maximum = "Max"
    }

    /// Which function of two numbers it is.
    public var function: Function
    /// What is applied to the result while it is in the cache; set when a plan fuses nodes.
    var activation: Activation?

    /// The operator that applies `function` to each pair.
    public init(_ function: Function) { self.function = function }

    /// The ONNX name.
    public var name: String { function.rawValue }
    /// Any: the runner hands both sides over in one order, in which they broadcast.
    public var memoryOrder: MemoryOrder { .any }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        [try combine(try inputs.value(0), try inputs.value(1), on: workers)]
    }

    /// The function of two values of any types and shapes that fit each other.
    func combine(_ x: Value, _ y: Value, on workers: Workers) throws -> Value {
        switch (x, y) {
        case (.float(let x), .float(let y)): return .float(try floats(x, y, on: workers))
        case (.integer(let x), .integer(let y)):
            let result = Value.integer(try integers(x, y))
            return try activation?.evaluate([result], on: workers)[0] ?? result
        case (.float(let x), .integer(let y)): return .float(try floats(x, Tensor(y), on: workers))
        case (.integer(let x), .float(let y)):
            let result = Value.float(try floats(Tensor(x), y, on: workers))
            return function == .power
                ? Cast(to: .integer(bits: 64, isSigned: true)).apply(to: result) : result
        }
    }

    private func floats(_ x: Tensor, _ y: Tensor, on workers: Workers) throws -> Tensor {
        try Broadcast([x.shape, y.shape]).combine(
            x, y, on: workers, RowLoop(kernel: kernel, activation: activation))
    }

    private var kernel: RowLoop.Kernel {
        switch function {
        case .add: ck_add
        case .subtract: ck_subtract
        case .multiply: ck_multiply
        case .divide: ck_divide
        case .power: ck_power
        case .parametricRelu: ck_parametric_relu
        case .minimum: ck_minimum
        case .maximum: ck_maximum
        }
    }

    private func integers(_ x: IntegerTensor, _ y: IntegerTensor) throws -> IntegerTensor {
        let broadcast = try Broadcast([x.shape, y.shape])
        switch function {
        case .add: return broadcast.combine(x, y) { $0 &+ $1 }
        case .subtract: return broadcast.combine(x, y) { $0 &- $1 }
        case .multiply: return broadcast.combine(x, y) { $0 &* $1 }
        case .divide:
            guard !y.values.contains(0) else { throw InferenceError.invalid("an integer is divided by 0") }
            return broadcast.combine(x, y) { $0.dividedReportingOverflow(by: $1).partialValue }
        case .power:
            return broadcast.combine(x, y) { Int(clamping: pow(Double($0), Double($1))) }
        case .parametricRelu: return broadcast.combine(x, y) { $0 >= 0 ? $0 : $0 &* $1 }
        case .minimum: return broadcast.combine(x, y) { min($0, $1) }
        case .maximum: return broadcast.combine(x, y) { max($0, $1) }
        }
    }
}

/// What is done with a row of two tensors, of which each moves by 0 or 1 element.
private struct RowLoop: Sendable {
    typealias Kernel =
        @convention(c) (
            UnsafePointer<Float>?, Int, UnsafePointer<Float>?, Int, Int, UnsafeMutablePointer<Float>?
        ) -> Void

    let kernel: Kernel
    let activation: Activation?
    /// Elements that stay in the first cache until the activation has seen them.
    private static let block = 2048

    func run(
        _ x: UnsafePointer<Float>, _ stepX: Int, _ y: UnsafePointer<Float>, _ stepY: Int, _ count: Int,
        _ to: UnsafeMutablePointer<Float>
    ) {
        guard let activation else { return kernel(x, stepX, y, stepY, count, to) }
        for start in stride(from: 0, to: count, by: Self.block) {
            let size = min(Self.block, count - start)
            kernel(x + start * stepX, stepX, y + start * stepY, stepY, size, to + start)
            activation.apply(to: to + start, count: size, into: to + start)
        }
    }
}

extension Broadcast {
    /// The kernel's function of every pair of floats.
    fileprivate func combine(
        _ x: Tensor, _ y: Tensor, on workers: Workers, _ loop: RowLoop
    ) -> Tensor {
        var result = Tensor(uninitialized: shape)
        guard result.count > 0 else { return result }
        result.withMutableValues { target in
            x.withValues { x in
                y.withValues { y in
                    guard let x = x.baseAddress, let y = y.baseAddress, let to = target.baseAddress else {
                        return
                    }
                    run(x, y, to, on: workers, loop)
                }
            }
        }
        return result
    }

    /// A long single row is cut into pieces; many rows are dealt out.
    private func run(
        _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>,
        on workers: Workers, _ loop: RowLoop
    ) {
        // The pieces write disjoint parts, and `forEach` returns after all of them.
        nonisolated(unsafe) let (x, y, to) = (x, y, to)
        let (stepX, stepY, length) = (rowStep[0], rowStep[1], rowLength)
        let pieces = rowCount * length >= 1 << 15 ? workers.count : 1
        workers.forEach(pieces) { piece in
            guard rowCount == 1 else {
                return forEachRow(in: Workers.share(piece, of: pieces, among: rowCount)) { row, at in
                    loop.run(x + at[0], stepX, y + at[1], stepY, length, to + row * length)
                }
            }
            let part = Workers.share(piece, of: pieces, among: length)
            let start = part.lowerBound
            loop.run(x + start * stepX, stepX, y + start * stepY, stepY, part.count, to + start)
        }
    }

    /// The function of every pair of integers.
    func combine(_ x: IntegerTensor, _ y: IntegerTensor, _ function: (Int, Int) -> Int) -> IntegerTensor {
        var values: [Int] = []
        values.reserveCapacity(shape.reduce(1, *))
        guard !shape.contains(0) else { return IntegerTensor(shape: shape, values: []) }
        forEachRow(in: 0..<rowCount) { _, at in
            for index in 0..<rowLength {
                values.append(
                    function(x.values[at[0] + index * rowStep[0]], y.values[at[1] + index * rowStep[1]]))
            }
        }
        return IntegerTensor(shape: shape, values: values)
    }
}

extension Workers {
    /// The part of 0 ..< `total` that belongs to the given piece of `pieces`.
    static func share(_ piece: Int, of pieces: Int, among total: Int) -> Range<Int> {
        (piece * total / pieces)..<((piece + 1) * total / pieces)
    }
}

extension Tensor {
    /// The integers as floats.
    init(_ integers: IntegerTensor) {
        self.init(shape: integers.shape, values: integers.values.lazy.map { Float($0) })
    }
}

extension Int {
    /// The nearest integer that can be held; 0 for NaN.
    init(clamping number: Double) {
        self = number.isNaN ? 0 : Int(exactly: number.rounded(.towardZero)) ?? (number < 0 ? .min : .max)
    }
}
