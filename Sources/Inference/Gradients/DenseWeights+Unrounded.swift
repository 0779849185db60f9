import Tensors

/// An operator that computes with rounded weights, and can do without.
protocol RoundingOperator: Operator {
    /// The outputs as the weights in the model's file give them; nil where nothing is rounded, or the file is not
    /// there.
    func evaluateUnrounded(_ inputs: [StoredValue?], on workers: Workers) throws -> [StoredValue]?
}

extension Gemm: RoundingOperator {
    func evaluateUnrounded(_ inputs: [StoredValue?], on workers: Workers) throws -> [StoredValue]? {
        guard let weights, case .float(let input)? = inputs.first??.inRowMajorOrder else { return nil }
        return weights.evaluateUnrounded(input, activation: activation, on: workers)
            .map { [.rowMajor(.float($0))] }
    }
}

extension MatMul: RoundingOperator {
    func evaluateUnrounded(_ inputs: [StoredValue?], on workers: Workers) throws -> [StoredValue]? {
        guard let weights, case .float(let input)? = inputs.first??.inRowMajorOrder,
            input.count == weights.length
        else { return nil }
        return weights.evaluateUnrounded(input.reshaped([1, input.count]), activation: nil, on: workers)
            .map { [.rowMajor(.float($0.reshaped(input.shape.dropLast() + [weights.units])))] }
    }
}

extension DenseWeights {
    /// The layer's output for one row, `[1, length]`, of the weights as they are in their file; nil where they are
    /// not rounded, or there are several rows.
    func evaluateUnrounded(_ input: Tensor, activation: Activation?, on workers: Workers) -> Tensor? {
        guard case .shorts = form, let original, input.shape == [1, length] else { return nil }
        let product = original.layout.product(input, original.matrix, on: workers).values
        let scale = original.layout.scale
        var result = Tensor(shape: [1, units], values: product.map { $0 * scale })
        result.withMutablePointer { result in
            bias?.withPointer { bias in
                for unit in 0..<units { result[unit] += bias[unit] }
            }
            activation?.apply(to: result, count: units, into: result)
        }
        return result
    }
}

extension WeightMatrix {
    /// Numbers that are read from the file at once.
    private static let pieceSize = 1 << 20

    /// The row times the matrix, before the scale.
    fileprivate func product(_ row: Tensor, _ matrix: Tensor, on workers: Workers) -> Tensor {
        let (rows, columns) = isTransposed ? (units, length) : (length, units)
        let height = max(1, Self.pieceSize / max(1, columns))
        let count = (rows + height - 1) / height
        let pieces = isTransposed ? count : min(workers.count, count)
        let parts = SharedParts(count: isTransposed ? 1 : pieces, shape: [1, units])
        row.withPointer { row in
            let row = SharedReadPointer(row)
            workers.forEach(pieces) { piece in
                for block in Workers.share(piece, of: pieces, among: count) {
                    let range = block * height..<min((block + 1) * height, rows)
                    matrix.withElements(in: range.lowerBound * columns..<range.upperBound * columns) {
                        weights in
                        if isTransposed {
                            parts.multiply(weights, rows: range, columns: columns, by: row.address)
                        } else {
                            for index in range {
                                parts.add(
                                    weights + (index - range.lowerBound) * columns,
                                    times: row.address[index], to: piece)
                            }
                        }
                    }
                }
            }
        }
        return parts.sum()
    }
}

extension SharedParts {
    /// Writes the products of some rows of a matrix with a vector; no two pieces have the same rows.
    fileprivate func multiply(
        _ matrix: UnsafePointer<Float>, rows: Range<Int>, columns: Int, by vector: UnsafePointer<Float>
    ) {
        MatrixProduct.multiply(
            .init(matrix, stride: columns), .init(vector, stride: 1), rows: rows.count, columns: 1,
            depth: columns, into: address.address + rows.lowerBound, resultStride: 1)
    }
}
