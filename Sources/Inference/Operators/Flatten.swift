import Tensors

/// ONNX "Flatten": the axes before `axis` made one, and those from it on another.
public struct Flatten: Operator, Equatable {
    /// The first axis of the second part; negative ones count from the end.
    public var axis: Int

    /// The operator; see the property.
    public init(axis: Int = 1) { self.axis = axis }

    /// The ONNX name.
    public var name: String { "Flatten" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let rank = input.shape.count
        let axis = axis == rank ? rank : try normalizedAxis(axis, rank: rank)
        return [input.reshaped([input.shape[..<axis].reduce(1, *), input.shape[axis...].reduce(1, *)])]
    }
}
