import Synchronization
import Tensors
import TestSupport
import Testing

@testable import Inference

@Suite("Gradients of dense layers")
struct DenseWeightsGradientTests {
    /// Numbers that are somewhere else, and how many of them have been read.
    private final class Elsewhere: DeferredNumbers {
        private let numbers: [Float]
        let readCount = Mutex(0)

        init(_ numbers: [Float]) { self.numbers = numbers }

        func read(_ range: Range<Int>, into target: UnsafeMutableBufferPointer<Float>) {
            _ = target.update(fromContentsOf: numbers[range])
            readCount.withLock { $0 += range.count }
        }
    }

    static let sizes = [[10, 7], [33, 100], [2051, 2100]]

    @Test(
        "The gradient of the input is that of the output times the weights", arguments: sizes,
        [[false, false], [false, true], [true, false], [true, true]])
    func pullsBack(size: [Int], storage: [Bool]) {
        let (units, length) = (size[0], size[1])
        let (isTransposed, isDeferred) = (storage[0], storage[1])
        let rows = Tensor.random([units, length], seed: 3)
        let columns = transposed(rows)
        let given = isTransposed ? rows : columns
        let layer = DenseWeights(
            isDeferred ? Tensor(shape: given.shape, deferred: Elsewhere(given.values)) : given,
            isTransposed: isTransposed, scale: 0.5, bias: nil, on: Workers(count: 2))
        for count in [1, 3] {
            var gradient = Tensor.random([count, units], seed: 5)
            for column in stride(from: 0, to: units, by: 3) { gradient[0, column] = 0 }
            let result = layer.pullBack(gradient, on: Workers(count: 2))
            let expected = MatrixProduct.multiply(gradient, rows).values.map { $0 * 0.5 }
            // Only what is rounded to 16 bits and in memory alone, or wanted for several rows, is less exact.
            let isRounded = units * length >= 1 << 22 && !(isDeferred && count == 1)
            let largest = expected.map(abs).max() ?? 1
            let worst = zip(result.values, expected).map { abs($0 - $1) }.max() ?? .infinity
            #expect(result.shape == [count, length])
            #expect(worst <= (isRounded ? 5e-5 : 2e-6) * largest, "\(worst) of \(largest) for \(count) rows")
        }
    }

    @Test("What is rounded for the run is made anew of the numbers where they lie", arguments: [true, false])
    func unrounded(isTransposed: Bool) throws {
        let (units, length) = (2051, 2100)
        let rows = Tensor.random([units, length], seed: 3)
        let given = isTransposed ? rows : transposed(rows)
        let bias = Tensor.random([units], seed: 4)
        let layer = DenseWeights(
            Tensor(shape: given.shape, deferred: Elsewhere(given.values)), isTransposed: isTransposed,
            scale: 0.5, bias: bias, on: Workers(count: 2))
        let input = Tensor.random([1, length], seed: 6)
        let result = try #require(
            layer.evaluateUnrounded(input, activation: Activation(.relu), on: Workers(count: 2)))
        let product = MatrixProduct.multiply(input, transposed(rows)).values
        let expected = zip(product, bias.values).map { max(0, 0.5 * $0 + $1) }
        let worst = zip(result.values, expected).map { abs($0 - $1) }.max() ?? .infinity
        #expect(worst <= 2e-6 * (expected.max() ?? 1))
        let small = DenseWeights(.random([10, 7]), isTransposed: true, bias: nil, on: Workers(count: 1))
        #expect(small.evaluateUnrounded(.random([1, 7]), activation: nil, on: Workers(count: 1)) == nil)
    }

    @Test("Of units that hand nothing back no weights are read, and nothing is held")
    func readsWhatCounts() {
        let numbers = Elsewhere(Tensor.random([50, 8]).values)
        let layer = DenseWeights(
            Tensor(shape: [50, 8], deferred: numbers), isTransposed: true, bias: nil, on: Workers(count: 2))
        var gradient = Tensor(shape: [1, 50])
        (gradient[0, 3], gradient[0, 40]) = (1, -2)
        for _ in 0..<2 {
            numbers.readCount.withLock { $0 = 0 }
            _ = layer.pullBack(gradient, on: Workers(count: 2))
            #expect(numbers.readCount.withLock { $0 } == 16)
        }
    }

    private func transposed(_ matrix: Tensor) -> Tensor {
        let (rows, columns) = (matrix.shape[0], matrix.shape[1])
        return matrix.reshaped([1, rows, 1, columns]).channelsMovedLast().reshaped([columns, rows])
    }
}
