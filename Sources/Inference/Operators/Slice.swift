import Tensors

/// ONNX "Slice": every `steps`-th element between `starts` and `ends` along some axes.
///
/// What is nil comes as second to fifth input, as from operator set 10 on.
public struct Slice: Operator, Equatable {
    /// The first position per axis; negative ones count from the end.
    public var starts: [Int]?
    /// The position before which to stop, per axis.
    public var ends: [Int]?
    /// The axes; nil everywhere: as many as there are starts, from the first.
    public var axes: [Int]?
    private var constantAxes: [Int]?

    /// The operator; see the properties for the meaning of the parameters.
    public init(starts: [Int]? = nil, ends: [Int]? = nil, axes: [Int]? = nil) {
        self.starts = starts
        self.ends = ends
        self.axes = axes
        constantAxes = axes
    }

    /// The ONNX name.
    public var name: String { "Slice" }
    /// Channels last, as convolutions have it.
    public var memoryOrder: MemoryOrder { .channelsLast }
    /// The same place where only channels are cut, else everything.
    public var support: SpatialSupport {
        constantAxes.map { $0.allSatisfy { $0 == 1 || $0 == -3 } } == true ? .pointwise : .everything
    }

    /// Remembers along which axes it cuts.
    public func prepared(constants: [Value?]) throws -> any Operator {
        guard axes == nil, constants.count > 3, case .integer(let axes)? = constants[3] else { return self }
        var copy = self
        copy.constantAxes = axes.values
        return copy
    }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let rank = input.shape.count
        let starts = try starts ?? inputs.integers(1).values
        let ends = try ends ?? inputs.integers(2).values
        let axes = try normalizedAxes(
            axes ?? inputs.optionalIntegers(3) ?? Array(starts.indices), rank: rank)
        let steps = try inputs.optionalIntegers(4) ?? axes.map { _ in 1 }
        guard starts.count == axes.count, ends.count == axes.count, steps.count == axes.count else {
            throw InferenceError.invalid("starts, ends, axes and steps are of different lengths")
        }
        var positions = [[Int]?](repeating: nil, count: rank)
        for (index, axis) in axes.enumerated() {
            let place = memoryAxis(axis, of: input)
            positions[place] = try Self.positions(
                from: starts[index], to: ends[index], by: steps[index], of: input.shape[place])
        }
        let selection = AxisSelection(from: input.shape, positions: positions)
        return [try input.rearranged(to: selection.shape, by: selection)]
    }

    /// The positions along an axis of `extent`, clamped as numpy does.
    private static func positions(from start: Int, to end: Int, by step: Int, of extent: Int) throws -> [Int]
    {
        guard step != 0, step != .min else { throw InferenceError.invalid("a step of \(step)") }
        let start = start < 0 ? max(start, -extent) + extent : min(start, extent)
        let end = end < 0 ? max(end, -extent - 1) + extent : min(end, extent)
        if step > 0 { return Array(stride(from: start, to: max(end, 0), by: min(step, extent + 1))) }
        return Array(stride(from: min(start, extent - 1), to: end, by: max(step, -extent - 1)))
    }
}
