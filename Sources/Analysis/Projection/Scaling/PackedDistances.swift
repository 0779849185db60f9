import CKernels
import Tensors

/// The distances of samples, every pair once.
struct PackedDistances: Sendable {
    /// How many samples there are.
    let count: Int
    /// Row by row the distances of a sample from those after it, times `scale`.
    let values: Tensor
    /// What the distances were multiplied by.
    let scale: Float

    /// The Euclidean distances of rows; throws `CancellationError` where `isStale` says so.
    init(of rows: CentredRows, workers: Workers, isStale: @Sendable () -> Bool) throws {
        (count, scale) = (rows.values.shape[0], rows.scale)
        var values = Tensor(uninitialized: [Self.pairCount(count)])
        let blockLength = 64
        values.withMutablePointer { [count] target in
            let target = SharedPointer(target)
            workers.forEach((count + blockLength - 1) / blockLength) { block in
                if isStale() { return }
                Self.write(
                    rows, block * blockLength..<min(count, (block + 1) * blockLength), into: target.address)
            }
        }
        if isStale() { throw CancellationError() }
        self.values = values
    }

    /// The upper triangle of `matrix`, `[samples, samples]`; throws `AnalysisError.notFinite`.
    init(matrix: Tensor) throws {
        precondition(
            matrix.shape.count == 2 && matrix.shape[0] == matrix.shape[1],
            "distances have the shape [samples, samples], not \(matrix.shape)")
        let count = matrix.shape[0]
        self.count = count
        let largest = try matrix.withValues { values in
            if let bad = values.firstIndex(where: { !$0.isFinite }) {
                throw AnalysisError.notFinite(row: bad / count)
            }
            return values.reduce(0) { max($0, abs($1)) }
        }
        let scale =
            largest > 0 ? Float(sign: .plus, exponent: -max(-100, largest.exponent), significand: 1) : 1
        self.scale = scale
        var packed = Tensor(uninitialized: [Self.pairCount(count)])
        matrix.withValues { values in
            packed.withMutableValues { packed in
                var next = 0
                for row in 0..<count {
                    for value in values[row * count + row + 1..<max(row + 1, 1) * count] {
                        packed[next] = value * scale
                        next += 1
                    }
                }
            }
        }
        values = packed
    }

    /// Where the distances of sample `row` from those after it begin.
    func offset(of row: Int) -> Int { row * (2 * count - row - 1) / 2 }

    private static func pairCount(_ count: Int) -> Int { count * max(0, count - 1) / 2 }

    private static func write(
        _ rows: CentredRows, _ block: Range<Int>, into target: UnsafeMutablePointer<Float>
    ) {
        let (count, columns) = (rows.values.shape[0], rows.values.shape[1])
        let others = count - block.lowerBound
        var products = [Float](repeating: 0, count: block.count * others)
        rows.values.withPointer { address in
            let first = address + block.lowerBound * columns
            MatrixProduct.multiply(
                MatrixProduct.Operand(first, stride: columns),
                MatrixProduct.Operand(first, stride: columns, isTransposed: true), rows: block.count,
                columns: others, depth: columns, into: &products, resultStride: others)
            products.withUnsafeBufferPointer { products in
                rows.squares.withUnsafeBufferPointer { squares in
                    guard let products = products.baseAddress, let squares = squares.baseAddress else {
                        return
                    }
                    for row in block {
                        let after = row + 1
                        ck_distances(
                            address + row * columns, squares[row], address + after * columns, squares + after,
                            products + (row - block.lowerBound) * others + after - block.lowerBound,
                            count - after, columns, target + row * (2 * count - row - 1) / 2)
                    }
                }
            }
        }
    }
}
