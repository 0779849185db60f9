import COpenBLAS

/// Matrix products by OpenBLAS, on the calling thread alone.
public enum MatrixProduct {
    /// A matrix in memory: row-major, rows `stride` elements apart.
    public struct Operand {
        let address: UnsafePointer<Float>
        let stride: Int
        let isTransposed: Bool

        /// The matrix at `address`; `isTransposed` where its rows lie in memory as columns.
        public init(_ address: UnsafePointer<Float>, stride: Int, isTransposed: Bool = false) {
            self.address = address
            self.stride = stride
            self.isTransposed = isTransposed
        }
    }

    /// result = `scale` * left * right, with left of `rows` x `depth` and right of `depth` x `columns`.
    ///
    /// - Parameters:
    ///   - adding: whether the product is added to what is there.
    ///   - result: row-major, rows `resultStride` elements apart; overwritten unless `adding`.
    public static func multiply(
        _ left: Operand, _ right: Operand, rows: Int, columns: Int, depth: Int, scale: Float = 1,
        adding: Bool = false, into result: UnsafeMutablePointer<Float>, resultStride: Int
    ) {
        _ = LinearAlgebraSetup.singleThreaded
        guard rows > 0, columns > 0 else { return }
        cblas_sgemm(
            CblasRowMajor, left.isTransposed ? CblasTrans : CblasNoTrans,
            right.isTransposed ? CblasTrans : CblasNoTrans, blasint(rows), blasint(columns), blasint(depth),
            scale, left.address, blasint(left.stride), right.address, blasint(right.stride),
            adding ? 1 : 0, result,
            blasint(resultStride))
    }

    /// The product of two row-major matrices, `[rows, depth]` and `[depth, columns]`.
    public static func multiply(_ left: Tensor, _ right: Tensor) -> Tensor {
        precondition(
            left.shape.count == 2 && right.shape.count == 2 && left.shape[1] == right.shape[0],
            "cannot multiply \(left.shape) by \(right.shape)")
        var result = Tensor(uninitialized: [left.shape[0], right.shape[1]])
        left.withPointer { left in
            right.withPointer { [shape = result.shape, depth = right.shape[0]] right in
                result.withMutablePointer { result in
                    multiply(
                        Operand(left, stride: depth), Operand(right, stride: shape[1]), rows: shape[0],
                        columns: shape[1], depth: depth, into: result, resultStride: shape[1])
                }
            }
        }
        return result
    }
}
