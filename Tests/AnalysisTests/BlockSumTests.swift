import CKernels
import Testing

@testable import Analysis

@Suite("Product of a matrix with itself, block by block")
struct BlockSumTests {
    @Test("It is the naive one, whatever the size", arguments: [1, 2, 13, 31, 32, 33, 64, 97])
    func naive(size: Int) {
        let (stride, rows) = ((size + 15) / 16 * 16 + 16, 9000)
        var generator = LinearCongruence(state: UInt64(size))
        let block = (0..<rows * stride).map { _ in Float(generator.next() % 9) - 4 }
        var sum = BlockSum(size: size)
        block.withUnsafeBufferPointer { block in
            guard let start = block.baseAddress else { return }
            sum.add(start, rows: 5000, stride: stride)
            sum.add(start + 5000 * stride, rows: 4000, stride: stride)
        }
        let product = sum.total()
        for (row, column) in [(0, 0), (size - 1, 0), (size - 1, size - 1), (size / 2, size / 3)] {
            let expected = (0..<rows).reduce(0.0) {
                $0 + Double(block[$1 * stride + row] * block[$1 * stride + column])
            }
            // Whole numbers below 2^24: exact in 32 bits.
            #expect(product[row * size + column] == expected)
        }
    }
}
