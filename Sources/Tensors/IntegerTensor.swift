/// A dense array of integers with a shape, row-major: shapes, axes, indices and truth values of a graph.
public struct IntegerTensor: Sendable, Equatable {
    /// The extent of every dimension, outermost first; `[]` is a scalar.
    public var shape: [Int]
    /// The elements in row-major order.
    public var values: [Int]

    /// A tensor of the given row-major values; there must be as many as the shape asks for.
    public init(shape: [Int], values: [Int]) {
        precondition(
            values.count == shape.reduce(1, *), "\(values.count) values do not fill the shape \(shape)")
        self.shape = shape
        self.values = values
    }
}
