import Tensors

/// ONNX "Split": a tensor cut into parts along an axis.
public struct Split: Operator, Equatable {
    /// The axis; negative ones count from the end.
    public var axis: Int
    /// The extents of the parts; nil: the second input, or equal parts.
    public var extents: [Int]?
    /// The number of parts.
    public var count: Int

    /// The operator; see the properties for the meaning of the parameters.
    public init(axis: Int = 0, extents: [Int]? = nil, count: Int) {
        self.axis = axis
        self.extents = extents
        self.count = count
    }

    /// The ONNX name.
    public var name: String { "Split" }
    /// Channels last, as convolutions have it.
    public var memoryOrder: MemoryOrder { .channelsLast }
    /// The same place where channels are parted, else everything.
    public var support: SpatialSupport { axis == 1 || axis == -3 ? .pointwise : .everything }

    /// Computes the outputs; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let rank = input.shape.count
        let axis = memoryAxis(try normalizedAxis(axis, rank: rank), of: input)
        let total = input.shape[axis]
        let parts = try extents ?? inputs.optionalIntegers(1) ?? equalParts(of: total)
        var start = 0
        var results: [Value] = []
        for part in parts {
            guard part >= 0, part <= total - start else {
                throw InferenceError.invalid("\(total) cannot be parted into \(parts)")
            }
            var positions = [[Int]?](repeating: nil, count: rank)
            positions[axis] = Array(start..<(start + part))
            let selection = AxisSelection(from: input.shape, positions: positions)
            results.append(try input.rearranged(to: selection.shape, by: selection))
            start += part
        }
        guard start == total, results.count == count else {
            throw InferenceError.invalid("\(total) cannot be parted into \(parts)")
        }
        return results
    }

    /// As equal as possible; the last part is smaller where it does not work out.
    private func equalParts(of total: Int) -> [Int] {
        let part = (total + count - 1) / max(count, 1)
        return (0..<count).map { max(0, min(part, total - $0 * part)) }
    }
}
