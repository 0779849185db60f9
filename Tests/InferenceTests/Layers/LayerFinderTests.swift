import Tensors
import TestSupport
import Testing

@testable import Inference

@Suite("Layers")
struct LayerFinderTests {
    /// What a layer is, in one line: name, kind, value and the names of its predecessors.
    private func lines(_ graph: Graph, fusion: Plan.Fusion = .full) throws -> [String] {
        let layers = try Plan(graph, fusion: fusion).layers
        #expect(layers.map(\.id) == Array(layers.indices))
        return layers.map { layer in
            let predecessors = layer.predecessors.map { layers[$0].name }.joined(separator: ", ")
            return "\(layer.name) \(layer.kind) \(layer.value) \(layer.shape) <- \(predecessors)"
        }
    }

    @Test(
        "of a line of layers: convolutions and dense layers, without the last",
        arguments: [Plan.Fusion.full, .none])
    func linear(fusion: Plan.Fusion) throws {
        #expect(
            try lines(GraphSketch.linear(), fusion: fusion) == [
                "conv1_1 convolution relu1_1 [8, 12, 12] <- ",
                "conv1_2 convolution relu1_2 [8, 12, 12] <- conv1_1",
                "conv2_1 convolution relu2_1 [12, 6, 6] <- conv1_2",
                "fc6 dense relu6 [20, 1, 1] <- conv2_1",
                "fc7 dense relu7 [10, 1, 1] <- fc6",
            ])
    }

    @Test(
        "of a residual block: the sum is a join after its activation", arguments: [Plan.Fusion.full, .none])
    func residual(fusion: Plan.Fusion) throws {
        #expect(
            try lines(GraphSketch.residual(), fusion: fusion) == [
                "stem convolution stem_relu [8, 12, 12] <- ",
                "a convolution a_relu [16, 6, 6] <- stem",
                "b convolution b_bn [16, 6, 6] <- a",
                "short convolution short_bn [16, 6, 6] <- stem",
                "sum join sum_relu [16, 6, 6] <- b, short",
            ])
    }

    @Test("of branches that are concatenated: the nearest layers, also past a pool")
    func inception() throws {
        #expect(
            try lines(GraphSketch.inception()) == [
                "stem convolution stem_relu [8, 12, 12] <- ",
                "one convolution one_relu [4, 12, 12] <- stem",
                "reduce convolution reduce_relu [4, 12, 12] <- stem",
                "three convolution three_relu [6, 12, 12] <- reduce",
                "join join join [18, 12, 12] <- stem, one, three",
                "last convolution last_relu [7, 12, 12] <- join",
            ])
    }

    @Test("a last convolution before a global pool stays a layer, as in SqueezeNet")
    func convolutionalClassifier() throws {
        let sketch = GraphSketch()
        let value = sketch.activation("relu", sketch.convolution("classes", "x", (3, 5), kernel: 1))
        let pooled = sketch.add("pool", GlobalAveragePool(), [value])
        let flat = sketch.add("flat", Flatten(), [pooled])
        let graph = sketch.graph(outputs: [sketch.add("prob", Softmax(), [flat])])
        #expect(try lines(graph) == ["classes convolution relu [5, 12, 12] <- "])
        let plan = try Plan(graph)
        #expect(plan.logits == "flat" && plan.logitsNode == "pool" && plan.classCount == 5)
    }

    @Test("a product and a constant sum are one dense layer")
    func separateBias() throws {
        let sketch = GraphSketch()
        let flat = sketch.add("flat", Flatten(), ["x"])
        sketch.weights("w", [432, 6])
        sketch.weights("b", [6])
        let product = sketch.add("hidden", MatMul(), [flat, "w"])
        let sum = sketch.add("biased", ElementwiseBinary(.add), ["b", product])
        let hidden = sketch.activation("relu", sum)
        sketch.weights("w2", [6, 3])
        sketch.weights("b2", [3])
        let last = sketch.add("last", MatMul(), [hidden, "w2"])
        let graph = sketch.graph(outputs: [sketch.add("out", ElementwiseBinary(.add), [last, "b2"])])
        #expect(try lines(graph) == ["hidden dense relu [6, 1, 1] <- "])
        #expect(try Plan(graph).logitsNode == "last")
    }

    @Test("x * sigmoid(x) is an activation, and a gate made of the maps it scales belongs to their layer")
    func gates() throws {
        let sketch = GraphSketch()
        let conv = sketch.convolution("conv", "x", (3, 4))
        let sigmoid = sketch.activation("sigmoid", conv, .sigmoid)
        let silu = sketch.add("silu", ElementwiseBinary(.multiply), [conv, sigmoid])
        let squeezed = sketch.add("squeeze", GlobalAveragePool(), [silu])
        let gate = sketch.activation(
            "gate", sketch.convolution("excite", squeezed, (4, 4), kernel: 1), .sigmoid)
        let scaled = sketch.add("scale", ElementwiseBinary(.multiply), [silu, gate])
        #expect(
            try lines(sketch.classifying(scaled, channels: 4)) == ["conv convolution scale [4, 12, 12] <- "])
    }

    @Test("a gate made of other maps, or read elsewhere, is a join")
    func foreignGate() throws {
        let sketch = GraphSketch()
        let conv = sketch.convolution("conv", "x", (3, 4))
        let other = sketch.convolution("other", "x", (3, 4))
        let squeezed = sketch.add("squeeze", GlobalAveragePool(), [other])
        let scaled = sketch.add("scale", ElementwiseBinary(.multiply), [conv, squeezed])
        #expect(
            try lines(sketch.classifying(scaled, channels: 4)) == [
                "conv convolution conv [4, 12, 12] <- ", "other convolution other [4, 12, 12] <- ",
                "scale join scale [4, 12, 12] <- conv, other",
            ])
    }

    /// Activations as exporters write them in single operations: the name of the last, and how they are made.
    private static let spelledOut: [(name: String, build: @Sendable (GraphSketch, String) -> String)] = [
        (
            "hard swish",
            { sketch, x in
                var gate = sketch.add("a", ElementwiseBinary(.add), [x, sketch.number("three", 3)])
                gate = sketch.activation("b", gate, .clip(minimum: 0, maximum: 6))
                let product = sketch.add("c", ElementwiseBinary(.multiply), [x, gate])
                return sketch.add("last", ElementwiseBinary(.divide), [product, sketch.number("six", 6)])
            }
        ),
        (
            "GELU",
            { sketch, x in
                var phi = sketch.add("a", ElementwiseBinary(.divide), [x, sketch.number("root", 1.414)])
                phi = sketch.add("b", ElementwiseUnary(.errorFunction), [phi])
                phi = sketch.add("c", ElementwiseBinary(.add), [phi, sketch.number("one", 1)])
                let product = sketch.add("d", ElementwiseBinary(.multiply), [x, phi])
                return sketch.add(
                    "last", ElementwiseBinary(.multiply), [product, sketch.number("half", 0.5)])
            }
        ),
        (
            "GELU by the hyperbolic tangent",
            { sketch, x in
                var inner = sketch.add("a", ElementwiseBinary(.power), [x, sketch.number("cube", 3)])
                inner = sketch.add("b", ElementwiseBinary(.multiply), [inner, sketch.number("small", 0.044)])
                inner = sketch.add("c", ElementwiseBinary(.add), [x, inner])
                inner = sketch.activation("d", inner, .tanh)
                inner = sketch.add("e", ElementwiseBinary(.add), [inner, sketch.number("one", 1)])
                let half = sketch.add("f", ElementwiseBinary(.multiply), [x, sketch.number("half", 0.5)])
                return sketch.add("last", ElementwiseBinary(.multiply), [half, inner])
            }
        ),
        (
            "Mish",
            { sketch, x in
                let gate = sketch.activation("b", sketch.activation("a", x, .softplus), .tanh)
                return sketch.add("last", ElementwiseBinary(.multiply), [x, gate])
            }
        ),
        (
            "a clip by two bounds",
            { sketch, x in
                let low = sketch.add("a", ElementwiseBinary(.maximum), [x, sketch.number("zero", 0)])
                return sketch.add("last", ElementwiseBinary(.minimum), [low, sketch.number("six", 6)])
            }
        ),
    ]

    @Test("activations in several nodes belong to their layer", arguments: spelledOut.indices)
    func spelledOutActivations(index: Int) throws {
        let sketch = GraphSketch()
        let value = Self.spelledOut[index].build(sketch, sketch.convolution("conv", "x", (3, 4)))
        let last = sketch.convolution("next", value, (4, 4))
        let other = sketch.convolution("shortcut", value, (4, 4), kernel: 1)
        let joined = sketch.add("sum", ElementwiseBinary(.add), [last, other])
        sketch.suffix = "2"
        let sum = Self.spelledOut[index].build(sketch, joined)
        sketch.suffix = ""
        let found = try lines(sketch.classifying(sum, channels: 4))
        let expected = [
            "conv convolution last [4, 12, 12] <- ", "next convolution next [4, 12, 12] <- conv",
            "shortcut convolution shortcut [4, 12, 12] <- conv",
            "sum join last2 [4, 12, 12] <- next, shortcut",
        ]
        #expect(found == expected, "\(Self.spelledOut[index].name)")
    }

    @Test("what is done to the picture before the first layer is no join")
    func inputScaling() throws {
        let sketch = GraphSketch()
        let left = sketch.add("left", ElementwiseBinary(.multiply), ["x", sketch.number("two", 2)])
        let pooled = sketch.add("pooled", GlobalAveragePool(), ["x"])
        let moved = sketch.add("moved", ElementwiseBinary(.subtract), [left, pooled])
        let conv = sketch.convolution("conv", moved, (3, 4))
        #expect(try lines(sketch.classifying(conv, channels: 4)) == ["conv convolution conv [4, 12, 12] <- "])
    }

    @Test("what is made of one layer alone is no join, as a response normalisation in many nodes")
    func normalizationInNodes() throws {
        let sketch = GraphSketch()
        let conv = sketch.activation("relu", sketch.convolution("conv", "x", (3, 4)))
        let squares = sketch.add("squares", ElementwiseBinary(.multiply), [conv, conv])
        let window = Window(kernel: [3, 3], strides: [1, 1], pads: [1, 1, 1, 1])
        let means = sketch.add("means", AveragePool(window: window, countsPadding: true), [squares])
        let moved = sketch.add("moved", ElementwiseBinary(.add), [means, sketch.number("one", 1)])
        let normal = sketch.add("normal", ElementwiseBinary(.divide), [conv, moved])
        let next = sketch.convolution("next", normal, (4, 4))
        #expect(
            try lines(sketch.classifying(next, channels: 4)) == [
                "conv convolution relu [4, 12, 12] <- ", "next convolution next [4, 12, 12] <- conv",
            ])
    }

    @Test("a dense layer at every pixel is a convolution of one pixel, with its maps")
    func channelsLast() throws {
        let sketch = GraphSketch()
        let moved = sketch.add("moved", Transpose(permutation: [0, 2, 3, 1]), ["x"])
        sketch.weights("w", [3, 5])
        let product = sketch.add("product", MatMul(), [moved, "w"])
        let value = sketch.activation("relu", product)
        let back = sketch.add("back", Transpose(permutation: [0, 3, 1, 2]), [value])
        let graph = sketch.classifying(back, channels: 5)
        #expect(try lines(graph) == ["product convolution relu [5, 12, 12] <- "])
        let plan = try Plan(graph)
        let run = try Runner(plan).run(picture())
        let expected = try #require(run.tensor("back"))
        #expect(Tolerance.exact.mismatch(run.maps(of: plan.layers[0]).values, expected.values) == nil)
    }
}
