import Tensors

/// ONNX "Transpose": the axes in another order.
public struct Transpose: Operator, Equatable {
    /// Which input axis each output axis is; nil reverses them.
    public var permutation: [Int]?

    /// A transposition; see the property.
    public init(permutation: [Int]? = nil) { self.permutation = permutation }

    /// The ONNX name.
    public var name: String { "Transpose" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let rank = input.shape.count
        let permutation = permutation ?? Array((0..<rank).reversed())
        guard permutation.sorted() == Array(0..<rank) else {
            throw InferenceError.invalid("\(permutation) is not an order of the axes of \(input.shape)")
        }
        return [try Self.apply(permutation, to: input)]
    }

    /// `value` with its axes in the order `permutation`, which must be one.
    static func apply(_ permutation: [Int], to value: Value) throws -> Value {
        let shape = permutation.map { value.shape[$0] }
        let moved = permutation.filter { value.shape[$0] != 1 }
        if moved == moved.sorted() { return value.reshaped(shape) }
        let strides = rowMajorStrides(of: value.shape)
        return try value.rearranged(
            to: shape, by: StridedCopy(shape: shape, strides: permutation.map { strides[$0] }))
    }
}

/// Fills a row-major tensor of `shape` from elements that lie `strides` apart.
private struct StridedCopy: ElementMover {
    let shape: [Int]
    let strides: [Int]

    func move<Element>(_ source: UnsafeBufferPointer<Element>, to target: UnsafeMutableBufferPointer<Element>)
    {
        guard let from = source.baseAddress, let to = target.baseAddress, !target.isEmpty else { return }
        var place = to
        copy(axis: 0, from: from, to: &place)
    }

    private func copy<Element>(
        axis: Int, from: UnsafePointer<Element>, to place: inout UnsafeMutablePointer<Element>
    ) {
        let stride = strides[axis]
        if axis == shape.count - 1 {
            for index in 0..<shape[axis] { place[index] = from[index * stride] }
            place += shape[axis]
        } else {
            for index in 0..<shape[axis] { copy(axis: axis + 1, from: from + index * stride, to: &place) }
        }
    }
}
