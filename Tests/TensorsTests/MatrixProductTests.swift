import Tensors
import TestSupport
import Testing

@Suite("MatrixProduct")
struct MatrixProductTests {
    @Test("equals the definition", arguments: [[1, 1, 1], [3, 5, 2], [17, 33, 40]])
    func definition(size: [Int]) {
        let (rows, depth, columns) = (size[0], size[1], size[2])
        let (left, right) = (Tensor.random([rows, depth]), Tensor.random([depth, columns], seed: 2))
        var expected = Tensor(shape: [rows, columns])
        for row in 0..<rows {
            for column in 0..<columns {
                let products = (0..<depth).map { Double(left[row, $0]) * Double(right[$0, column]) }
                expected[row, column] = Float(products.reduce(0, +))
            }
        }
        #expect(Tolerance.close.mismatch(MatrixProduct.multiply(left, right), expected) == nil)
    }
}
