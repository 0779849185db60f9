import Tensors

/// ONNX "Pad": elements added around a tensor; negative numbers cut some off.
public struct Pad: Operator, Equatable {
    /// What the added elements are; the raw values are ONNX's.
    public enum Mode: String, Sendable {
        /// One number everywhere
        case constant
        /// The tensor mirrored at its outermost elements
        case reflect
        /// The outermost elements repeated
        case edge
        /// The tensor repeated from its other end
        case wrap
    }

    /// What the added elements are.
    public var mode: Mode
    /// Elements before every axis, then after every axis; nil: the second input.
    public var pads: [Int]?
    /// The number to add; nil: the third input, or 0.
    public var value: Float?
    private var constantPads: [Int]?

    /// The operator; see the properties for the meaning of the parameters.
    public init(mode: Mode = .constant, pads: [Int]? = nil, value: Float? = nil) {
        self.mode = mode
        self.pads = pads
        self.value = value
        constantPads = pads
    }

    /// The ONNX name.
    public var name: String { "Pad" }
    /// Channels last, as convolutions have it.
    public var memoryOrder: MemoryOrder { .channelsLast }
    /// A window of one shifted pixel where zeros are added around pictures, else everything.
    public var support: SpatialSupport {
        guard mode == .constant, let pads = constantPads, pads.count == 8, pads[1] == 0, pads[5] == 0 else {
            return .everything
        }
        let one = SIMD2(1, 1)
        return .window(kernel: one, stride: one, padding: SIMD2(pads[2], pads[3]), dilation: one)
    }

    /// From the first to the last element along an axis that some of the result are made of; nil where there is none.
    ///
    /// - Throws: `InferenceError` where it is not known how much is added.
    func elements(feeding results: Range<Int>, axis: Int, of shape: [Int]) throws -> Range<Int>? {
        guard let pads = constantPads, pads.count == 2 * shape.count else {
            throw InferenceError.invalid("pads that are not known before the run")
        }
        let (before, after) = (pads[axis], pads[axis + shape.count])
        let count = shape[axis] + before + after
        return try positions(before: before, count: count, of: shape[axis])[results.clamped(to: 0..<count)]
            .span
    }

    /// Remembers how much is added.
    public func prepared(constants: [Value?]) throws -> any Operator {
        guard pads == nil, constants.count > 1, case .integer(let pads)? = constants[1] else { return self }
        var copy = self
        copy.constantPads = constants.count > 3 && constants[3] != nil ? nil : pads.values
        return copy
    }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let rank = input.shape.count
        let axes = try normalizedAxes(inputs.optionalIntegers(3) ?? Array(0..<rank), rank: rank)
        let pads = try pads ?? inputs.integers(1).values
        guard pads.count == 2 * axes.count else {
            throw InferenceError.invalid("\(pads.count) pads do not fit \(axes.count) axes")
        }
        var shape = input.shape
        var positions = [[Int]?](repeating: nil, count: rank)
        for (index, axis) in axes.enumerated() {
            let (before, after) = (pads[index], pads[index + axes.count])
            guard before != 0 || after != 0 else { continue }
            let place = memoryAxis(axis, of: input)
            // Bounded first, so that absurd numbers cannot overflow.
            guard abs(before) <= 1 << 31, abs(after) <= 1 << 31 else {
                throw InferenceError.invalid("pads of \(before) and \(after)")
            }
            shape[place] += before + after
            _ = try checkedCount(of: shape)
            positions[place] = try self.positions(before: before, count: shape[place], of: input.shape[place])
        }
        let selection = AxisSelection(from: input.shape, positions: positions)
        return [try input.rearranged(to: shape, fill: Double(try fill(inputs)), by: selection)]
    }

    private func fill(_ inputs: [Value?]) throws -> Float {
        if let value { return value }
        guard inputs.count > 2, let input = inputs[2] else { return 0 }
        switch input {
        case .float(let tensor): return tensor.values.first ?? 0
        case .integer(let tensor): return Float(tensor.values.first ?? 0)
        }
    }

    /// Where each of `count` elements comes from along an axis of `extent`; -1 is a new one.
    private func positions(before: Int, count: Int, of extent: Int) throws -> [Int] {
        guard extent > 0 || mode == .constant else { throw InferenceError.invalid("an empty axis is padded") }
        return (0..<count).map { index in
            let position = index - before
            switch mode {
            case .constant: return (0..<extent).contains(position) ? position : -1
            case .edge: return min(max(position, 0), extent - 1)
            case .wrap: return ((position % extent) + extent) % extent
            case .reflect:
                let period = max(2 * (extent - 1), 1)
                let folded = ((position % period) + period) % period
                return min(folded, period - folded) % extent
            }
        }
    }
}
