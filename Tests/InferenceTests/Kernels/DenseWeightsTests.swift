import CKernels
import Tensors
import TestSupport
import Testing

@testable import Inference

@Suite("DenseWeights")
struct DenseWeightsTests {
    /// Small ones are kept as floats, those of more than four million weights in 16 bits.
    static let sizes = [[10, 7], [33, 100], [2051, 2100], [4100, 1030]]

    @Test("a dense layer is the product, for one row and for several", arguments: sizes, [true, false])
    func product(size: [Int], isTransposed: Bool) {
        let (units, length) = (size[0], size[1])
        let columns = Tensor.random([length, units], seed: 3)
        let rows = transposed(columns)
        let bias = Tensor.random([units], seed: 4)
        let layer = DenseWeights(
            isTransposed ? rows : columns, isTransposed: isTransposed, scale: 0.5, bias: bias,
            on: Workers(count: 2))
        for count in [1, 3, 17] {
            var input = Tensor.random([count, length], seed: 5)
            for column in stride(from: 0, to: length, by: 3) { input[0, column] = 0 }
            let result = layer.evaluate(input, activation: Activation(.relu), on: Workers(count: 2))
            let product = MatrixProduct.multiply(input, columns).values
            let expected = product.indices.map { max(0, 0.5 * product[$0] + bias.values[$0 % units]) }
            // 16 bits a weight: 1/65534 of the largest of 32 each, added up at random.
            let tolerance: Float = units * length >= 1 << 22 ? 5e-5 : 1e-5
            let largest = expected.max() ?? 1
            let worst = zip(result.values, expected).map { abs($0 - $1) }.max() ?? 0
            #expect(worst <= tolerance * largest, "\(worst) of \(largest) for \(count) rows")
        }
    }

    @Test("a row has the same bits alone and among others", arguments: sizes)
    func sameBits(size: [Int]) {
        let (units, length) = (size[0], size[1])
        let layer = DenseWeights(
            .random([units, length], seed: 6), isTransposed: true, bias: nil, on: Workers(count: 2))
        let input = Tensor.random([5, length], seed: 7)
        let together = layer.evaluate(input, activation: nil, on: Workers(count: 2))
        for row in 0..<5 {
            let alone = layer.evaluate(input.slice(row..<row + 1), activation: nil, on: Workers(count: 1))
            #expect(alone.values == together.slice(row..<row + 1).values)
        }
    }

    @Test(
        "a damaged weight is seen in the output of its unit", arguments: [Float.nan, .infinity], [0, 31, 40])
    func damage(weight: Float, place: Int) {
        var matrix = Tensor.random([2051, 2100], seed: 8)
        matrix[7, place] = weight
        let layer = DenseWeights(matrix, isTransposed: true, bias: nil, on: Workers(count: 2))
        for count in [1, 3] {
            let result = layer.evaluate(
                .random([count, 2100], seed: 9), activation: nil, on: Workers(count: 2))
            let isFinite = result.values.map(\.isFinite)
            #expect(isFinite.indices.allSatisfy { isFinite[$0] == ($0 % 2051 != 7) })
        }
    }

    private func transposed(_ matrix: Tensor) -> Tensor {
        let (rows, columns) = (matrix.shape[0], matrix.shape[1])
        return matrix.reshaped([1, rows, 1, columns]).channelsMovedLast().reshaped([columns, rows])
    }
}
