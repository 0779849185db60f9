import Tensors
import TestSupport
import Testing

@testable import Inference

@Suite("Plan")
struct PlanTests {
    @Test(
        "fusion changes no value that is left",
        arguments: SketchedNetwork.allCases)
    func fusion(network: SketchedNetwork) throws {
        let graph = network.graph
        let fused = try Runner(Plan(graph)).run(picture())
        let plain = try Runner(Plan(graph, fusion: .none)).run(picture())
        for name in fused.valueNames {
            let (value, expected) = (try #require(fused.tensor(name)), try #require(plain.tensor(name)))
            #expect(Tolerance.close.mismatch(value, expected) == nil, "\(name)")
        }
        #expect(Tolerance.close.mismatch(fused.logits, plain.logits) == nil)
    }

    @Test("without fusion every output of every node can be asked for")
    func everyValue() throws {
        let graph = GraphSketch.linear()
        let activations = try Runner(Plan(graph, fusion: .none)).run(picture())
        #expect(activations.valueNames == graph.nodes.flatMap(\.outputs))
        #expect(activations.value("target") == .integer(IntegerTensor(shape: [2], values: [1, -1])))
    }

    @Test("normalisations and activations become part of the convolutions and sums")
    func fusedNodes() throws {
        let plan = try Plan(GraphSketch.residual())
        let names = plan.program.nodes.map(\.name)
        #expect(names == ["stem", "a", "b", "short", "sum", "pool", "flat", "fc", "prob"])
    }

    @Test("what depends on shapes alone is not computed again, and dropouts are left out")
    func foldedShapes() throws {
        let plan = try Plan(GraphSketch.linear())
        let names = plan.program.nodes.map(\.name)
        #expect(names == ["conv1_1", "conv1_2", "pool1", "conv2_1", "flat", "fc6", "fc7", "fc8", "prob"])
        #expect(plan.shape(of: "drop6") == [1, 20])
    }

    @Test("a value that two nodes read, or the file returns, is not merged away")
    func readTwice() throws {
        let sketch = GraphSketch()
        let before = sketch.convolution("conv", "x", (3, 4))
        let after = sketch.activation("relu", before)
        let sum = sketch.add("sum", ElementwiseBinary(.add), [before, after])
        let plan = try Plan(sketch.classifying(sum, channels: 4))
        #expect(plan.shape(of: "conv") == [1, 4, 12, 12])

        var graph = GraphSketch.linear()
        graph.outputs.append("conv1_1")
        let activations = try Runner(Plan(graph)).run(picture())
        #expect(activations.tensor("conv1_1") != nil)
    }

    @Test("a normalisation after a dense layer becomes part of it", arguments: [false, true])
    func denseNormalization(transposesB: Bool) throws {
        let sketch = GraphSketch()
        let flat = sketch.add("flat", Flatten(), ["x"])
        sketch.weights("w", transposesB ? [6, 432] : [432, 6])
        sketch.weights("b", [6])
        let gemm = Gemm(alpha: 0.5, beta: 3, transposesB: transposesB)
        let hidden = sketch.normalization("bn", sketch.add("gemm", gemm, [flat, "w", "b"]), 6)
        let graph = sketch.graph(outputs: [sketch.dense("fc", hidden, (6, 3))])
        let plan = try Plan(graph)
        #expect(plan.program.nodes.map(\.name) == ["flat", "gemm", "fc"])
        let plain = try Runner(Plan(graph, fusion: .none)).run(picture())
        #expect(Tolerance.close.mismatch(try Runner(plan).run(picture()).logits, plain.logits) == nil)
    }

    @Test("constants that nodes make are taken up as weights")
    func computedWeights() throws {
        let sketch = GraphSketch()
        sketch.weights("half", [4, 3, 3, 3])
        let doubled = sketch.add("double", ElementwiseBinary(.add), ["half", "half"])
        let conv = sketch.add(
            "conv", Convolution(window: Window(pads: [1, 1, 1, 1])), ["x", doubled])
        let plan = try Plan(sketch.classifying(conv, channels: 4))
        #expect(plan.program.nodes.map(\.name) == ["conv", "pool", "flat", "fc", "prob"])
        #expect(plan.layers.map(\.name) == ["conv"])
    }

    @Test("the logits are what comes before the softmax, and what the file returns where there is none")
    func logits() throws {
        let linear = try Plan(GraphSketch.linear())
        #expect(linear.logits == "fc8" && linear.logitsNode == "fc8" && linear.endsInSoftmax)
        #expect(linear.classCount == 5)
        var graph = GraphSketch.linear()
        graph.outputs = ["fc8"]
        let plain = try Plan(graph)
        #expect(plain.logits == "fc8" && !plain.endsInSoftmax)
    }

    @Test("an open batch is one picture, an open size must be given")
    func openShapes() throws {
        let plan = try Plan(GraphSketch.linear(input: [nil, 3, 12, 12]))
        #expect(plan.inputShape == [1, 3, 12, 12])
        let open = GraphSketch.linear(input: [nil, 3, nil, nil])
        #expect(throws: InferenceError.self) { try Plan(open) }
        #expect(try Plan(open, inputShape: [1, 3, 12, 12]).classCount == 5)
        #expect(throws: InferenceError.self) { try Plan(open, inputShape: [1, 4, 12, 12]) }
    }

    @Test("what reads no picture is refused with a reason")
    func refusals() throws {
        let vector = GraphSketch(input: [1, 8])
        let fc = vector.dense("fc", "x", (8, 4))
        let error = #expect(throws: InferenceError.self) { try Plan(vector.graph(outputs: [fc])) }
        #expect(error?.description.contains("1x8") == true)

        var two = GraphSketch.linear()
        two.inputs.append(.init(name: "y", shape: [1]))
        #expect(throws: InferenceError.notShowable(reason: "it has 2 inputs: \"x\", \"y\"")) {
            try Plan(two)
        }
    }

    @Test("an input that no memory holds is refused before anything is computed")
    func hugeInput() {
        let sketch = GraphSketch(input: [1, 3, 100_000, 100_000])
        let conv = sketch.convolution("conv", "x", (3, 4))
        let error = #expect(throws: InferenceError.self) {
            try Plan(sketch.classifying(conv, channels: 4))
        }
        #expect(error?.description.contains("too large (1x3x100000x100000)") == true)
    }

    @Test("a network that answers every label by itself has no classes", arguments: [true, false])
    func sigmoid(isFused: Bool) throws {
        let sketch = GraphSketch()
        let pooled = sketch.add("pool", GlobalAveragePool(), ["x"])
        let logits = sketch.dense("fc", sketch.add("flat", Flatten(), [pooled]), (3, 5))
        let answer = sketch.activation("answer", logits, .sigmoid)
        let plan = try Plan(sketch.graph(outputs: [answer]), fusion: isFused ? .full : .none)
        #expect(plan.classCount == 0 && plan.whyNoClasses?.contains("ends in a sigmoid") == true)
    }

    @Test("a value that nobody makes is named with its reader")
    func missingValue() {
        var graph = GraphSketch.linear()
        graph.nodes[0].inputs[0] = "nothing"
        #expect(throws: InferenceError.missingValue(name: "nothing", node: "conv1_1")) { try Plan(graph) }
    }
}
