import Tensors

/// ONNX "TopK": the largest or smallest elements along an axis, and where they are; of equal ones the first come first.
public struct TopK: Operator, Equatable {
    /// The axis; negative ones count from the end.
    public var axis: Int
    /// Whether the largest elements are wanted, instead of the smallest.
    public var takesLargest: Bool
    /// How many; nil: the second input.
    public var count: Int?

    /// The operator; see the properties for the meaning of the parameters.
    public init(axis: Int = -1, takesLargest: Bool = true, count: Int? = nil) {
        self.axis = axis
        self.takesLargest = takesLargest
        self.count = count
    }

    /// The ONNX name.
    public var name: String { "TopK" }

    /// Computes elements and places, in order; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let axis = try normalizedAxis(axis, rank: input.shape.count)
        let extent = input.shape[axis]
        let wanted = try count ?? inputs.integers(1).values.first ?? 0
        guard (0...extent).contains(wanted) else {
            throw InferenceError.invalid(
                "there are \(extent) elements along axis \(self.axis), not \(wanted)")
        }
        let stride = rowMajorStrides(of: input.shape)[axis]
        var shape = input.shape
        shape[axis] = wanted
        switch input {
        case .float(let tensor):
            let (values, places) = best(tensor.values, extent, wanted, stride: stride)
            return [.float(Tensor(shape: shape, values: values)), Self.integers(places, shape)]
        case .integer(let tensor):
            let (values, places) = best(tensor.values, extent, wanted, stride: stride)
            return [Self.integers(values, shape), Self.integers(places, shape)]
        }
    }

    private static func integers(_ values: [Int], _ shape: [Int]) -> Value {
        .integer(IntegerTensor(shape: shape, values: values))
    }

    private func best<Number: Comparable>(
        _ values: [Number], _ extent: Int, _ wanted: Int, stride: Int
    ) -> (values: [Number], places: [Int]) {
        guard let first = values.first, wanted > 0 else { return ([], []) }
        let lines = values.count / extent
        var found = [Number](repeating: first, count: lines * wanted)
        var places = [Int](repeating: 0, count: lines * wanted)
        for line in 0..<lines {
            let (block, column) = line.quotientAndRemainder(dividingBy: stride)
            let start = block * extent * stride + column
            let order = (0..<extent).sorted {
                let (x, y) = (values[start + $0 * stride], values[start + $1 * stride])
                return x == y ? $0 < $1 : takesLargest ? x > y : x < y
            }
            for (rank, place) in order.prefix(wanted).enumerated() {
                let target = (block * wanted + rank) * stride + column
                found[target] = values[start + place * stride]
                places[target] = place
            }
        }
        return (found, places)
    }
}
