import Tensors
import TestSupport
import Testing

@testable import Inference

/// What every operator hands back, against the change of its result when an input changes a little.
@Suite("Gradients of operators")
struct OperatorGradientTests {
    /// An operator with inputs, of which the first ones may be changed.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let operation: any Operator
        let inputs: [Value]
        /// How many of the inputs the gradient is wanted of.
        let wanted: Int

        init(_ name: String, _ operation: any Operator, _ inputs: [Value], wanted: Int = 1) {
            (testDescription, self.operation, self.inputs, self.wanted) = (name, operation, inputs, wanted)
        }
    }

    static func floats(_ shape: [Int], seed: UInt64 = 1, above low: Float? = nil) -> Value {
        let tensor = Tensor.random(shape, seed: seed)
        return .float(
            low.map { low in Tensor(shape: shape, values: tensor.values.map { abs($0) + low }) } ?? tensor)
    }

    static func integers(_ values: [Int]) -> Value {
        .integer(IntegerTensor(shape: [values.count], values: values))
    }

    static let activations: [Case] = [
        Activation.Function.relu, .leakyRelu(alpha: 0.1), .clip(minimum: -0.5, maximum: 0.4), .sigmoid, .tanh,
        .hardSwish, .hardSigmoid(alpha: 0.9, beta: 0.5), .elu(alpha: 0.7), .celu(alpha: 0.6),
        .selu(alpha: 1.6, gamma: 1.05), .softplus, .softsign, .mish, .shrink(limit: 0.3, bias: 0.1),
        .thresholdedRelu(alpha: 0.2),
    ].map { Case("\($0)", Activation($0), [floats([1, 2, 4, 5])]) }

    static let unary = ElementwiseUnary.Function.allCases.map { function in
        let low: Float? =
            switch function {
            case .squareRoot, .logarithm, .reciprocal: 0.5
            case .areaCosine: 1.5
            default: nil
            }
        let shrunk = Tensor(shape: [3, 7], values: Tensor.random([3, 7]).values.map { $0 * 0.8 + 0.013 })
        return Case(
            function.rawValue, ElementwiseUnary(function),
            [low.map { floats([3, 7], above: $0) } ?? .float(shrunk)])
    }

    static let binary = ElementwiseBinary.Function.allCases.flatMap { function in
        let low: Float? = [.divide, .power].contains(function) ? 0.5 : nil
        return [([2, 3, 4], [3, 1]), ([3, 1, 4], [2, 1, 5, 1]), ([2, 2], [2, 2])].map { left, right in
            Case(
                "\(function.rawValue) \(left) \(right)", ElementwiseBinary(function),
                [floats(left, above: low), floats(right, seed: 2, above: low)], wanted: 2)
        }
    }

    static let folds = ElementwiseFold.Function.allCases.map { function in
        Case(
            "fold \(function.rawValue)", ElementwiseFold(function),
            [floats([2, 3]), floats([3], seed: 2), floats([2, 1], seed: 3)], wanted: 3)
    }

    static let reductions =
        Reduce.Function.allCases.filter { $0 != .product }.map { function in
            Case(
                function.rawValue, Reduce(function, axes: [1, -1], keepsAxes: false),
                [floats([2, 3, 2, 4], above: function == .logarithmOfSum ? 0.2 : nil)])
        } + [
            Case("spatial mean", Reduce(.mean, axes: [2, 3]), [floats([1, 3, 2, 4])]),
            Case(
                "mean of axes that come as input", Reduce(.mean),
                [floats([1, 3, 2, 4]), integers([-1, -2])]),
        ]

    static let products = [
        Case("Gemm", Gemm(), [floats([2, 3]), floats([3, 4], seed: 2), floats([4], seed: 3)], wanted: 3),
        Case(
            "Gemm both transposed", Gemm(alpha: 0.5, beta: 2, transposesA: true, transposesB: true),
            [floats([3, 2]), floats([4, 3], seed: 2), floats([2, 1], seed: 3)], wanted: 3),
        Case("MatMul", MatMul(), [floats([2, 3, 4]), floats([2, 4, 2], seed: 2)], wanted: 2),
        Case("MatMul broadcast", MatMul(), [floats([2, 2, 3, 4]), floats([4, 5], seed: 2)], wanted: 2),
    ]

    static let windows: [Case] = [
        Case(
            "Conv", Convolution(window: Window(kernel: [3, 3], strides: [2, 1], pads: [1, 0, 1, 2])),
            [floats([2, 3, 6, 5]), floats([4, 3, 3, 3], seed: 2)]),
        Case(
            "Conv in groups, dilated",
            Convolution(window: Window(pads: [2, 2, 2, 2], dilations: [2, 2]), groups: 2),
            [floats([1, 4, 6, 5]), floats([6, 2, 3, 3], seed: 2)]),
        Case(
            "Conv SAME_LOWER", Convolution(window: Window(strides: [2, 2], automaticPadding: .sameLower)),
            [floats([1, 2, 5, 6]), floats([3, 2, 2, 2], seed: 2)]),
        Case(
            "Conv over a sequence", Lifted(Convolution(window: Window(kernel: [3], pads: [1, 1]).lifted)),
            [floats([1, 2, 6]), floats([3, 2, 3], seed: 2)]),
        Case(
            "MaxPool",
            MaxPool(window: Window(kernel: [3, 2], strides: [2, 2], pads: [1, 0, 1, 0], roundsUp: true)),
            [floats([1, 2, 6, 5])]),
        Case(
            "AveragePool",
            AveragePool(window: Window(kernel: [3, 3], strides: [2, 2], pads: [1, 1, 0, 1])),
            [floats([1, 2, 6, 5])]),
        Case(
            "AveragePool with padding",
            AveragePool(
                window: Window(kernel: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1], roundsUp: true),
                countsPadding: true), [floats([1, 2, 6, 5])]),
        Case(
            "AveragePool in three dimensions",
            GeneralPool(
                .average(countsPadding: false), window: Window(kernel: [3, 1, 2], pads: [1, 0, 0, 1, 0, 0])),
            [floats([1, 1, 4, 3, 5])]),
        Case("GlobalAveragePool", GlobalAveragePool(), [floats([2, 3, 4, 5])]),
        Case("GlobalMaxPool", GlobalMaxPool(), [floats([2, 3, 4, 5])]),
    ]

    static let normalizations: [Case] = [
        Case(
            "BatchNormalization", BatchNormalization(),
            [floats([2, 3, 2, 2])] + (2...4).map { floats([3], seed: $0) } + [
                floats([3], seed: 5, above: 0.5)
            ]),
        Case(
            "LayerNormalization", LayerNormalization(axis: -1),
            [floats([2, 3, 6]), floats([6], seed: 2), floats([6], seed: 3)]),
        Case(
            "LayerNormalization of two axes", LayerNormalization(axis: 1),
            [floats([2, 3, 6]), floats([3, 6], seed: 2)]),
        Case(
            "InstanceNormalization", InstanceNormalization(),
            [floats([2, 3, 3, 4]), floats([3], seed: 2), floats([3], seed: 3)]),
        Case(
            "GroupNormalization", GroupNormalization(groups: 2),
            [floats([2, 4, 3, 2]), floats([4], seed: 2), floats([4], seed: 3)]),
        Case(
            "LRN", LocalResponseNormalization(alpha: 0.9, beta: 0.75, bias: 1, size: 3),
            [floats([1, 7, 2, 2])]),
        Case("LRN of an even size", LocalResponseNormalization(alpha: 0.9, size: 4), [floats([1, 7, 2, 2])]),
        Case("Softmax", Softmax(axis: 1), [floats([2, 4, 3])]),
        Case("Softmax flattened", Softmax(axis: 1, flattens: true), [floats([2, 4, 3])]),
        Case("LogSoftmax", Softmax(axis: -1, isLogarithmic: true), [floats([2, 4, 3])]),
    ]

    static let movers: [Case] = [
        Case("Slice", Slice(starts: [1, 3], ends: [3, 0], axes: [1, 3]), [floats([1, 4, 2, 5])]),
        Case(
            "Slice backwards", Slice(),
            [floats([2, 5]), integers([4]), integers([-6]), integers([1]), integers([-2])]),
        Case("Split", Split(axis: 1, extents: [1, 3], count: 2), [floats([1, 4, 2, 2])]),
        Case("Transpose", Transpose(permutation: [0, 2, 3, 1]), [floats([1, 4, 2, 3])]),
        Case("Gather", Gather(axis: 1), [floats([2, 4, 3]), integers([2, 0, 2])]),
        Case("Expand", Expand(), [floats([3, 1]), integers([2, 3, 4])]),
        Case("Tile", Tile(), [floats([2, 3]), integers([2, 2])]),
        Case("Pad", Pad(pads: [0, 0, 1, 0, 0, 1, 0, 2], value: 7), [floats([1, 2, 3, 3])]),
        Case(
            "Pad by reflection", Pad(mode: .reflect, pads: [0, 0, 1, 2, 0, 0, 1, 0]), [floats([1, 2, 3, 4])]),
        Case("Pad cutting off", Pad(pads: [0, -1]), [floats([5])]),
        Case("Concat", Concat(axis: 1), [floats([1, 2, 2, 2]), floats([1, 3, 2, 2], seed: 2)], wanted: 2),
        Case("Reshape", Reshape(), [floats([2, 6]), integers([3, 4])]),
        Case("Flatten", Flatten(), [floats([1, 2, 3, 2])]),
        Case("Squeeze", Squeeze(axes: [1]), [floats([2, 1, 3])]),
        Case("Unsqueeze", Unsqueeze(axes: [0]), [floats([2, 3])]),
        Case("Identity", Identity(), [floats([2, 3])]),
        Case("Cast", Cast(to: .float), [floats([2, 3])]),
        Case("DepthToSpace", DepthToSpace(blockSize: 2), [floats([1, 8, 2, 3])]),
        Case("SpaceToDepth", SpaceToDepth(blockSize: 2), [floats([1, 2, 4, 6])]),
    ]

    @Test(
        "An operator hands back the change of its result",
        arguments: [activations, unary, binary, folds, reductions, products, windows, normalizations, movers]
            .flatMap { $0 })
    func handsBack(_ one: Case) throws {
        let workers = Workers(count: 2)
        let outputs = try one.operation.evaluate(stored: one.inputs.map(StoredValue.rowMajor), on: workers)
        // A layer normalisation's further outputs, its means, are not handed back.
        let seeds = outputs.prefix(one.operation is LayerNormalization ? 1 : outputs.count).indices.map {
            Tensor.random(outputs[$0].shape, seed: 50 + UInt64($0))
        }
        let step = BackwardStep(
            inputs: one.inputs.map(StoredValue.rowMajor), outputs: outputs, gradients: seeds,
            isWanted: one.inputs.indices.map { $0 < one.wanted }, workers: workers)
        let operation = try #require(one.operation as? any DifferentiableOperator)
        // Standardised rows hand back little of what is handed to them, of which float keeps fewer digits.
        for (index, gradient) in try operation.pullBack(step).prefix(one.wanted).enumerated() {
            let gradient = try #require(gradient)
            #expect(gradient.shape == one.inputs[index].shape)
            let expected = try change(of: one, input: index, seeds)
            let scale = max(0.1, expected.map(abs).max() ?? 0)
            for (actual, wanted) in zip(gradient.values, expected) {
                #expect(abs(actual - wanted) <= 4e-3 * scale, "\(actual) instead of \(wanted)")
            }
        }
    }

    /// The change of the seeded sum of all results for each element, by the symmetric difference.
    private func change(of one: Case, input: Int, _ seeds: [Tensor]) throws -> [Float] {
        let step: Float = 2e-3
        guard case .float(let tensor) = one.inputs[input] else { return [] }
        func sum(_ element: Int, _ difference: Float) throws -> Double {
            var moved = tensor
            moved.withMutableValues { $0[element] += difference }
            var inputs = one.inputs
            inputs[input] = .float(moved)
            let results = try one.operation.evaluate(
                stored: inputs.map(StoredValue.rowMajor), on: Workers(count: 1))
            return zip(results, seeds).reduce(0) { total, pair in
                guard case .float(let result) = pair.0.inRowMajorOrder else { return total }
                return total
                    + zip(result.values, pair.1.values).reduce(0) { $0 + Double($1.0) * Double($1.1) }
            }
        }
        return try (0..<tensor.count).map { element in
            Float(try (sum(element, step) - sum(element, -step)) / Double(2 * step))
        }
    }

    @Test("Of equal elements under a window the first one gets the gradient, as in PyTorch")
    func tiesGoToTheFirst() throws {
        let input = Tensor(shape: [1, 1, 2, 4], values: [0, 0, 3, 1, 0, 0, 3, 3])
        let pool = MaxPool(window: Window(kernel: [2, 2], strides: [2, 2]))
        let step = BackwardStep(
            inputs: [.rowMajor(.float(input))], outputs: [nil],
            gradients: [Tensor(shape: [1, 1, 1, 2], values: [5, 7])], isWanted: [true],
            workers: Workers(count: 1))
        #expect(try pool.pullBack(step)[0]?.values == [5, 0, 7, 0, 0, 0, 0, 0])
    }

    @Test("Parameters that depend on the layer have no gradient, and that is said")
    func computedParameters() throws {
        let convolution = Convolution(window: Window(kernel: [1, 1]))
        let step = BackwardStep(
            inputs: [.rowMajor(Self.floats([1, 2, 3, 3])), .rowMajor(Self.floats([2, 2, 1, 1]))],
            outputs: [nil], gradients: [Tensor(shape: [1, 2, 3, 3])], isWanted: [true, true],
            workers: Workers(count: 1))
        #expect(throws: InferenceError.noGradient(of: "Conv with computed parameters", node: "")) {
            try convolution.pullBack(step)
        }
    }
}
