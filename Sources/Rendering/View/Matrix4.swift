/// A 4 x 4 matrix, column-major, as OpenGL reads it.
public struct Matrix4: Sendable, Equatable {
    /// The columns.
    public var columns: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>)

    /// A matrix of its columns.
    public init(_ a: SIMD4<Float>, _ b: SIMD4<Float>, _ c: SIMD4<Float>, _ d: SIMD4<Float>) {
        columns = (a, b, c, d)
    }

    /// The matrix that changes nothing.
    public static let identity = Matrix4(
        SIMD4(1, 0, 0, 0), SIMD4(0, 1, 0, 0), SIMD4(0, 0, 1, 0), SIMD4(0, 0, 0, 1))

    /// The matrix that applies `right` first, then `left`.
    public static func * (left: Matrix4, right: Matrix4) -> Matrix4 {
        Matrix4(
            left * right.columns.0, left * right.columns.1, left * right.columns.2, left * right.columns.3)
    }

    /// The matrix applied to a vector.
    public static func * (matrix: Matrix4, vector: SIMD4<Float>) -> SIMD4<Float> {
        let c = matrix.columns
        return c.0 * vector.x + c.1 * vector.y + c.2 * vector.z + c.3 * vector.w
    }

    /// The matrix that undoes this one, or nil where there is none. Computed in double precision by Gauss-Jordan
    /// elimination with partial pivoting.
    public var inverse: Matrix4? {
        let c = [columns.0, columns.1, columns.2, columns.3]
        var rows = (0..<4).map { row in
            (0..<4).map { Double(c[$0][row]) } + (0..<4).map { $0 == row ? 1.0 : 0.0 }
        }
        for pivot in 0..<4 {
            guard
                let best = (pivot..<4).max(by: { abs(rows[$0][pivot]) < abs(rows[$1][pivot]) }),
                abs(rows[best][pivot]) > 1e-30
            else { return nil }
            rows.swapAt(pivot, best)
            let divisor = rows[pivot][pivot]
            rows[pivot] = rows[pivot].map { $0 / divisor }
            for row in 0..<4 where row != pivot {
                let factor = rows[row][pivot]
                for column in 0..<8 { rows[row][column] -= factor * rows[pivot][column] }
            }
        }
        func column(_ index: Int) -> SIMD4<Float> {
            SIMD4((0..<4).map { Float(rows[$0][4 + index]) })
        }
        return Matrix4(column(0), column(1), column(2), column(3))
    }

    /// Equal in every element.
    public static func == (left: Matrix4, right: Matrix4) -> Bool {
        left.columns.0 == right.columns.0 && left.columns.1 == right.columns.1
            && left.columns.2 == right.columns.2 && left.columns.3 == right.columns.3
    }
}
