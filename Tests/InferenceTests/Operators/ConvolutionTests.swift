import Inference
import Tensors
import TestSupport
import Testing

/// One convolution: the shapes of its operands and its attributes, padding spelled out.
struct ConvolutionCase: CustomTestStringConvertible, Sendable {
    var input: [Int]
    var outputs: Int
    var kernel: [Int]
    var strides = [1, 1]
    var pads = [0, 0, 0, 0]
    var dilations = [1, 1]
    var groups = 1

    var testDescription: String {
        "\(input) -> \(outputs), \(kernel) / \(strides), pads \(pads), dilations \(dilations), \(groups) groups"
    }

    /// Small and odd maps, batches, every attribute, and maps with enough pixels for blocks of rows.
    static let all: [ConvolutionCase] = [
        .init(input: [1, 3, 7, 5], outputs: 4, kernel: [3, 3]),
        .init(input: [2, 3, 7, 5], outputs: 4, kernel: [3, 3], pads: [1, 1, 1, 1]),
        .init(input: [1, 3, 9, 11], outputs: 17, kernel: [5, 3], strides: [2, 3], pads: [2, 0, 1, 2]),
        .init(input: [1, 4, 10, 10], outputs: 6, kernel: [3, 3], pads: [2, 2, 2, 2], dilations: [2, 2]),
        .init(input: [2, 6, 8, 8], outputs: 9, kernel: [3, 3], pads: [1, 1, 1, 1], groups: 3),
        .init(input: [2, 70, 9, 8], outputs: 70, kernel: [3, 3], pads: [1, 1, 1, 1], groups: 70),
        .init(
            input: [1, 5, 9, 8], outputs: 5, kernel: [5, 5], strides: [2, 2], pads: [2, 2, 2, 2],
            dilations: [1, 2], groups: 5),
        .init(input: [1, 4, 8, 8], outputs: 8, kernel: [3, 3], groups: 4),
        .init(input: [2, 20, 6, 6], outputs: 33, kernel: [1, 1]),
        .init(input: [1, 20, 7, 7], outputs: 8, kernel: [1, 1], strides: [2, 2]),
        .init(input: [1, 8, 5, 5], outputs: 8, kernel: [1, 1], pads: [1, 1, 1, 1]),
        .init(input: [1, 3, 50, 50], outputs: 8, kernel: [3, 3], pads: [1, 1, 1, 1]),
        .init(input: [3, 4, 40, 41], outputs: 20, kernel: [3, 3], strides: [1, 1], groups: 2),
        .init(input: [2, 16, 40, 40], outputs: 16, kernel: [1, 1]),
        .init(input: [1, 3, 1, 1], outputs: 40, kernel: [1, 1]),
        .init(input: [1, 2, 3, 3], outputs: 2, kernel: [3, 3]),
        // By Winograd's algorithm, with few tiles and with many, whole vectors of channels and parts of them
        .init(input: [1, 16, 12, 12], outputs: 16, kernel: [3, 3], pads: [1, 1, 1, 1]),
        .init(input: [2, 21, 13, 18], outputs: 35, kernel: [3, 3], pads: [1, 0, 1, 2]),
        .init(input: [1, 32, 62, 59], outputs: 40, kernel: [3, 3]),
        .init(input: [1, 64, 9, 9], outputs: 64, kernel: [3, 3], pads: [1, 1, 1, 1], groups: 2),
        .init(input: [1, 1024, 3, 3], outputs: 33, kernel: [1, 1]),
        .init(input: [1, 64, 6, 6], outputs: 64, kernel: [3, 3], pads: [1, 1, 1, 1], groups: 16),
        .init(input: [1, 12, 6, 6], outputs: 24, kernel: [3, 3], groups: 12),
        // As many outputs as inputs, though every second pixel is left out
        .init(input: [1, 20, 3, 3], outputs: 8, kernel: [1, 1], strides: [2, 2], pads: [0, 0, 2, 2]),
        // Kernels larger than the map, and padding larger than the kernel
        .init(input: [1, 5, 2, 3], outputs: 7, kernel: [5, 5], pads: [3, 2, 2, 3]),
        .init(input: [2, 17, 1, 1], outputs: 17, kernel: [3, 3], pads: [1, 1, 1, 1], groups: 17),
        .init(input: [1, 33, 3, 2], outputs: 33, kernel: [3, 3], pads: [4, 5, 5, 4], groups: 33),
        .init(input: [1, 18, 9, 8], outputs: 20, kernel: [3, 3], pads: [5, 4, 5, 6]),
        // Few channels in wide maps, whose rows are read where they lie
        .init(input: [2, 3, 37, 45], outputs: 33, kernel: [7, 7], strides: [2, 2], pads: [3, 3, 3, 3]),
        .init(input: [1, 1, 9, 33], outputs: 5, kernel: [3, 5], pads: [0, 4, 2, 0], dilations: [3, 1]),
        .init(input: [2, 4, 5, 17], outputs: 70, kernel: [1, 3], pads: [1, 0, 0, 9]),
        .init(input: [1, 2, 3, 4], outputs: 3, kernel: [2, 2], pads: [4, 20, 5, 21]),
        .init(input: [1, 3, 8, 60], outputs: 8, kernel: [3, 3], strides: [3, 4], pads: [0, 1, 0, 0]),
    ]

    /// Few channels, around the lengths of all vectors and panels: parts of them, and what lies beyond.
    static let narrow = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 25, 31, 32, 33, 40].flatMap {
        channels -> [ConvolutionCase] in
        let border = [1, 1, 1, 1]
        return [
            .init(input: [1, channels, 9, 8], outputs: channels, kernel: [3, 3], pads: border),
            .init(input: [1, channels, 3, 4], outputs: 41 - channels, kernel: [3, 2], strides: [2, 1]),
            .init(input: [2, channels, 1, 1], outputs: 41 - channels, kernel: [1, 1]),
            .init(
                input: [1, channels, 4, 5], outputs: channels, kernel: [3, 3], pads: border, groups: channels),
        ]
    }

    var window: Window { Window(strides: strides, pads: pads, dilations: dilations) }
    var weights: Tensor { .random([outputs, input[1] / groups] + kernel, seed: 2) }
    var bias: Tensor { .random([outputs], seed: 3) }

    /// The definition, straight from the ONNX specification.
    func reference(_ x: Tensor, bias: Tensor?) -> Tensor {
        let height = (input[2] + pads[0] + pads[2] - (kernel[0] - 1) * dilations[0] - 1) / strides[0] + 1
        let width = (input[3] + pads[1] + pads[3] - (kernel[1] - 1) * dilations[1] - 1) / strides[1] + 1
        let (x, weights, bias) = (x.values, weights.values, bias?.values)
        var result: [Float] = []
        for index in 0..<input[0] * outputs * height * width {
            let here = Position(row: index / width % height, column: index % width)
            let taps = naivePositions(
                output: here, kernel: kernel, strides: strides, padding: pads, dilations: dilations,
                extent: Array(input[2...]))
            let map = index / width / height
            let sum = sum(x, weights, picture: map / outputs, output: map % outputs, at: taps)
            result.append(sum + (bias?[map % outputs] ?? 0))
        }
        return Tensor(shape: [input[0], outputs, height, width], values: result)
    }

    private func sum(
        _ x: [Float], _ weights: [Float], picture: Int, output: Int, at taps: [Position?]
    ) -> Float {
        let channels = input[1] / groups
        let firstChannel = picture * input[1] + output / (outputs / groups) * channels
        var sum = 0.0
        for (tap, position) in taps.enumerated() {
            guard let position else { continue }
            for channel in 0..<channels {
                let row = (firstChannel + channel) * input[2] + position.row
                let weight = (output * channels + channel) * taps.count + tap
                sum += Double(x[row * input[3] + position.column]) * Double(weights[weight])
            }
        }
        return Float(sum)
    }
}

@Suite("Convolution")
struct ConvolutionTests {
    @Test("equals the definition", arguments: ConvolutionCase.all + ConvolutionCase.narrow)
    func definition(_ example: ConvolutionCase) throws {
        let input = Tensor.random(example.input)
        let convolution = Convolution(window: example.window, groups: example.groups)
        let result = try evaluate(convolution, [input], constants: [example.weights, example.bias])
        #expect(Tolerance.close.mismatch(result, example.reference(input, bias: example.bias)) == nil)
    }

    @Test("does without a bias", arguments: ConvolutionCase.all.prefix(3))
    func withoutBias(_ example: ConvolutionCase) throws {
        let input = Tensor.random(example.input)
        let convolution = Convolution(window: example.window, groups: example.groups)
        let result = try evaluate(convolution, [input], constants: [example.weights])
        #expect(Tolerance.close.mismatch(result, example.reference(input, bias: nil)) == nil)
    }

    @Test("takes weights that are only known while running", arguments: ConvolutionCase.all.prefix(6))
    func variableWeights(_ example: ConvolutionCase) throws {
        let input = Tensor.random(example.input)
        let convolution = Convolution(window: example.window, groups: example.groups)
        let result = try evaluate(convolution, [input, example.weights, example.bias])
        #expect(Tolerance.close.mismatch(result, example.reference(input, bias: example.bias)) == nil)
    }

    @Test(
        "applies the fused activation as the activation by itself would",
        arguments: ConvolutionCase.all,
        [.relu, .clip(minimum: -0.2, maximum: 0.3), .leakyRelu(alpha: 0.1)] as [Activation.Function])
    func fusedActivation(_ example: ConvolutionCase, function: Activation.Function) throws {
        let activation = Activation(function)
        let input = Tensor.random(example.input)
        let constants = [example.weights, example.bias]
        let plain = Convolution(window: example.window, groups: example.groups)
        let fused = Convolution(window: example.window, groups: example.groups, activation: activation)
        let expected = try evaluate(activation, [evaluate(plain, [input], constants: constants)])
        #expect(Tolerance.exact.mismatch(try evaluate(fused, [input], constants: constants), expected) == nil)
    }

    @Test("gives the same result with any number of workers", arguments: ConvolutionCase.all, [1, 3, 7])
    func workers(_ example: ConvolutionCase, count: Int) throws {
        let input = Tensor.random(example.input)
        let constants = [example.weights, example.bias]
        let convolution = Convolution(window: example.window, groups: example.groups)
        let one = try evaluate(convolution, [input], constants: constants, workers: 1)
        let many = try evaluate(convolution, [input], constants: constants, workers: count)
        #expect(Tolerance.close.mismatch(many, one) == nil)
    }

    @Test("pads by itself where auto_pad asks for it")
    func automaticPadding() throws {
        // By the specification: 7 pixels, stride 2, 4 taps: 4 outputs, 3 pixels of padding, the odd one at the end.
        let example = ConvolutionCase(
            input: [1, 2, 7, 7], outputs: 3, kernel: [4, 4], strides: [2, 2], pads: [1, 1, 2, 2])
        let input = Tensor.random(example.input)
        for (mode, pads) in [(Window.AutomaticPadding.sameUpper, [1, 1, 2, 2]), (.sameLower, [2, 2, 1, 1])] {
            var explicit = example
            explicit.pads = pads
            let convolution = Convolution(window: Window(strides: [2, 2], automaticPadding: mode))
            let result = try evaluate(convolution, [input], constants: [example.weights])
            #expect(Tolerance.close.mismatch(result, explicit.reference(input, bias: nil)) == nil)
        }
    }

    @Test("refuses a wrong number of channels, a wrong bias and one dimension, and names the node")
    func refusals() {
        let weights = Tensor.random([4, 3, 3, 3])
        #expect(
            throws: InferenceError.shapeMismatch(
                node: "node", expected: "3 channels", actual: [1, 2, 8, 8])
        ) {
            try evaluate(Convolution(window: Window()), [.random([1, 2, 8, 8])], constants: [weights])
        }
        #expect(throws: InferenceError.self) {
            try evaluate(
                Convolution(window: Window()), [.random([1, 3, 8, 8])],
                constants: [weights, .random([5])])
        }
        #expect(throws: InferenceError.self) {
            try evaluate(
                Convolution(window: Window(kernel: [3])), [.random([1, 3, 8])],
                constants: [.random([4, 3, 3])])
        }
        #expect(throws: InferenceError.self) {
            try evaluate(Convolution(window: Window()), [.random([1, 3, 2, 2])], constants: [weights])
        }
    }
}
