import Tensors
import TestSupport
import Testing

@testable import Inference

/// The way back through small networks, against the change of the logits when the maps change.
@Suite("GradientRun")
struct GradientRunTests {
    private func seeds(_ numbers: [Float]) -> Tensor { Tensor(shape: [numbers.count], values: numbers) }

    @Test("Several logits at once are the sum of each by itself", arguments: SketchedNetwork.allCases)
    func isLinear(network: SketchedNetwork) throws {
        let plan = try Plan(network.graph)
        let activations = try Runner(plan).run(picture())
        let layer = try #require(plan.lastMaps)
        let both = try activations.gradient(of: seeds([0, 2, 0, -1, 0]), at: layer)
        let one = try activations.gradient(of: seeds([0, 1, 0, 0, 0]), at: layer)
        let other = try activations.gradient(of: seeds([0, 0, 0, 1, 0]), at: layer)
        let expected = zip(one.values, other.values).map { 2 * $0 - $1 }
        #expect(Tolerance.close.mismatch(both.values, expected) == nil)
        #expect(both.values.contains { $0 != 0 })
    }

    @Test("An unfused plan has the gradients of a fused one", arguments: SketchedNetwork.allCases)
    func fusionChangesNothing(network: SketchedNetwork) throws {
        let (fused, plain) = (try Plan(network.graph), try Plan(network.graph, fusion: .none))
        let (left, right) = (try Runner(fused).run(picture()), try Runner(plain).run(picture()))
        for layer in fused.layers where fused.leadsToLogits(layer) {
            let one = try left.gradient(of: seeds([1, 0, 0, 0, 0]), at: layer)
            let other = try right.gradient(of: seeds([1, 0, 0, 0, 0]), at: layer)
            #expect(Tolerance.close.mismatch(one, other) == nil, "\(layer.name)")
        }
    }

    @Test("The last maps are the join that ends a block, or the last convolution before the dense layers")
    func lastMaps() throws {
        #expect(try Plan(GraphSketch.residual()).lastMaps?.kind == .join)
        #expect(try Plan(GraphSketch.inception()).lastMaps?.node == "last")
        #expect(try Plan(GraphSketch.linear()).lastMaps?.node == "conv2_1")
    }

    @Test("A convolution that makes the logits itself is the head, not the last layer")
    func convolutionalHead() throws {
        let sketch = GraphSketch()
        let body = sketch.activation("body_relu", sketch.convolution("body", "x", (3, 6)))
        let head = sketch.convolution("head", body, (6, 5), kernel: 1)
        let pooled = sketch.add("pool", GlobalAveragePool(), [head])
        let plan = try Plan(sketch.graph(outputs: [sketch.add("flat", Flatten(), [pooled])]))
        #expect(plan.lastMaps?.node == "body")
    }

    @Test("An operator without a gradient is named with its node")
    func namesWhatIsMissing() throws {
        let sketch = GraphSketch()
        let body = sketch.activation("body_relu", sketch.convolution("body", "x", (3, 6)))
        let hard = sketch.add("hard", Hardmax(axis: 1), [body])
        let plan = try Plan(sketch.classifying(hard, channels: 6))
        let activations = try Runner(plan).run(picture())
        let layer = try #require(plan.layers.first)
        let error = #expect(throws: InferenceError.self) {
            try activations.gradient(of: seeds([1, 0, 0, 0, 0]), at: layer)
        }
        #expect(
            error?.description
                == "Grad-CAM needs the gradient of Hardmax (node \"hard\"), which is not there.")
    }

    @Test("The work is given up when it is stale")
    func givesUp() throws {
        let plan = try Plan(GraphSketch.residual())
        let activations = try Runner(plan).run(picture())
        let layer = try #require(plan.lastMaps)
        #expect(throws: InferenceError.stale) {
            try activations.gradient(of: seeds([1, 0, 0, 0, 0]), at: layer, isStale: { true })
        }
    }

    @Test("Runs of a changed part serve as well as runs of the whole")
    func incrementalRuns() throws {
        let plan = try Plan(GraphSketch.residual())
        let runner = Runner(plan)
        let base = try runner.run(picture())
        var changed = picture()
        for row in 3..<7 { for column in 2..<6 { changed[0, 1, row, column] = 0 } }
        let (part, whole) = (try runner.run(changed, since: base), try runner.run(changed))
        let layer = try #require(plan.layers.first)
        let seeds = seeds([0, 0, 1, 0, 0])
        #expect(
            Tolerance.close.mismatch(
                try part.gradient(of: seeds, at: layer), try whole.gradient(of: seeds, at: layer)) == nil)
    }
}
