import Foundation
import Inference
import Tensors
import TestSupport
import Testing

@Suite("Normalisations")
struct NormalizationTests {
    private let shape = [2, 5, 3, 4]

    @Test("BatchNormalization follows its formula in four and in two dimensions", arguments: [4, 2])
    func batchNormalization(rank: Int) throws {
        let input = Tensor.random(Array(shape.prefix(rank)))
        let parameters = (1...4).map { Tensor.random([5], seed: UInt64($0 + 10)) }
        let variance = Tensor(shape: [5], values: parameters[3].values.map { abs($0) + 0.1 })
        let pixels = input.shape.dropFirst(2).reduce(1, *)
        let expected = input.values.enumerated().map { index, x in
            let channel = index / pixels % 5
            let deviation = (variance[channel] + 0.01).squareRoot()
            return (x - parameters[2][channel]) / deviation * parameters[0][channel] + parameters[1][channel]
        }
        let result = try evaluate(
            BatchNormalization(epsilon: 0.01), [input],
            constants: [parameters[0], parameters[1], parameters[2], variance])
        #expect(Tolerance.close.mismatch(result, Tensor(shape: input.shape, values: expected)) == nil)
    }

    @Test("LRN divides by the energy of the neighbouring channels", arguments: [1, 2, 3, 5, 20])
    func localResponse(size: Int) throws {
        let input = Tensor.random([2, 9, 3, 2])
        var expected = input
        for picture in 0..<2 {
            for channel in 0..<9 {
                for row in 0..<3 {
                    for column in 0..<2 {
                        let first = max(0, channel - (size - 1) / 2)
                        let last = min(8, channel + size / 2)
                        let energy = (first...last).map { pow(input[picture, $0, row, column], 2) }
                        let divisor = pow(2 + 0.5 / Float(size) * energy.reduce(0, +), 0.75)
                        expected[picture, channel, row, column] /= divisor
                    }
                }
            }
        }
        let result = try evaluate(
            LocalResponseNormalization(alpha: 0.5, beta: 0.75, bias: 2, size: size), [input])
        #expect(Tolerance.close.mismatch(result, expected) == nil)
    }
}
