import Tensors
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

    @Test("x * sigmoid(x) is an activation, a gate from another branch is a join")
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
            try lines(sketch.classifying(scaled, channels: 4)) == [
                "conv convolution silu [4, 12, 12] <- ",
                "excite convolution gate [4, 1, 1] <- conv",
                "scale join scale [4, 12, 12] <- conv, excite",
            ])
    }
}
