import CKernels
import Tensors

/// Rows less their mean, so that distances lose few digits to 32-bit products.
struct CentredRows: Sendable {
    /// The mean of the rows, which is zero here.
    let mean: [Double]
    /// `[rows, columns]`.
    let values: Tensor
    /// The squared lengths of the rows.
    let squaredNorms: [Float]

    var count: Int { values.shape[0] }
    var width: Int { values.shape[1] }
    /// The mean variance of a column.
    var meanVariance: Double {
        squaredNorms.reduce(0) { $0 + Double($1) } / Double(max(count * width, 1))
    }

    /// - Parameters:
    ///   - rows: `[rows, columns]`.
    ///   - origin: what has been taken off the rows already.
    init(_ rows: Tensor, beside origin: [Double]? = nil) {
        let (count, width) = (rows.shape[0], rows.shape[1])
        var mean = [Double](repeating: 0, count: width)
        var norms = [Float](repeating: 0, count: count)
        var centred = rows
        precondition(width > 0, "rows of shape \(rows.shape)")
        centred.withMutableValues { values in
            for row in 0..<count {
                for column in 0..<width { mean[column] += Double(values[row * width + column]) }
            }
            for column in 0..<width { mean[column] /= Double(count) }
            for row in 0..<count {
                var norm = 0.0
                for column in 0..<width {
                    let value = Float(Double(values[row * width + column]) - mean[column])
                    values[row * width + column] = value
                    norm += Double(value) * Double(value)
                }
                norms[row] = Float(norm)
            }
        }
        self.mean = origin.map { zip($0, mean).map(+) } ?? mean
        values = centred
        squaredNorms = norms
    }

    /// Some of the rows, around a mean of their own.
    func taking(_ indices: [Int]) -> CentredRows {
        CentredRows(values.takingRows(indices), beside: mean)
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
