import Tensors

/// ONNX "GatherElements": for every place of the second input the first one's element at that place, but for one
/// axis, along which the second input says where.
public struct GatherElements: Operator, Equatable {
    /// The axis; negative ones count from the end.
    public var axis: Int

    /// The operator for the given axis.
    public init(axis: Int = 0) { self.axis = axis }

    /// The ONNX name.
    public var name: String { "GatherElements" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let indices = try inputs.integers(1)
        let axis = try normalizedAxis(axis, rank: input.shape.count)
        guard indices.shape.count == input.shape.count,
            indices.shape.indices.allSatisfy({ $0 == axis || indices.shape[$0] <= input.shape[$0] })
        else { throw InferenceError.invalid("indices of \(indices.shape) do not fit \(input.shape)") }
        let extent = input.shape[axis]
        guard indices.values.allSatisfy({ (-extent..<extent).contains($0) }) else {
            throw InferenceError.invalid("an index is outside 0 ..< \(extent)")
        }
        let (own, strides) = (rowMajorStrides(of: indices.shape), rowMajorStrides(of: input.shape))
        let places = indices.values.enumerated().map { place, index in
            own.indices.reduce(0) { sum, dimension in
                let position = place / own[dimension] % indices.shape[dimension]
                return sum + strides[dimension] * (dimension == axis ? (index + extent) % extent : position)
            }
        }
        return [try input.rearranged(to: indices.shape, by: PlaceList(places: places))]
    }
}

/// Takes elements from a list of places.
private struct PlaceList: ElementMover {
    let places: [Int]

    func move<Element>(_ source: UnsafeBufferPointer<Element>, to target: UnsafeMutableBufferPointer<Element>)
    {
        for (index, place) in places.enumerated() { target[index] = source[place] }
    }
}
