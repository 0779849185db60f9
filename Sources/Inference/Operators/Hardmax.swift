import Tensors

/// ONNX "Hardmax": 1 where the first largest element along an axis is, else 0.
public struct Hardmax: Operator, Equatable {
    /// The axis, or the first one of those that are taken together; negative ones count from the end.
    public var axis: Int
    /// Whether all axes from `axis` on are taken together, as before operator set 13.
    public var flattens: Bool

    /// The operator; see the properties for the meaning of the parameters.
    public init(axis: Int = -1, flattens: Bool = false) {
        self.axis = axis
        self.flattens = flattens
    }

    /// The ONNX name.
    public var name: String { "Hardmax" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.tensor(0)
        let axis = try normalizedAxis(axis, rank: input.shape.count)
        let rows =
            flattens ? [input.shape[..<axis].reduce(1, *), input.shape[axis...].reduce(1, *)] : input.shape
        let view = input.reshaped(rows)
        let places = try ArgMax(axis: flattens ? 1 : axis).evaluate([.float(view)], on: workers)
        let counting = (0..<rows[flattens ? 1 : axis]).map { $0 }
        let shape = rows.indices.map { $0 == (flattens ? 1 : axis) ? rows[$0] : 1 }
        let positions = Value.integer(IntegerTensor(shape: shape, values: counting))
        let isLargest = try Comparison(.equal).evaluate([positions, places[0]], on: workers)[0]
        return [Cast(to: .float).apply(to: isLargest).reshaped(input.shape)]
    }
}
