import Tensors

/// ONNX "Concat": tensors put one behind the other along an axis.
public struct Concat: Operator, Equatable {
    /// The axis; negative ones count from the end.
    public var axis: Int

    /// The operator for the given axis.
    public init(axis: Int) { self.axis = axis }

    /// The ONNX name.
    public var name: String { "Concat" }
    /// Channels last, so that branches of convolutions are joined as they lie.
    public var memoryOrder: MemoryOrder { .channelsLast }
    /// The same place where channels are joined, else everything.
    public var support: SpatialSupport { axis == 1 || axis == -3 ? .pointwise : .everything }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let values = try inputs.indices.map { try inputs.value($0) }
        let first = try inputs.value(0)
        var shape = first.shape
        let axis = memoryAxis(try normalizedAxis(axis, rank: shape.count), of: first)
        for value in values {
            guard value.shape.count == shape.count,
                value.shape.indices.allSatisfy({ $0 == axis || value.shape[$0] == shape[$0] })
            else {
                throw InferenceError.invalid(
                    "\(value.shape) cannot be joined to \(shape) along axis \(self.axis)")
            }
        }
        shape[axis] = values.map { $0.shape[axis] }.reduce(0, +)
        _ = try checkedCount(of: shape)
        let blocks = values.map { $0.shape[axis...].reduce(1, *) }
        let tensors = values.compactMap { if case .float(let tensor) = $0 { tensor } else { nil } }
        if tensors.count == values.count { return [.float(join(tensors, blocks, to: shape, workers))] }
        guard tensors.isEmpty else { throw InferenceError.invalid("the inputs are of different types") }
        return [.integer(try join(inputs, blocks, to: shape))]
    }

    private func join(_ tensors: [Tensor], _ blocks: [Int], to shape: [Int], _ workers: Workers) -> Tensor {
        var result = Tensor(uninitialized: shape)
        let total = blocks.reduce(0, +)
        guard result.count > 0 else { return result }
        let rows = result.count / total
        result.withMutableValues { target in
            guard let target = target.baseAddress else { return }
            // The pieces write disjoint rows, and `forEach` returns after all of them.
            nonisolated(unsafe) let to = target
            let pieces = rows * total < 1 << 15 ? 1 : workers.count
            workers.forEach(pieces) { piece in
                var offset = 0
                for (tensor, block) in zip(tensors, blocks) {
                    tensor.withValues { from in
                        guard let from = from.baseAddress else { return }
                        for row in Workers.share(piece, of: pieces, among: rows) {
                            (to + row * total + offset).update(from: from + row * block, count: block)
                        }
                    }
                    offset += block
                }
            }
        }
        return result
    }

    private func join(_ inputs: [Value?], _ blocks: [Int], to shape: [Int]) throws -> IntegerTensor {
        let tensors = try inputs.indices.map { try inputs.integers($0).values }
        let count = shape.reduce(1, *)
        var values: [Int] = []
        for row in 0..<(count == 0 ? 0 : count / blocks.reduce(0, +)) {
            for (tensor, block) in zip(tensors, blocks) {
                values += tensor[(row * block)..<((row + 1) * block)]
            }
        }
        return IntegerTensor(shape: shape, values: values)
    }
}
