import Tensors

/// ONNX "Unsqueeze": axes of extent 1 added.
public struct Unsqueeze: Operator, Equatable {
    /// The places of the new axes in the result; nil: the second input.
    public var axes: [Int]?

    /// The operator; see the property.
    public init(axes: [Int]? = nil) { self.axes = axes }

    /// The ONNX name.
    public var name: String { "Unsqueeze" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let axes = try axes ?? inputs.integers(1).values
        let rank = input.shape.count + axes.count
        let new = try normalizedAxes(axes, rank: rank)
        var old = input.shape.makeIterator()
        return [input.reshaped((0..<rank).map { new.contains($0) ? 1 : old.next() ?? 1 })]
    }
}
