import Tensors

/// ONNX "Shape": the extents of a tensor, or some of them, as a list.
public struct Shape: Operator, Equatable {
    /// The first axis; negative ones count from the end.
    public var start: Int
    /// The axis before which to stop; nil is the end.
    public var end: Int?

    /// The operator; see the properties for the meaning of the parameters.
    public init(start: Int = 0, end: Int? = nil) {
        self.start = start
        self.end = end
    }

    /// The ONNX name.
    public var name: String { "Shape" }
    /// The elements do not matter.
    public var readsShapesOnly: Bool { true }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let shape = try inputs.value(0).shape
        let rank = shape.count
        func clamped(_ axis: Int) -> Int { min(max(axis < 0 ? axis + rank : axis, 0), rank) }
        let first = clamped(start)
        let extents = Array(shape[first..<max(first, clamped(end ?? rank))])
        return [.integer(IntegerTensor(shape: [extents.count], values: extents))]
    }
}
