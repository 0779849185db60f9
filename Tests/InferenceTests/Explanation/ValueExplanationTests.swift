import Inference
import Tensors
import TestSupport
import Testing

@Suite struct ValueExplanationTests {
    @Test("What is explained gives the run's value")
    func randomNetworks() throws {
        var (weighted, pooled, combined) = (0, 0, 0)
        for explanation in try (1...40).flatMap(explanations) {
            switch explanation.origin {
            case .weighted: weighted += 1
            case .pooled: pooled += 1
            case .combined: combined += 1
            case .input, .handedOn, .unexplained: break
            }
        }
        // What is not explained gives its value, too: each network has three of its classes and of its last pool.
        #expect(weighted >= 160 && pooled >= 100 && combined >= 9, "\(weighted), \(pooled), \(combined)")
    }

    /// Three of each operation of a random network, compared with the run.
    private func explanations(seed: Int) throws -> [ValueExplanation] {
        let network = RandomNetwork.graph(seed: UInt64(seed))
        let plan = try Plan(network.graph)
        let picture = Tensor.random([1, 3, network.height, network.width], seed: UInt64(seed))
        let activations = try Runner(plan).run(picture)
        var random = SplitMix(seed: UInt64(seed))
        var result: [ValueExplanation] = []
        for operation in plan.operations {
            guard let value = value(of: operation, in: plan) else { continue }
            for _ in 0..<3 {
                let shape = operation.shape
                let place = MapPlace(value: value, channel: random.number(0...shape[0] - 1)).pixel(
                    x: random.number(0...shape[2] - 1), y: random.number(0...shape[1] - 1))
                let explanation = try #require(activations.explanation(of: place))
                #expect(explanation.value == activations.value(at: place))
                let distance = abs(explanation.result - explanation.value)
                #expect(distance <= 2e-4 * magnitude(of: explanation), "\(value): \(explanation.origin)")
                try expectPlaces(of: explanation, in: activations)
                result.append(explanation)
            }
        }
        return result
    }

    private func value(of operation: PlanOperation, in plan: Plan) -> String? {
        switch operation.source {
        case .input: plan.inputName
        case .layer(let id, .after): plan.layers[id].value
        case .layer: nil
        case .pool(let value): value
        case .logits: plan.logits
        }
    }

    /// How large the numbers are that are summed.
    private func magnitude(of explanation: ValueExplanation) -> Float {
        var size = max(1, abs(explanation.value))
        if case .weighted(let sum) = explanation.origin {
            for part in sum.parts {
                for (value, weight) in zip(part.patch, part.kernel) { size += abs((value ?? 0) * weight) }
            }
        }
        for step in explanation.steps {
            if case .batchNormalization(let scale, _) = step.kind { size *= max(1, abs(scale)) }
        }
        return size
    }

    /// The numbers of patches and windows are those of the places that they are said to be at.
    private func expectPlaces(of explanation: ValueExplanation, in activations: Activations) throws {
        switch explanation.origin {
        case .weighted(let sum):
            for (index, part) in sum.parts.enumerated() {
                for cell in part.patch.indices {
                    let place = sum.place(part: index, cell: cell)
                    #expect(place.flatMap { activations.value(at: $0) } == part.patch[cell])
                }
            }
        case .pooled(let window):
            for cell in window.values.indices {
                #expect(window.place(cell: cell).flatMap { activations.value(at: $0) } == window.values[cell])
            }
        case .combined(let combined):
            for term in combined.terms { #expect(activations.value(at: term.place) == term.value) }
        case .handedOn(let place, let value): #expect(activations.value(at: place) == value)
        case .input, .unexplained: break
        }
    }

    @Test("Parts are those of the weights before the normalisation was folded", arguments: [1, 2, 4])
    func unfoldedParts(groups: Int) throws {
        let sketch = GraphSketch()
        sketch.weights("w", [8, 4 / groups, 3, 3])
        sketch.weights("b", [8])
        let stem = sketch.activation("stem_relu", sketch.convolution("stem", "x", (3, 4)))
        let window = Window(
            kernel: [3, 3], strides: [2, 1], pads: [1, 0, 2, 3], dilations: [1, 2])
        let value = sketch.add("conv", Convolution(window: window, groups: groups), [stem, "w", "b"])
        let last = sketch.activation("relu", sketch.normalization("bn", value, 8))
        let graph = sketch.classifying(last, channels: 8)
        let plan = try Plan(graph)
        let activations = try Runner(plan).run(picture())
        let layer = try #require(plan.layers.first { $0.node == "conv" })
        let input = try #require(activations.tensor("stem_relu"))
        guard case .float(let weights)? = graph.constants["w"] else {
            Issue.record("There are no weights.")
            return
        }
        for (channel, y, x) in [(0, 0, 0), (3, 2, 5), (7, 5, 9), (5, 1, 3)] {
            let place = MapPlace(value: layer.value, channel: channel).pixel(x: x, y: y)
            let explanation = try #require(activations.explanation(of: place))
            guard case .weighted(let sum) = explanation.origin else {
                Issue.record("\(explanation.origin)")
                continue
            }
            #expect(sum.parts.count == 4 / groups && !sum.includesNormalization)
            for (index, part) in sum.parts.enumerated() {
                let from = channel / (8 / groups) * (4 / groups) + index
                #expect(part.map == MapPlace(value: "stem_relu", channel: from))
                var expected: Float = 0
                for row in 0..<3 {
                    for column in 0..<3 {
                        let (h, w) = (y * 2 - 1 + row, x + column * 2)
                        guard (0..<12).contains(h), (0..<12).contains(w) else { continue }
                        expected += input[0, from, h, w] * weights[channel, index, row, column]
                    }
                }
                #expect(abs(part.sum - expected) < 1e-5)
            }
            #expect(explanation.steps.map(\.kind).count == 2)
            #expect(explanation.steps.last?.kind == .activation("Relu"))
            #expect(abs(explanation.result - explanation.value) < 1e-4)
        }
    }

    @Test("A normalisation that makes everything 0 stays in the weights")
    func vanishingNormalization() throws {
        let sketch = GraphSketch()
        let value = sketch.normalization("bn", sketch.convolution("conv", "x", (3, 4)), 4)
        sketch.constant("bn_scale", Tensor(shape: [4], values: [0, 1, 1, 1]))
        let plan = try Plan(sketch.classifying(sketch.activation("relu", value), channels: 4))
        let activations = try Runner(plan).run(picture())
        for channel in 0...1 {
            let place = MapPlace(value: "relu", channel: channel).pixel(x: 4, y: 4)
            let explanation = try #require(activations.explanation(of: place))
            guard case .weighted(let sum) = explanation.origin else {
                Issue.record("\(explanation.origin)")
                continue
            }
            #expect(sum.includesNormalization == (channel == 0))
            #expect(abs(explanation.result - explanation.value) < 1e-4)
        }
    }

    @Test("A residual sum names its two branches, a concatenation hands on, a class is made of means of maps")
    func branches() throws {
        let residual = try Runner(Plan(GraphSketch.residual())).run(picture())
        let sum = try #require(
            residual.explanation(of: MapPlace(value: "sum_relu", channel: 3).pixel(x: 2, y: 4)))
        guard case .combined(let combined) = sum.origin else { return #expect(Bool(false), "\(sum.origin)") }
        #expect(combined.operation == "Add" && combined.terms.map(\.place.map.channel) == [3, 3])
        #expect(Set(combined.terms.map(\.place.map.value)) == ["b_bn", "short_bn"])
        #expect(sum.steps.map(\.kind) == [.activation("Relu")])

        let inception = try Runner(Plan(GraphSketch.inception())).run(picture())
        let last = try #require(
            inception.explanation(of: MapPlace(value: "last_relu", channel: 1).pixel(x: 5, y: 5)))
        guard case .weighted(let parts) = last.origin else { return #expect(Bool(false), "\(last.origin)") }
        let maps = parts.parts.map(\.map)
        #expect(maps[3] == MapPlace(value: "one_relu", channel: 3))
        #expect(maps[4] == MapPlace(value: "three_relu", channel: 0))
        #expect(maps[17] == MapPlace(value: "pool3", channel: 7))

        let answer = try #require(
            inception.explanation(of: MapPlace(value: "fc", channel: 2).pixel(x: 0, y: 0)))
        guard case .weighted(let classes) = answer.origin else {
            return #expect(Bool(false), "\(answer.origin)")
        }
        #expect(classes.kind == .dense && classes.parts.count == 7)
        #expect(inception.pooledMap(of: classes.parts[6].map) == MapPlace(value: "last_relu", channel: 6))
    }

    @Test("A flattened input is summed by map")
    func flattened() throws {
        let activations = try Runner(Plan(GraphSketch.linear())).run(picture())
        let place = MapPlace(value: "relu6", channel: 7).pixel(x: 0, y: 0)
        let explanation = try #require(activations.explanation(of: place))
        guard case .weighted(let sum) = explanation.origin else { return #expect(Bool(false)) }
        #expect(sum.parts.count == 12 && sum.rows == Array(0..<6) && sum.parts[5].patch.count == 36)
        #expect(sum.parts[5].map == MapPlace(value: "relu2_1", channel: 5))
        #expect(abs(explanation.result - explanation.value) < 1e-4)
    }

    @Test("The largest layers are explained within milliseconds")
    func cost() throws {
        let sketch = GraphSketch(input: [1, 512, 7, 7])
        let conv = sketch.activation("relu", sketch.convolution("conv", "x", (512, 512)))
        let dense = sketch.dense("fc", sketch.add("flat", Flatten(), [conv]), (25088, 256))
        let plan = try Plan(sketch.graph(outputs: [dense]))
        let activations = try Runner(plan).run(Tensor.random([1, 512, 7, 7]))
        for value in ["relu", "fc"] {
            let place = MapPlace(value: value, channel: 77).pixel(x: 0, y: 0)
            var fastest = Duration.seconds(9)
            for _ in 0..<3 {
                let start = ContinuousClock.now
                let explanation = try #require(activations.explanation(of: place))
                fastest = min(fastest, ContinuousClock.now - start)
                #expect(abs(explanation.result - explanation.value) < 1e-2)
            }
            print("explaining \(value) took \(fastest)")
            #expect(fastest < .milliseconds(400), "without optimisation")
        }
    }
}
