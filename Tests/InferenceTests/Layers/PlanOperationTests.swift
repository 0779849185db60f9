import Tensors
import TestSupport
import Testing

@testable import Inference

@Suite("Operations of a network")
struct PlanOperationTests {
    /// What an operation is, in one line: name, shape and the names of its predecessors.
    private func lines(_ graph: Graph, fusion: Plan.Fusion = .full) throws -> [String] {
        let plan = try Plan(graph, fusion: fusion)
        func name(_ operation: PlanOperation) -> String {
            switch operation.source {
            case .input: "input"
            case .layer(let id, .before): plan.layers[id].name + " before"
            case .layer(let id, .after): plan.layers[id].name
            case .pool(let value): "pool \(value)"
            case .logits: "logits"
            }
        }
        #expect(plan.operations.map(\.id) == Array(plan.operations.indices))
        return plan.operations.map { operation in
            let predecessors = operation.predecessors.map { name(plan.operations[$0]) }
            return "\(name(operation)) \(operation.shape) <- \(predecessors.joined(separator: ", "))"
        }
    }

    @Test(
        "of a line of layers: each on both sides of its activation, the pools, the logits",
        arguments: [Plan.Fusion.full, .none])
    func linear(fusion: Plan.Fusion) throws {
        #expect(
            try lines(GraphSketch.linear(), fusion: fusion) == [
                "input [3, 12, 12] <- ",
                "conv1_1 before [8, 12, 12] <- input",
                "conv1_1 [8, 12, 12] <- conv1_1 before",
                "conv1_2 before [8, 12, 12] <- conv1_1",
                "conv1_2 [8, 12, 12] <- conv1_2 before",
                "pool pool1 [8, 6, 6] <- conv1_2",
                "conv2_1 before [12, 6, 6] <- pool pool1",
                "conv2_1 [12, 6, 6] <- conv2_1 before",
                "fc6 before [20, 1, 1] <- conv2_1",
                "fc6 [20, 1, 1] <- fc6 before",
                "fc7 before [10, 1, 1] <- fc6",
                "fc7 [10, 1, 1] <- fc7 before",
                "logits [5, 1, 1] <- fc7",
            ])
    }

    @Test(
        "of a residual block: the sum has both branches, what has no activation one side only",
        arguments: [Plan.Fusion.full, .none])
    func residual(fusion: Plan.Fusion) throws {
        #expect(
            try lines(GraphSketch.residual(), fusion: fusion) == [
                "input [3, 12, 12] <- ",
                "stem before [8, 12, 12] <- input",
                "stem [8, 12, 12] <- stem before",
                "a before [16, 6, 6] <- stem",
                "a [16, 6, 6] <- a before",
                "b [16, 6, 6] <- a",
                "short [16, 6, 6] <- stem",
                "sum before [16, 6, 6] <- b, short",
                "sum [16, 6, 6] <- sum before",
                "pool pool [16, 1, 1] <- sum",
                "logits [5, 1, 1] <- pool pool",
            ])
    }

    @Test("of branches that are concatenated: a pool in a branch reaches the join itself")
    func inception() throws {
        let found = try lines(GraphSketch.inception())
        #expect(found.contains("pool pool3 [8, 12, 12] <- stem"))
        #expect(found.contains("join [18, 12, 12] <- one, three, pool pool3"))
        #expect(found.contains("reduce before [4, 12, 12] <- stem"))
        #expect(found.contains("last before [7, 12, 12] <- join"))
    }

    @Test("the pool of a gate is none: it belongs to the layer that it scales")
    func gates() throws {
        let sketch = GraphSketch()
        let conv = sketch.activation("relu", sketch.convolution("conv", "x", (3, 4)))
        let squeezed = sketch.add("squeeze", GlobalAveragePool(), [conv])
        let gate = sketch.activation(
            "gate", sketch.convolution("excite", squeezed, (4, 4), kernel: 1), .sigmoid)
        let scaled = sketch.add("scale", ElementwiseBinary(.multiply), [conv, gate])
        let found = try lines(sketch.classifying(scaled, channels: 4))
        #expect(!found.contains { $0.contains("squeeze") || $0.contains("excite") })
        #expect(found.contains("pool pool [4, 1, 1] <- conv"))
    }

    @Test(
        "whoever only gives another's shape does not reach what is formed by it",
        arguments: [Plan.Fusion.full, .none])
    func shapes(fusion: Plan.Fusion) throws {
        let sketch = GraphSketch()
        let conv = sketch.activation("relu", sketch.convolution("conv", "x", (3, 4)))
        let shape = sketch.add("shape", Shape(), ["x"])
        let batch = sketch.add(
            "batch", Gather(axis: 0), [shape, sketch.integers("zero", [0], isScalar: true)])
        let row = sketch.add("row", Unsqueeze(axes: [0]), [batch])
        let target = sketch.add("target", Concat(axis: 0), [row, sketch.integers("rest", [-1])])
        let flat = sketch.add("flat", Reshape(), [conv, target])
        let graph = sketch.graph(outputs: [sketch.dense("fc", flat, (4 * 144, 5))])
        #expect(try lines(graph, fusion: fusion).last == "logits [5, 1, 1] <- conv")
    }

    @Test("a mean over all pixels is a pool, whatever the file calls it")
    func reductions() throws {
        let sketch = GraphSketch()
        let conv = sketch.activation("relu", sketch.convolution("conv", "x", (3, 4)))
        let mean = sketch.add("mean", Reduce(.mean, axes: [2, 3]), [conv])
        let flat = sketch.add("flat", Flatten(), [mean])
        let graph = sketch.graph(outputs: [sketch.dense("fc", flat, (4, 5))])
        let found = try lines(graph)
        #expect(found.contains("pool mean [4, 1, 1] <- conv"))
        #expect(found.last == "logits [5, 1, 1] <- pool mean")
    }

    @Test("a pool that gives the logits themselves is there once, as logits")
    func poolOfLogits() throws {
        let sketch = GraphSketch()
        let value = sketch.activation("relu", sketch.convolution("classes", "x", (3, 5), kernel: 1))
        let pooled = sketch.add("pool", GlobalAveragePool(), [value])
        let flat = sketch.add("flat", Flatten(), [pooled])
        let graph = sketch.graph(outputs: [sketch.add("prob", Softmax(), [flat])])
        #expect(
            try lines(graph) == [
                "input [3, 12, 12] <- ",
                "classes before [5, 12, 12] <- input",
                "classes [5, 12, 12] <- classes before",
                "logits [5, 1, 1] <- classes",
            ])
    }

    @Test(
        "a pool is handed out as the file's node gives it",
        arguments: [(SketchedNetwork.linear, "pool1"), (.inception, "pool3"), (.residual, "pool")])
    func poolValues(network: SketchedNetwork, value: String) throws {
        let plan = try Plan(network.graph)
        let pictures = Tensor.random([2, 3, 12, 12], seed: 9)
        let operation = try #require(plan.operations.first { $0.source == .pool(value) })
        var found: [Tensor] = []
        try Runner(plan).visitStages(of: pictures, [.pool(value)]) { _, values, _ in
            let shape = [values.count] + operation.shape
            found.append(
                values.isChannelsLast
                    ? values.tensor.reshaped([shape[0], shape[2], shape[3], shape[1]]).channelsMovedFirst()
                    : values.tensor.reshaped(shape))
        }
        let whole = Runner(try Plan(network.graph, fusion: .none))
        for index in 0..<2 {
            let expected = try #require(try whole.run(pictures.slice(index..<index + 1)).tensor(value))
            let own = found.count == 1 ? found[0].slice(index..<index + 1) : found[index]
            #expect(Tolerance.close.mismatch(own, expected.reshaped(own.shape)) == nil)
        }
    }
}
