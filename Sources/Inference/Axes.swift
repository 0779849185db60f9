/// The axis counted from the front; negative axes count from the end.
///
/// - Throws: `InferenceError` where there is no such axis.
func normalizedAxis(_ axis: Int, rank: Int) throws -> Int {
    let normalized = axis < 0 ? axis + rank : axis
    guard (0..<rank).contains(normalized) else {
        throw InferenceError.invalid("there is no axis \(axis) in a tensor of \(rank) dimensions")
    }
    return normalized
}

/// All `axes` counted from the front, each at most once.
func normalizedAxes(_ axes: [Int], rank: Int) throws -> [Int] {
    let normalized = try axes.map { try normalizedAxis($0, rank: rank) }
    guard Set(normalized).count == axes.count else {
        throw InferenceError.invalid("the axes \(axes) name one axis twice")
    }
    return normalized
}

/// Where ONNX's axis of `value` lies in memory, for operators that ask for `.channelsLast`: tensors of integers
/// are handed to them as ONNX has them.
func memoryAxis(_ axis: Int, of value: Value) -> Int {
    guard case .float(let tensor) = value, tensor.shape.count == 4 else { return axis }
    return [0, 3, 1, 2][axis]
}

/// The number of elements of `shape`.
///
/// - Throws: `InferenceError` where an extent is negative or there are more elements than memory could hold.
func checkedCount(of shape: [Int]) throws -> Int {
    var count = 1
    for extent in shape {
        let (product, overflow) = count.multipliedReportingOverflow(by: extent)
        guard extent >= 0, !overflow, product <= 1 << 31 else {
            throw InferenceError.invalid("a tensor of the shape \(shape) cannot be made")
        }
        count = product
    }
    return count
}

/// How far apart neighbours along each axis lie in a row-major tensor of `shape`, in elements.
func rowMajorStrides(of shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() {
        strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    return strides
}
