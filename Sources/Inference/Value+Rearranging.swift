import Tensors

extension Value {
    /// A value of `shape` whose elements `mover` takes from this one's, whatever their type.
    ///
    /// - Parameter fill: what the elements are before; nil where the mover writes all of them.
    func rearranged(to shape: [Int], fill: Double? = nil, by mover: some ElementMover) throws -> Value {
        let count = try checkedCount(of: shape)
        switch self {
        case .float(let source):
            var result =
                if let fill { Tensor(shape: shape, repeating: Float(fill)) } else {
                    Tensor(uninitialized: shape)
                }
            source.withValues { from in result.withMutableValues { mover.move(from, to: $0) } }
            return .float(result)
        case .integer(let source):
            var result = [Int](repeating: fill.flatMap { Int(exactly: $0.rounded()) } ?? 0, count: count)
            source.values.withUnsafeBufferPointer { from in
                result.withUnsafeMutableBufferPointer { mover.move(from, to: $0) }
            }
            return .integer(IntegerTensor(shape: shape, values: result))
        }
    }

    /// The same elements under another shape of the same count.
    func reshaped(_ shape: [Int]) -> Value {
        switch self {
        case .float(let tensor): .float(tensor.reshaped(shape))
        case .integer(let tensor): .integer(IntegerTensor(shape: shape, values: tensor.values))
        }
    }
}

/// Something that copies elements of any type from one place to another.
protocol ElementMover {
    /// Writes `target` from `source`.
    func move<Element>(_ source: UnsafeBufferPointer<Element>, to target: UnsafeMutableBufferPointer<Element>)
}
