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

    /// Equal in every element.
    public static func == (left: Matrix4, right: Matrix4) -> Bool {
        left.columns.0 == right.columns.0 && left.columns.1 == right.columns.1
            && left.columns.2 == right.columns.2 && left.columns.3 == right.columns.3
    }
}
