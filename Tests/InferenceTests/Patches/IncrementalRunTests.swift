import Tensors
import TestSupport
import Testing

@testable import Inference

@Suite("IncrementalRun")
struct IncrementalRunTests {
    /// The same bits, but where tiles of Winograd's algorithm lie elsewhere.
    private func tolerance(of plan: Plan) -> Tolerance {
        let usesTiles = plan.program.nodes.contains { ($0.operation as? Convolution)?.granularity == 4 }
        return usesTiles ? .close : .exact
    }

    @Test("a run of the changed parts gives what a run of the whole does, in every value", arguments: 1...24)
    func everyValue(seed: Int) throws {
        let network = RandomNetwork.graph(seed: UInt64(seed))
        let plan = try Plan(network.graph)
        let runner = Runner(plan, workers: Workers(count: seed % 3 + 1))
        let picture = Tensor.random([1, 3, network.height, network.width], seed: 9)
        let base = try runner.run(picture)
        // The third mask meets the memory that the first has left.
        for mask in masks(seed: seed, height: network.height, width: network.width) {
            let masked = mask.applied(to: picture)
            let whole = try runner.run(masked)
            let parts = try runner.run(masked, since: base)
            for name in whole.valueNames {
                let (part, all) = (try #require(parts.tensor(name)), try #require(whole.tensor(name)))
                let mismatch = tolerance(of: plan).mismatch(part, all)
                #expect(mismatch == nil, "\(name) under \(mask.boxes)")
            }
        }
    }

    @Test("a pool of masked pictures gives what each of them alone does", arguments: 1...20)
    func pool(seed: Int) throws {
        let network = RandomNetwork.graph(seed: UInt64(seed))
        let plan = try Plan(network.graph)
        let runner = Runner(plan)
        let picture = Tensor.random([1, 3, network.height, network.width], seed: 5)
        let base = try runner.run(picture)
        let pictures =
            masks(seed: seed, height: network.height, width: network.width)
            .map { $0.applied(to: picture) } + [picture]
        let batch = Tensor(
            shape: [pictures.count] + picture.shape.dropFirst(), values: pictures.flatMap(\.values))
        let logits = try runner.logits(batch: batch, since: base)
        for (index, picture) in pictures.enumerated() {
            let alone = try runner.run(picture).logits
            let mismatch = tolerance(of: plan).mismatch(logits.slice(index..<index + 1).reshaped([5]), alone)
            #expect(mismatch == nil, "picture \(index)")
        }
    }

    @Test("the same picture again is the base itself")
    func unchanged() throws {
        let runner = Runner(try Plan(GraphSketch.residual()))
        let picture = Tensor.random([1, 3, 12, 12])
        let base = try runner.run(picture)
        let again = try runner.run(picture, since: base)
        #expect(base.valueNames.allSatisfy { again.value($0) == base.value($0) })
    }

    @Test("a small mask leaves most of the work out")
    func workIsLeftOut() throws {
        let sketch = GraphSketch(input: [1, 3, 64, 64])
        let first = sketch.convolution("first", "x", (3, 8))
        let plan = try Plan(sketch.classifying(sketch.convolution("second", first, (8, 8)), channels: 8))
        let picture = Tensor.random([1, 3, 64, 64])
        let base = try Runner(plan).run(picture)
        let mask = RandomMask(boxes: [PixelBox(x: 10, y: 20, width: 4, height: 6)])
        var run = IncrementalRun(
            [.rowMajor(.float(mask.applied(to: picture)))], since: base, on: Workers(count: 1))
        try run.run(plan.program.single, keepsAll: true) { false }
        let slot = try #require(plan.program.slots["second"])
        guard case .parts(let patches) = run.change(of: slot) else {
            Issue.record("computed as a whole")
            return
        }
        #expect(patches.changed == [PixelBox(x: 8, y: 18, width: 8, height: 10)])
    }

    @Test("a network that is fed its channels last runs in parts too")
    func channelsLast() throws {
        let sketch = GraphSketch(input: [1, 40, 36, 3])
        let transposed = sketch.add("transposed", Transpose(permutation: [0, 3, 1, 2]), ["x"])
        let value = sketch.convolution("conv", transposed, (3, 8))
        let plan = try Plan(sketch.classifying(sketch.activation("relu", value), channels: 8))
        let runner = Runner(plan)
        let picture = Tensor.random([1, 40, 36, 3])
        let base = try runner.run(picture)
        var masked = picture
        for y in 5..<9 { for x in 30..<36 { masked[0, y, x, 1] = 0 } }
        let parts = try runner.run(masked, since: base)
        let whole = try runner.run(masked)
        for name in whole.valueNames { #expect(parts.value(name) == whole.value(name), "\(name)") }
        #expect(parts.value("x") == whole.value("x"))
        var run = IncrementalRun([.rowMajor(.float(masked))], since: base, on: Workers(count: 1))
        try run.run(plan.program.single, keepsAll: true) { false }
        guard case .parts = run.change(of: try #require(plan.program.slots["relu"])) else {
            Issue.record("computed as a whole")
            return
        }
    }

    @Test(
        "a constant picture is cut like the maps that it meets",
        arguments: [
            [1, 3, 20, 30], [3, 20, 30], [1, 1, 20, 30], [20, 30], [30], [20, 1], [3, 1, 1], [1],
        ])
    func constantPicture(shape: [Int]) throws {
        let sketch = GraphSketch(input: [1, 3, 20, 30])
        sketch.weights("mean", shape)
        let value = sketch.add("sub", ElementwiseBinary(.subtract), ["x", "mean"])
        let plan = try Plan(sketch.classifying(sketch.convolution("conv", value, (3, 8)), channels: 8))
        try expectSame(
            plan, picture: .random([1, 3, 20, 30]), boxes: [PixelBox(x: 4, y: 5, width: 1, height: 1)])
    }

    @Test("tiles that reach beyond narrow maps are not taken for their padding")
    func narrowMaps() throws {
        let sketch = GraphSketch(input: [1, 3, 40, 7])
        let wide = sketch.convolution("wide", "x", (3, 16), kernel: 1)
        let value = sketch.convolution("conv", wide, (16, 16))
        let window = Window(kernel: [2, 2], strides: [2, 2], pads: [0, 0, 0, 1])
        let pooled = sketch.add("max", MaxPool(window: window), [value])
        let plan = try Plan(sketch.classifying(pooled, channels: 16))
        #expect(tolerance(of: plan) == .close)
        try expectSame(
            plan, picture: .random([1, 3, 40, 7]), boxes: [PixelBox(x: 1, y: 13, width: 5, height: 1)])
    }

    @Test("windows that see nothing but padding have one result in parts and in the whole")
    func windowsInPadding() throws {
        let sketch = GraphSketch(input: [1, 3, 40, 30])
        let pooled = sketch.add("max", MaxPool(window: Window(kernel: [2, 2], pads: [0, 0, 3, 3])), ["x"])
        let clipped = sketch.activation("clip", pooled, .clip(minimum: -1, maximum: 1))
        let plan = try Plan(sketch.classifying(clipped, channels: 3))
        // The second rectangle is made as high as the first, and moved up to end with the map.
        try expectSame(
            plan, picture: .random([1, 3, 40, 30]),
            boxes: [
                PixelBox(x: 3, y: 2, width: 4, height: 8), PixelBox(x: 20, y: 39, width: 4, height: 1),
            ])
    }

    /// Every value of a run of the changed parts is what a run of the whole has.
    private func expectSame(_ plan: Plan, picture: Tensor, boxes: [PixelBox]) throws {
        let runner = Runner(plan)
        let masked = RandomMask(boxes: boxes).applied(to: picture)
        let parts = try runner.run(masked, since: try runner.run(picture))
        let whole = try runner.run(masked)
        for name in whole.valueNames {
            let (part, all) = (try #require(parts.tensor(name)), try #require(whole.tensor(name)))
            #expect(tolerance(of: plan).mismatch(part, all) == nil, "\(name)")
        }
    }

    @Test("a stale run is given up")
    func stale() throws {
        let runner = Runner(try Plan(GraphSketch.residual()))
        let picture = Tensor.random([1, 3, 12, 12])
        let base = try runner.run(picture)
        #expect(throws: InferenceError.stale) {
            try runner.run(Tensor.random([1, 3, 12, 12], seed: 2), since: base, isStale: { true })
        }
    }

    /// One pixel, a rectangle anywhere, one at a border, two far apart, and everything.
    private func masks(seed: Int, height: Int, width: Int) -> [RandomMask] {
        var random = SplitMix(seed: UInt64(seed) &* 77)
        func box() -> PixelBox {
            let (w, h) = (random.number(1...9), random.number(1...9))
            return PixelBox(
                x: random.number(0...width - w), y: random.number(0...height - h), width: w, height: h)
        }
        let pixel = PixelBox(
            x: random.number(0...width - 1), y: random.number(0...height - 1), width: 1, height: 1)
        return [
            RandomMask(boxes: [box()]), RandomMask(boxes: [pixel]), RandomMask(boxes: [box()]),
            RandomMask(boxes: [PixelBox(x: width - 5, y: 0, width: 5, height: 3)]),
            RandomMask(boxes: [
                PixelBox(x: 0, y: 0, width: 2, height: 2),
                PixelBox(x: width - 3, y: height - 2, width: 3, height: 2),
            ]),
            RandomMask(boxes: [box(), box(), box(), box(), box(), box()]),
            RandomMask(boxes: [PixelBox(x: 0, y: 0, width: width, height: height)]),
        ]
    }
}

/// Rectangles of a picture that are set to 0.25.
struct RandomMask {
    let boxes: [PixelBox]

    /// - Parameter picture: `[1, channels, height, width]`.
    func applied(to picture: Tensor) -> Tensor {
        var result = picture
        for box in boxes {
            for channel in 0..<picture.shape[1] {
                for y in box.rows { for x in box.columns { result[0, channel, y, x] = 0.25 } }
            }
        }
        return result
    }
}
