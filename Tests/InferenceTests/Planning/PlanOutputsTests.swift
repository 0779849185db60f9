import Tensors
import TestSupport
import Testing

@testable import Inference

@Suite("What a network gives") struct PlanOutputsTests {
    /// A convolution, then one that ends in `function`.
    private func twoConvolutions(_ function: Activation.Function, channels: Int) -> Graph {
        let sketch = GraphSketch()
        let hidden = sketch.activation("relu", sketch.convolution("code", "x", (3, 4)))
        let last = sketch.convolution("picture", hidden, (4, channels))
        return sketch.graph(outputs: [sketch.activation("out", last, function)])
    }

    @Test("a network that makes pictures has no classes, and all its layers are columns")
    func pictures() throws {
        let plan = try Plan(twoConvolutions(.sigmoid, channels: 3))
        #expect(plan.classCount == 0 && plan.logits == nil && plan.logitsNode == nil)
        #expect(plan.layers.map(\.node) == ["code", "picture"])
        #expect(plan.outputs == [Plan.Output(name: "out", shape: [1, 3, 12, 12])])
        #expect(
            plan.whyNoClasses == "This network gives no class probabilities: its output is 3 x 12 x 12.")
        let picture = try #require(plan.pictureOutput)
        #expect(picture.form.channels == 3 && picture.form.width == 12 && !picture.form.hasChannelsLast)
        #expect(try Plan(twoConvolutions(.relu, channels: 4)).pictureOutput == nil)
    }

    @Test("runs have no logits, but everything else, and bad numbers are found in the outputs")
    func runs() throws {
        let plan = try Plan(twoConvolutions(.sigmoid, channels: 3))
        let runner = Runner(plan)
        let input = Tensor.random([1, 3, 12, 12])
        let run = try runner.run(input)
        #expect(run.logits.shape == [0] && run.probabilities.isEmpty)
        #expect(run.tensor("out")?.shape == [1, 3, 12, 12] && run.areResultsFinite)
        #expect(try runner.logits(batch: .random([3, 3, 12, 12])).shape == [3, 0])
        let broken = try runner.run(Tensor(shape: [1, 3, 12, 12], repeating: .nan))
        #expect(!broken.areResultsFinite)
        #expect(plan.lastMaps == nil && !plan.leadsToLogits(plan.layers[0]))
    }

    @Test("what an output adds to the last layer is a column of its own, and only that")
    func columns() throws {
        let sketch = GraphSketch()
        let code = sketch.activation("relu", sketch.convolution("code", "x", (3, 12)))
        let fine = sketch.add("fine", DepthToSpace(blockSize: 2), [code])
        let residual = sketch.add("residual", ElementwiseBinary(.subtract), ["x", code4(sketch, code)])
        let flat = sketch.add("flat", Squeeze(axes: [0]), [fine])
        let last = sketch.add("last", Transpose(permutation: [0, 2, 3, 1]), [code])
        let plan = try Plan(sketch.graph(outputs: [fine, residual, flat, last]))
        #expect(
            plan.layers.map { "\($0.name) \($0.kindWord) \($0.value) \($0.shape) \($0.predecessors)" } == [
                "code convolution relu [12, 12, 12] []", "code4 convolution code4 [3, 12, 12] [0]",
                "fine output fine [3, 24, 24] [0]", "residual output residual [3, 12, 12] [1]",
            ])
        let run = try Runner(plan).run(.random([1, 3, 12, 12]))
        #expect(run.maps(of: plan.layers[2]).values == run.tensor("fine")?.values)
        #expect(run.mapsWithChannelsLast(of: plan.layers[3]).shape == [12, 12, 3])
        let corner = PixelBox(x: 23, y: 23, width: 1, height: 1)
        #expect(
            plan.receptiveField(of: corner, in: plan.layers[2], at: nil)
                == PixelBox(x: 10, y: 10, width: 2, height: 2))
    }

    private func code4(_ sketch: GraphSketch, _ value: String) -> String {
        sketch.convolution("code4", value, (12, 3))
    }

    @Test("the last step tells between which values a picture lies")
    func bounds() throws {
        #expect(try Plan(twoConvolutions(.sigmoid, channels: 3)).pictureOutput?.bounds == 0...1)
        #expect(try Plan(twoConvolutions(.tanh, channels: 1)).pictureOutput?.bounds == -1...1)
        let clip = Activation.Function.clip(minimum: 0, maximum: 255)
        #expect(try Plan(twoConvolutions(clip, channels: 3)).pictureOutput?.bounds == 0...255)
        #expect(try Plan(twoConvolutions(.relu, channels: 3)).pictureOutput?.bounds == nil)
    }

    @Test("a vector beside a picture is its code; with a softmax it is an answer")
    func codes() throws {
        for hasSoftmax in [false, true] {
            let sketch = GraphSketch()
            let maps = sketch.convolution("maps", "x", (3, 3))
            let pooled = sketch.add("flat", Flatten(), [sketch.add("pool", GlobalAveragePool(), [maps])])
            let code = sketch.dense("code", pooled, (3, 6))
            let vector = hasSoftmax ? sketch.add("prob", Softmax(), [code]) : code
            let plan = try Plan(sketch.graph(outputs: [vector, maps]))
            #expect(plan.classCount == (hasSoftmax ? 6 : 0))
            guard !hasSoftmax else { continue }
            let words = "its outputs are \"code\" (6), \"maps\" (3 x 12 x 12)"
            #expect(plan.whyNoClasses == "This network gives no class probabilities: \(words).")
            #expect(plan.layers.map(\.node) == ["maps", "code"])
            #expect(plan.pictureOutput?.output.name == "maps")
        }
    }

    @Test("means of joined maps are features, unless somebody says that they are classes")
    func features() throws {
        let sketch = GraphSketch()
        let stem = sketch.activation("stem_relu", sketch.convolution("stem", "x", (3, 6)))
        let sum = sketch.add(
            "sum", ElementwiseBinary(.add), [stem, sketch.convolution("a", stem, (6, 6))])
        let pooled = sketch.add("pool", GlobalAveragePool(), [sketch.activation("sum_relu", sum)])
        let graph = sketch.graph(outputs: [sketch.add("flat", Flatten(), [pooled])])
        let plan = try Plan(graph)
        #expect(plan.classCount == 0)
        #expect(plan.whyNoClasses?.contains("its output is 6, the means of its last maps") == true)
        #expect(try Plan(graph, reading: .classes).classCount == 6)
        #expect(try Plan(GraphSketch.residual(), reading: .noClasses).classCount == 0)
    }

    @Test("yes or no to every label, and one number, are no class probabilities")
    func otherAnswers() throws {
        func plan(outputs: Int) throws -> Plan {
            let sketch = GraphSketch()
            let pooled = sketch.add("pool", GlobalAveragePool(), ["x"])
            let fc = sketch.dense("fc", sketch.add("flat", Flatten(), [pooled]), (3, outputs))
            return try Plan(sketch.graph(outputs: [sketch.activation("out", fc, .sigmoid)]))
        }
        #expect(try plan(outputs: 5).whyNoClasses?.contains("yes or no to every label") == true)
        #expect(try plan(outputs: 1).whyNoClasses?.hasSuffix("its output is one number.") == true)
        #expect(try plan(outputs: 5).classCount == 0)
    }

    @Test("a picture is read off its shape, with its channels first or last")
    func forms() {
        #expect(PictureForm([1, 3, 8, 6]).map { [$0.channels, $0.height, $0.width] } == [3, 8, 6])
        #expect(PictureForm([1, 8, 6, 3]).map { [$0.channels, $0.height, $0.width] } == [3, 8, 6])
        #expect(PictureForm([1, 8, 6]).map { [$0.channels, $0.height, $0.width] } == [1, 8, 6])
        #expect(PictureForm([1, 8, 6, 3])?.hasChannelsLast == true)
        for shape in [[1, 21, 8, 6], [2, 3, 8, 6], [1, 3, 1, 1], [1, 10], [1, 3, 4, 8, 6]] {
            #expect(PictureForm(shape) == nil)
        }
    }
}
