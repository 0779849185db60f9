import Tensors
import TestSupport
import Testing

@testable import Inference

@Suite("Stages of a run")
struct RunnerStagesTests {
    @Test(
        "every layer is handed out as a run of one picture has it", arguments: SketchedNetwork.allCases,
        [1, 3])
    func after(network: SketchedNetwork, count: Int) throws {
        let plan = try Plan(network.graph)
        let runner = Runner(plan)
        let pictures = Tensor.random([count, 3, 12, 12], seed: 5)
        let found = try stages(of: pictures, plan, runner)
        for index in 0..<count {
            let alone = try runner.run(pictures.slice(index..<index + 1))
            for layer in plan.layers {
                let maps = try #require(found[.layer(layer.id, .after)]?[index])
                #expect(Tolerance.close.mismatch(maps, alone.maps(of: layer)) == nil, "\(layer.name)")
            }
            let logits = try #require(found[.logits]?[index])
            #expect(Tolerance.close.mismatch(logits.reshaped([5]), alone.logits) == nil)
        }
    }

    @Test(
        "before its activation a layer has what the file's node before it gives",
        arguments: SketchedNetwork.allCases)
    func before(network: SketchedNetwork) throws {
        let plan = try Plan(network.graph)
        let pictures = Tensor.random([2, 3, 12, 12], seed: 6)
        let found = try stages(of: pictures, plan, Runner(plan))
        let whole = try Plan(network.graph, fusion: .none)
        let single = try Runner(whole).run(pictures.slice(1..<2))
        for layer in plan.layers where layer.linear == .fused {
            let maker = try #require(network.graph.nodes.first { $0.outputs.contains(layer.value) })
            let linear = try #require(single.tensor(maker.inputs[0]))
            let maps = try #require(found[.layer(layer.id, .before)]?[1])
            #expect(Tolerance.close.mismatch(maps, linear.reshaped(layer.shape)) == nil, "\(layer.name)")
        }
        for layer in plan.layers where layer.linear == .shown {
            #expect(found[.layer(layer.id, .before)] == nil)
        }
    }

    @Test("pictures that the file mixes are run one by one")
    func mixed() throws {
        let sketch = GraphSketch()
        let value = sketch.convolution("conv", "x", (3, 6))
        let mean = sketch.add("mean", Reduce(.mean, axes: [0, 1, 2, 3]), [value])
        let scaled = sketch.add("scaled", ElementwiseBinary(.multiply), [value, mean])
        let plan = try Plan(sketch.classifying(scaled, channels: 6))
        let runner = Runner(plan)
        let pictures = Tensor.random([3, 3, 12, 12], seed: 7)
        let found = try stages(of: pictures, plan, runner)
        for index in 0..<3 {
            let alone = try runner.run(pictures.slice(index..<index + 1)).logits
            #expect(
                Tolerance.close.mismatch(try #require(found[.logits]?[index]).reshaped([5]), alone) == nil)
        }
    }

    @Test("a stale run is given up")
    func staleness() throws {
        let runner = Runner(try Plan(GraphSketch.linear()))
        #expect(throws: InferenceError.stale) {
            try runner.visitStages(of: .random([1, 3, 12, 12]), [.logits], isStale: { true }) { _, _, _ in }
        }
    }

    @Test("silenced channels are zero for whoever reads them", arguments: [1, 3])
    func silencing(count: Int) throws {
        let silent: Set = [1, 4]
        let plain = try Plan(Self.twoLayers(mask: nil))
        let masked = try Plan(Self.twoLayers(mask: (0..<6).map { silent.contains($0) ? 0 : 1 }))
        let pictures = Tensor.random([count, 3, 12, 12], seed: 8)
        let layer = try #require(plain.layers.first)
        let found = try Runner(plain).logits(batch: pictures, silencing: [[], silent], of: layer)
        #expect(Tolerance.close.mismatch(found[0], try Runner(plain).logits(batch: pictures)) == nil)
        #expect(Tolerance.close.mismatch(found[1], try Runner(masked).logits(batch: pictures)) == nil)
        #expect(Tolerance.close.mismatch(found[0], found[1]) != nil)
    }

    /// Two convolutions; between them a mask a channel, if there is one.
    private static func twoLayers(mask: [Float]?) -> Graph {
        let sketch = GraphSketch()
        var value = sketch.convolution("first", "x", (3, 6))
        value = sketch.add("bent", Activation(.relu), [value])
        if let mask {
            sketch.constant("mask", Tensor(shape: [1, 6, 1, 1], values: mask))
            value = sketch.add("masked", ElementwiseBinary(.multiply), [value, "mask"])
        }
        value = sketch.convolution("second", value, (6, 6))
        return sketch.classifying(value, channels: 6)
    }

    /// What is handed out, `[channels, height, width]` for every picture.
    private func stages(
        of pictures: Tensor, _ plan: Plan, _ runner: Runner
    ) throws -> [RunStage: [Int: Tensor]] {
        var found: [RunStage: [Int: Tensor]] = [:]
        let layers = plan.layers.flatMap { layer in LayerSide.allCases.map { RunStage.layer(layer.id, $0) } }
        try runner.visitStages(of: pictures, Set(layers + [.logits])) { stage, values, first in
            for index in 0..<values.count {
                let length = values.channels * values.pixels
                let part = Tensor(
                    shape: [length], values: values.tensor.values[index * length..<(index + 1) * length])
                let extent = Self.extent(of: stage, plan)
                found[stage, default: [:]][first + index] =
                    values.isChannelsLast
                    ? part.reshaped([1, extent[1], extent[2], extent[0]]).channelsMovedFirst().reshaped(
                        extent)
                    : part.reshaped(extent)
            }
        }
        return found
    }

    private static func extent(of stage: RunStage, _ plan: Plan) -> [Int] {
        switch stage {
        case .layer(let id, _): plan.layers[id].shape
        case .pool(let value): plan.operations.first { $0.source == .pool(value) }?.shape ?? []
        case .logits: [plan.classCount, 1, 1]
        }
    }
}
