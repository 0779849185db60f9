import Inference
import Tensors
import TestSupport
import Testing

/// One pool: the input's shape, its attributes, and the output's extent by hand.
struct PoolCase: CustomTestStringConvertible, Sendable {
    var input: [Int]
    var kernel: [Int]
    var strides = [1, 1]
    var pads = [0, 0, 0, 0]
    var dilations = [1, 1]
    var roundsUp = false
    var output: [Int]

    var testDescription: String {
        "\(input), \(kernel) / \(strides), pads \(pads), dilations \(dilations), rounds up: \(roundsUp)"
    }

    static let all: [PoolCase] = [
        .init(input: [1, 3, 8, 8], kernel: [2, 2], strides: [2, 2], output: [4, 4]),
        .init(input: [2, 3, 7, 9], kernel: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1], output: [4, 5]),
        .init(input: [1, 17, 7, 9], kernel: [3, 2], strides: [1, 3], pads: [1, 0, 0, 1], output: [6, 3]),
        .init(input: [1, 2, 8, 8], kernel: [3, 3], strides: [2, 2], roundsUp: true, output: [4, 4]),
        // The last window would start in the padding after the input: it does not count.
        .init(
            input: [1, 2, 5, 5], kernel: [2, 2], strides: [3, 3], pads: [1, 1, 1, 1], roundsUp: true,
            output: [2, 2]),
        .init(
            input: [2, 4, 9, 9], kernel: [3, 3], strides: [2, 2], pads: [0, 0, 1, 1], dilations: [2, 2],
            output: [3, 3]),
        .init(input: [1, 40, 3, 3], kernel: [3, 3], output: [1, 1]),
    ]

    var window: Window {
        Window(kernel: kernel, strides: strides, pads: pads, dilations: dilations, roundsUp: roundsUp)
    }

    /// Calls `combine` with the numbers under each window (nil in the padding) and whether each tap lies in the
    /// padded input.
    func reference(_ x: Tensor, _ combine: ([Float?], [Bool]) -> Float) -> Tensor {
        var result = Tensor(shape: [input[0], input[1]] + output)
        for picture in 0..<input[0] {
            for channel in 0..<input[1] {
                for row in 0..<output[0] {
                    for column in 0..<output[1] {
                        let here = Position(row: row, column: column)
                        let taps = naivePositions(
                            output: here, kernel: kernel, strides: strides, padding: pads,
                            dilations: dilations, extent: Array(input[2...]))
                        let padded = naivePositions(
                            output: here, kernel: kernel, strides: strides, padding: [0, 0],
                            dilations: dilations,
                            extent: [input[2] + pads[0] + pads[2], input[3] + pads[1] + pads[3]])
                        result[picture, channel, row, column] = combine(
                            taps.map { $0.map { x[picture, channel, $0.row, $0.column] } },
                            padded.map { $0 != nil })
                    }
                }
            }
        }
        return result
    }
}

@Suite("Pools")
struct PoolTests {
    @Test("MaxPool takes the largest number under the window", arguments: PoolCase.all)
    func maximum(_ example: PoolCase) throws {
        let input = Tensor.random(example.input)
        let expected = example.reference(input) { taps, _ in taps.compactMap { $0 }.max() ?? 0 }
        let result = try evaluate(MaxPool(window: example.window), [input])
        #expect(Tolerance.exact.mismatch(result, expected) == nil)
    }

    @Test("AveragePool divides by the pixels under the window", arguments: PoolCase.all)
    func average(_ example: PoolCase) throws {
        let input = Tensor.random(example.input)
        let expected = example.reference(input) { taps, _ in
            let inside = taps.compactMap { $0 }
            return inside.reduce(0, +) / Float(inside.count)
        }
        let result = try evaluate(AveragePool(window: example.window), [input])
        #expect(Tolerance.close.mismatch(result, expected) == nil)
    }

    @Test("AveragePool counts padded pixels where it is asked to", arguments: PoolCase.all)
    func averageWithPadding(_ example: PoolCase) throws {
        let input = Tensor.random(example.input)
        let expected = example.reference(input) { taps, isPadded in
            taps.compactMap { $0 }.reduce(0, +) / Float(isPadded.count { $0 })
        }
        let result = try evaluate(AveragePool(window: example.window, countsPadding: true), [input])
        #expect(Tolerance.close.mismatch(result, expected) == nil)
    }

    @Test("global pools look at every pixel", arguments: [[1, 3, 5, 4], [2, 20, 1, 7], [3, 1, 1, 1]])
    func global(shape: [Int]) throws {
        let input = Tensor.random(shape)
        let pixels = shape[2] * shape[3]
        let maps = (0..<shape[0] * shape[1]).map { map in
            input.values[map * pixels..<(map + 1) * pixels]
        }
        let output = [shape[0], shape[1], 1, 1]
        let means = Tensor(shape: output, values: maps.map { $0.reduce(0, +) / Float(pixels) })
        let maxima = Tensor(shape: output, values: maps.map { $0.max() ?? 0 })
        #expect(Tolerance.close.mismatch(try evaluate(GlobalAveragePool(), [input]), means) == nil)
        #expect(Tolerance.exact.mismatch(try evaluate(GlobalMaxPool(), [input]), maxima) == nil)
    }

    @Test("the mean of many pixels keeps its digits, however many there are")
    func longMean() throws {
        let shape = [1, 70, 113, 111]
        let pixels = shape[2] * shape[3]
        var input = Tensor.random(shape)
        input.withMutableValues { values in
            for index in values.indices { values[index] += 3 }
        }
        let means = (0..<shape[1]).map { map in
            input.values[map * pixels..<(map + 1) * pixels].reduce(0.0) { $0 + Double($1) } / Double(pixels)
        }
        let result = try evaluate(GlobalAveragePool(), [input]).values
        let worst = zip(result, means).map { abs(Double($0) - $1) / $1 }.max() ?? 1
        #expect(worst < 5e-7)
    }

    @Test("a window larger than the padded map is refused")
    func tooLarge() {
        #expect(throws: InferenceError.self) {
            try evaluate(MaxPool(window: Window(kernel: [4, 4])), [.random([1, 1, 3, 3])])
        }
    }
}
