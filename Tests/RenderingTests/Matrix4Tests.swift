import Rendering
import Testing

struct Matrix4Tests {
    @Test func theInverseUndoesTheMatrix() throws {
        let matrix = Matrix4(
            SIMD4(2, 0.5, -1, 0.25), SIMD4(0, 3, 1, 0), SIMD4(4, -2, 1, 0.5), SIMD4(10, 20, -30, 1))
        let product = try #require(matrix.inverse) * matrix
        for column in 0..<4 {
            for row in 0..<4 {
                var unit = SIMD4<Float>.zero
                unit[column] = 1
                #expect(abs((product * unit)[row] - (row == column ? 1 : 0)) < 1e-5)
            }
        }
    }

    @Test func aMatrixThatFlattensHasNoInverse() {
        let flat = Matrix4(SIMD4(1, 0, 0, 0), SIMD4(0, 1, 0, 0), SIMD4(1, 1, 0, 0), SIMD4(0, 0, 0, 1))
        #expect(flat.inverse == nil)
    }
}
