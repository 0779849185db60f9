import Tensors

/// ONNX "MatMul": the matrix product over the last two axes, as numpy has it.
public struct MatMul: Operator {
    private(set) var weights: DenseWeights?

    /// A matrix product.
    public init() {}

    /// The ONNX name.
    public var name: String { "MatMul" }
    /// The matrix of a dense layer.
    public var absorbedInputs: Set<Int> { weights == nil ? [] : [1] }

    /// Packs the second matrix where it is constant.
    public func prepared(constants: [Value?]) throws -> any Operator {
        guard constants.count == 2, let matrix = try constants.optionalFloats(at: 1, of: name),
            matrix.shape.count == 2
        else { return self }
        var result = self
        result.weights = DenseWeights(matrix, isTransposed: false, bias: nil)
        return result
    }

    /// The product; leading axes are broadcast.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let left = try inputs.floats(at: 0, of: name)
        if let weights {
            guard left.shape.last == weights.length else {
                throw InferenceError.shapeMismatch(
                    node: "", expected: "rows of \(weights.length) numbers", actual: left.shape)
            }
            let rows = left.reshaped([left.count / max(1, weights.length), weights.length])
            let product = weights.evaluate(rows, activation: nil, on: workers)
            return [.float(product.reshaped(left.shape.dropLast() + [weights.units]))]
        }
        return [.float(try evaluateInGeneral(left, inputs.floats(at: 1, of: name), on: workers))]
    }

    /// Two tensors that are only known now; a vector is a row on the left and a column on the right.
    private func evaluateInGeneral(_ left: Tensor, _ right: Tensor, on workers: Workers) throws -> Tensor {
        let leftShape = left.shape.count == 1 ? [1] + left.shape : left.shape
        let rightShape = right.shape.count == 1 ? right.shape + [1] : right.shape
        guard leftShape.count >= 2, rightShape.count >= 2,
            leftShape.last == rightShape[rightShape.count - 2],
            let batch = broadcast(leftShape.dropLast(2), rightShape.dropLast(2))
        else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "a tensor that \(left.shape) can be multiplied with",
                actual: right.shape)
        }
        let size = MatrixSize(
            rows: leftShape[leftShape.count - 2], depth: rightShape[rightShape.count - 2],
            columns: rightShape[rightShape.count - 1])
        let count = batch.reduce(1, *)
        var result = Tensor(uninitialized: [count, size.rows, size.columns])
        let offsets = (0..<count).map { index in
            (
                matrixIndex(index, of: Array(leftShape.dropLast(2)), in: batch),
                matrixIndex(index, of: Array(rightShape.dropLast(2)), in: batch)
            )
        }
        left.withPointer { left in
            right.withPointer { right in
                result.withMutablePointer { result in
                    let (left, right) = (SharedReadPointer(left), SharedReadPointer(right))
                    let result = SharedPointer(result)
                    workers.forEach(count) { index in
                        multiply(
                            left.address + offsets[index].0 * size.rows * size.depth,
                            right.address + offsets[index].1 * size.depth * size.columns, size,
                            into: result.address + index * size.rows * size.columns)
                    }
                }
            }
        }
        var shape = batch
        if left.shape.count > 1 { shape.append(size.rows) }
        if right.shape.count > 1 { shape.append(size.columns) }
        return result.reshaped(shape)
    }
}

private struct MatrixSize {
    let rows: Int, depth: Int, columns: Int
}

private func multiply(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ size: MatrixSize,
    into result: UnsafeMutablePointer<Float>
) {
    MatrixProduct.multiply(
        .init(left, stride: size.depth), .init(right, stride: size.columns), rows: size.rows,
        columns: size.columns, depth: size.depth, into: result, resultStride: size.columns)
}

/// The shape that both broadcast to; nil if they do not.
private func broadcast(_ left: ArraySlice<Int>, _ right: ArraySlice<Int>) -> [Int]? {
    let rank = max(left.count, right.count)
    let left = Array(repeating: 1, count: rank - left.count) + left
    let right = Array(repeating: 1, count: rank - right.count) + right
    guard zip(left, right).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else { return nil }
    return zip(left, right).map(max)
}

/// Which matrix of a tensor with the leading axes `shape` is the one at `index` of `batch`.
private func matrixIndex(_ index: Int, of shape: [Int], in batch: [Int]) -> Int {
    var (rest, result, step) = (index, 0, 1)
    for (axis, extent) in batch.enumerated().reversed() {
        let own = axis - (batch.count - shape.count)
        if own >= 0 {
            result += shape[own] == 1 ? 0 : rest % extent * step
            step *= shape[own]
        }
        rest /= extent
    }
    return result
}
