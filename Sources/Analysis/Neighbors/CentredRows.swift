import CKernels
import Tensors

/// Rows less their mean row, times a power of two that keeps their squares within what a float holds.
///
/// The squared distance of two rows is the sum of their squares less twice their product. Far from the origin that
/// is a small difference of large numbers; around the mean it is not.
struct CentredRows: Sendable {
    /// `[rows, columns]`
    let values: Tensor
    /// The sum of the squares of each row.
    let squares: [Float]
    /// What the rows were multiplied by.
    let scale: Float

    /// Centres `rows`, `[rows, columns]`; throws `AnalysisError.notFinite`.
    init(_ rows: Tensor, workers: Workers) throws {
        precondition(rows.shape.count == 2, "rows have the shape [rows, columns], not \(rows.shape)")
        guard rows.count > 0 else {
            (values, squares, scale) = (rows, [Float](repeating: 0, count: rows.shape[0]), 1)
            return
        }
        let magnitudes = Self.magnitudes(of: rows, workers: workers)
        if let row = magnitudes.firstIndex(where: { !$0.isFinite }) {
            throw AnalysisError.notFinite(row: row)
        }
        let largest = magnitudes.max() ?? 0
        scale =
            largest > 0 ? Float(sign: .plus, exponent: -max(-100, Int(largest.exponent)), significand: 1) : 1
        (values, squares) = Self.centred(rows, scale: scale, workers: workers)
    }

    private static func magnitudes(of rows: Tensor, workers: Workers) -> [Float] {
        let (count, columns) = (rows.shape[0], rows.shape[1])
        var magnitudes = [Float](repeating: 0, count: count)
        rows.withPointer { rows in
            magnitudes.withUnsafeMutableBufferPointer { magnitudes in
                guard let address = magnitudes.baseAddress else { return }
                let (rows, magnitudes) = (SharedReadPointer(rows), SharedPointer(address))
                workers.forEachRange(of: count, smallest: 64) { range in
                    for row in range {
                        magnitudes.address[row] = ck_largest_magnitude(rows.address + row * columns, columns)
                    }
                }
            }
        }
        return magnitudes
    }

    /// The centred rows and the sums of their squares.
    private static func centred(_ rows: Tensor, scale: Float, workers: Workers) -> (Tensor, [Float]) {
        let (count, columns) = (rows.shape[0], rows.shape[1])
        let shares = [Float](repeating: scale / Float(count), count: count)
        var means = [Float](repeating: 0, count: columns)
        rows.withPointer { ck_add_rows($0, count, columns, columns, shares, &means) }
        var centred = Tensor(uninitialized: rows.shape)
        var squares = [Float](repeating: 0, count: count)
        rows.withPointer { rows in
            centred.withMutablePointer { centred in
                squares.withUnsafeMutableBufferPointer { [means] squares in
                    guard let address = squares.baseAddress else { return }
                    let (rows, centred) = (SharedReadPointer(rows), SharedPointer(centred))
                    let squares = SharedPointer(address)
                    workers.forEachRange(of: count, smallest: 64) { range in
                        for row in range {
                            let start = row * columns
                            squares.address[row] = ck_centre_row(
                                rows.address + start, means, scale, columns, centred.address + start)
                        }
                    }
                }
            }
        }
        return (centred, squares)
    }
}
