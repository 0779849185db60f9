import CKernels
import Tensors

/// What clustering asks of rows.
extension CentredRows {
    var count: Int { values.shape[0] }
    var width: Int { values.shape[1] }

    /// The mean variance of a column.
    var meanVariance: Double {
        squares.reduce(0) { $0 + Double($1) } / Double(max(count * width, 1))
    }

    /// A row.
    func row(_ index: Int) -> [Float] { values.withValues { Array($0[index * width..<(index + 1) * width]) } }

    /// Adds a row `sign` times to `sum`.
    func add(_ index: Int, times sign: Double, to sum: UnsafeMutablePointer<Double>) {
        values.withPointer { address in
            let row = address + index * width
            for column in 0..<width { sum[column] += sign * Double(row[column]) }
        }
    }

    /// The squared distance of a row to a point, to the last digits.
    func squaredDistance(of index: Int, to point: UnsafePointer<Float>) -> Double {
        var (distance, unused) = (0.0, 0.0)
        values.withPointer { ck_add_squares($0 + index * width, point, width, &distance, &unused) }
        return distance
    }

    /// The products of all rows with some points, `[rows, points]`.
    ///
    /// - Parameter points: `[points, columns]`.
    func products(with points: [Float]) -> [Float] {
        let pointCount = points.count / width
        guard count > 0, pointCount > 0 else { return [] }
        return [Float](unsafeUninitializedCapacity: count * pointCount) { products, initialized in
            initialized = count * pointCount
            points.withUnsafeBufferPointer { points in
                guard let target = products.baseAddress, let right = points.baseAddress else { return }
                values.withPointer { left in
                    MatrixProduct.multiply(
                        .init(left, stride: width), .init(right, stride: width, isTransposed: true),
                        rows: count, columns: pointCount, depth: width, into: target,
                        resultStride: pointCount)
                }
            }
        }
    }
}
