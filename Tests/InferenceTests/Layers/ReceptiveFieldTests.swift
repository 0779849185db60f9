import Tensors
import TestSupport
import Testing

@testable import Inference

@Suite("Receptive fields")
struct ReceptiveFieldTests {
    /// Networks that hide nothing: leaky activations and mean pools, so that every change comes through.
    private static let networks: [(name: String, graph: Graph)] = [
        ("strides, dilation and padding", windows()), ("a residual block", shortcut()),
        ("parallel branches", branches()), ("automatic padding", automaticPadding()),
        ("dense layers at every pixel", channelsLast()), ("channels that are scaled", separateChannels()),
        ("transposed convolutions", transposed()), ("interpolated pixels", interpolated()),
        ("channels that become pixels", rearranged()), ("mirrored borders", mirrored()),
    ]

    @Test("hold exactly the pixels whose change is felt", arguments: networks.indices)
    func probe(index: Int) throws {
        let plan = try Plan(Self.networks[index].graph)
        let run = try Runner(plan).run(.random(plan.inputShape))
        for layer in plan.layers {
            for earlier in [nil] + plan.layers.prefix(layer.id).map(Optional.some) {
                try probe(plan, run, layer, earlier)
            }
        }
    }

    /// Compares a few boxes of the layer with what changes when one pixel of `earlier` changes.
    private func probe(_ plan: Plan, _ run: Activations, _ layer: Layer, _ earlier: Layer?) throws {
        let source = earlier?.value ?? plan.inputName
        let felt = try changedPixels(plan, run, of: layer, byPixelsOf: source)
        let boxes = [
            PixelBox(x: 0, y: 0, width: 1, height: 1),
            PixelBox(x: layer.width - 1, y: layer.height / 2, width: 1, height: 1),
            PixelBox(x: layer.width / 2, y: layer.height / 3, width: 2, height: 1),
            PixelBox(x: 0, y: 0, width: layer.width, height: layer.height),
        ]
        for box in boxes where box.x + box.width <= layer.width {
            var expected: PixelBox?
            for (pixel, changed) in felt
            where changed.contains(where: { box.columns.contains($0.column) && box.rows.contains($0.row) }) {
                let here = PixelBox(x: pixel.column, y: pixel.row, width: 1, height: 1)
                expected = expected.map { $0.union(here) } ?? here
            }
            let field = plan.receptiveField(of: box, in: layer, at: earlier)
            #expect(field == expected, "\(box) of \(layer.name) at \(earlier?.name ?? "the input")")
        }
    }

    /// By pixel of the value `source`: the pixels of the layer that change with it.
    private func changedPixels(
        _ plan: Plan, _ run: Activations, of layer: Layer, byPixelsOf source: String
    ) throws -> [Position: Set<Position>] {
        let original = try #require(run.tensor(source))
        let isLast = plan.layers.contains { $0.value == source && $0.hasChannelsLast }
        let (rows, columns) = (original.shape[isLast ? 1 : 2], original.shape[isLast ? 2 : 3])
        let before = try #require(run.tensor(layer.value))
        var result: [Position: Set<Position>] = [:]
        for row in 0..<rows {
            for column in 0..<columns {
                var changed = original
                for channel in 0..<original.shape[isLast ? 3 : 1] {
                    let step: Float = channel % 2 == 0 ? 3 : -5
                    if isLast {
                        changed[0, row, column, channel] += step
                    } else {
                        changed[0, channel, row, column] += step
                    }
                }
                let after = try recomputed(plan, layer.value, with: changed, as: source)
                result[Position(row: row, column: column)] = difference(before, after, layer)
            }
        }
        return result
    }

    /// The value after all nodes ran again with `source` given.
    private func recomputed(
        _ plan: Plan, _ value: String, with tensor: Tensor, as source: String
    ) throws -> [Float] {
        var values: [String: StoredValue] = [
            plan.inputName: .rowMajor(.float(.random(plan.inputShape)))
        ]
        values[source] = .rowMajor(.float(tensor))
        for node in plan.program.nodes where !node.outputs.contains(source) {
            let outputs = try node.evaluate(
                values: values, constants: plan.program.constants, on: Workers(count: 1))
            values.merge(outputs) { _, new in new }
            if let found = outputs[value], case .float(let result) = found.inRowMajorOrder {
                return result.values
            }
        }
        throw InferenceError.missingValue(name: value, node: "probe")
    }

    private func difference(_ before: Tensor, _ after: [Float], _ layer: Layer) -> Set<Position> {
        var result: Set<Position> = []
        for (index, (a, b)) in zip(before.values, after).enumerated() where abs(a - b) > 1e-6 {
            let pixel = layer.hasChannelsLast ? index / layer.mapCount : index % (layer.height * layer.width)
            result.insert(Position(row: pixel / layer.width, column: pixel % layer.width))
        }
        return result
    }

    @Test("nothing is returned where no path leads")
    func unreached() throws {
        let plan = try Plan(GraphSketch.inception())
        let layer = try #require(plan.layers.first { $0.name == "one" })
        let beside = try #require(plan.layers.first { $0.name == "three" })
        let box = PixelBox(x: 0, y: 0, width: 1, height: 1)
        #expect(plan.receptiveField(of: box, in: layer, at: beside) == nil)
    }

    @Test("a dense layer sees the whole picture")
    func dense() throws {
        let plan = try Plan(GraphSketch.linear())
        let layer = try #require(plan.layers.first { $0.kind == .dense })
        let box = PixelBox(x: 0, y: 0, width: 1, height: 1)
        #expect(
            plan.receptiveField(of: box, in: layer, at: nil)
                == PixelBox(x: 0, y: 0, width: 12, height: 12))
    }

    @Test("a gate that scales whole maps widens no field")
    func gates() throws {
        let plan = try Plan(Self.gate())
        #expect(plan.layers.map(\.name) == ["conv", "after"])
        let box = PixelBox(x: 3, y: 3, width: 1, height: 1)
        #expect(
            plan.receptiveField(of: box, in: plan.layers[1], at: nil)
                == PixelBox(x: 1, y: 1, width: 5, height: 5))
    }

    @Test("pictures with the channels last keep their rows and columns")
    func channelsLastInput() throws {
        let sketch = GraphSketch(input: [1, 12, 12, 3])
        let moved = sketch.add("moved", Transpose(permutation: [0, 3, 1, 2]), ["x"])
        let plan = try Plan(
            sketch.classifying(sketch.convolution("conv", moved, (3, 4)), channels: 4))
        let box = PixelBox(x: 4, y: 6, width: 1, height: 1)
        #expect(
            plan.receptiveField(of: box, in: plan.layers[0], at: nil)
                == PixelBox(x: 3, y: 5, width: 3, height: 3))
    }
}

// The networks.
extension ReceptiveFieldTests {
    private static func windows() -> Graph {
        let sketch = GraphSketch(input: [1, 2, 13, 11])
        var value = sketch.convolution("a", "x", (2, 4), kernel: 5, stride: 2, padding: 1)
        value = sketch.activation("a_leaky", value, .leakyRelu(alpha: 0.5))
        sketch.weights("b_w", [4, 4, 3, 2])
        let window = Window(pads: [2, 1, 0, 1], dilations: [2, 1])
        value = sketch.add("b", Convolution(window: window), [value, "b_w"])
        value = sketch.add(
            "mean", AveragePool(window: Window(kernel: [2, 2], strides: [2, 1], roundsUp: true)), [value])
        return sketch.classifying(sketch.convolution("c", value, (4, 4)), channels: 4)
    }

    private static func shortcut() -> Graph {
        let sketch = GraphSketch(input: [1, 2, 10, 9])
        let stem = sketch.convolution("stem", "x", (2, 4))
        let inner = sketch.activation(
            "leaky", sketch.convolution("a", stem, (4, 4), stride: 2), .leakyRelu(alpha: 0.5))
        let left = sketch.convolution("b", inner, (4, 4))
        let right = sketch.convolution("short", stem, (4, 4), kernel: 1, stride: 2)
        let sum = sketch.add("sum", ElementwiseBinary(.add), [left, right])
        return sketch.classifying(sketch.convolution("c", sum, (4, 4), kernel: 1, stride: 2), channels: 4)
    }

    private static func branches() -> Graph {
        let sketch = GraphSketch(input: [1, 2, 8, 8])
        let narrow = sketch.convolution("narrow", "x", (2, 3), kernel: 1)
        let wide = sketch.convolution("wide", "x", (2, 3), kernel: 5)
        let joined = sketch.add("join", Concat(axis: 1), [narrow, wide])
        let deep = sketch.convolution("deep", joined, (6, 6), groups: 2)
        return sketch.classifying(deep, channels: 6)
    }

    private static func automaticPadding() -> Graph {
        let sketch = GraphSketch(input: [1, 2, 9, 8])
        sketch.weights("upper_w", [3, 2, 4, 3])
        sketch.weights("lower_w", [3, 3, 4, 4])
        var value = sketch.add(
            "upper", Convolution(window: Window(strides: [2, 1], automaticPadding: .sameUpper)),
            ["x", "upper_w"])
        value = sketch.add(
            "lower", Convolution(window: Window(strides: [1, 2], automaticPadding: .sameLower)),
            [value, "lower_w"])
        return sketch.classifying(value, channels: 3)
    }

    /// A block as ConvNeXt has it: transposed, normalised, two dense layers, transposed back, and a shortcut.
    private static func channelsLast() -> Graph {
        let sketch = GraphSketch(input: [1, 2, 7, 6])
        let stem = sketch.convolution("stem", "x", (2, 4), groups: 2)
        var value = sketch.add("last", Transpose(permutation: [0, 2, 3, 1]), [stem])
        sketch.weights("scale", [4])
        value = sketch.add("normal", LayerNormalization(), [value, "scale"])
        sketch.weights("up_w", [4, 6])
        sketch.weights("up_b", [6])
        value = sketch.add("up", MatMul(), [value, "up_w"])
        value = sketch.add("up_biased", ElementwiseBinary(.add), [value, "up_b"])
        value = sketch.activation("leaky", value, .leakyRelu(alpha: 0.5))
        sketch.weights("down_w", [6, 4])
        value = sketch.add("down", MatMul(), [value, "down_w"])
        value = sketch.add("first", Transpose(permutation: [0, 3, 1, 2]), [value])
        value = sketch.add("sum", ElementwiseBinary(.add), [value, stem])
        return sketch.classifying(sketch.convolution("after", value, (4, 4)), channels: 4)
    }

    /// The picture's channels taken out, scaled and put together again, as torchvision's Inception has it.
    private static func separateChannels() -> Graph {
        let sketch = GraphSketch(input: [1, 2, 7, 6])
        sketch.integers("axis", [1])
        let channels = (0..<2).map { channel in
            sketch.suffix = "\(channel)"
            let index = sketch.integers("index\(channel)", [channel], isScalar: true)
            let plane = sketch.add("plane", Gather(axis: 1), ["x", index])
            let scaled = sketch.add(
                "scaled", ElementwiseBinary(.multiply), [plane, sketch.number("factor", 0.5)])
            return sketch.add("channel", Unsqueeze(), [scaled, "axis"])
        }
        sketch.suffix = ""
        let joined = sketch.add("joined", Concat(axis: 1), channels)
        return sketch.classifying(sketch.convolution("conv", joined, (2, 4)), channels: 4)
    }

    /// A decoder: strides that spread the pixels, one with a dilation and a group a channel.
    private static func transposed() -> Graph {
        let sketch = GraphSketch(input: [1, 2, 5, 6])
        sketch.weights("a_w", [2, 3, 4, 3])
        let wide = Window(kernel: [4, 3], strides: [2, 2], pads: [1, 0, 1, 1])
        var value = sketch.add("a", ConvolutionTranspose(window: wide), ["x", "a_w"])
        sketch.weights("b_w", [3, 1, 2, 2])
        let sparse = Window(kernel: [2, 2], strides: [1, 3], dilations: [2, 1])
        value = sketch.add("b", ConvolutionTranspose(window: sparse, groups: 3), [value, "b_w"])
        return sketch.classifying(sketch.convolution("c", value, (3, 4), stride: 2), channels: 4)
    }

    private static func interpolated() -> Graph {
        let sketch = GraphSketch(input: [1, 2, 6, 5])
        var value = sketch.convolution("a", "x", (2, 3))
        let linear = ResizeFilter(interpolation: .linear)
        value = sketch.add("linear", Resize(scales: [1, 1, 2, 2], filter: linear), [value])
        value = sketch.convolution("b", value, (3, 3), kernel: 1)
        let nearest = ResizeFilter(coordinates: .asymmetric, rounding: .floor)
        value = sketch.add("nearest", Resize(scales: [1, 1, 1.5, 1], filter: nearest), [value])
        value = sketch.convolution("c", value, (3, 3), kernel: 1)
        let cubic = ResizeFilter(interpolation: .cubic)
        value = sketch.add("cubic", Resize(scales: [1, 1, 1, 1.6], filter: cubic), [value])
        return sketch.classifying(sketch.convolution("d", value, (3, 4), kernel: 1), channels: 4)
    }

    private static func rearranged() -> Graph {
        let sketch = GraphSketch(input: [1, 2, 6, 8])
        var value = sketch.add("coarse", SpaceToDepth(blockSize: 2), ["x"])
        value = sketch.convolution("a", value, (8, 9))
        value = sketch.add("fine", DepthToSpace(blockSize: 3, mode: .columnFirst), [value])
        return sketch.classifying(sketch.convolution("b", value, (1, 4)), channels: 4)
    }

    private static func mirrored() -> Graph {
        let sketch = GraphSketch(input: [1, 2, 6, 5])
        var value = sketch.add("reflect", Pad(mode: .reflect, pads: [0, 0, 2, 1, 0, 0, 2, 1]), ["x"])
        value = sketch.convolution("a", value, (2, 3), padding: 0)
        value = sketch.add("edge", Pad(mode: .edge, pads: [0, 0, 1, 0, 0, 0, 1, 2]), [value])
        return sketch.classifying(sketch.convolution("b", value, (3, 4), padding: 0), channels: 4)
    }

    private static func gate() -> Graph {
        let sketch = GraphSketch(input: [1, 2, 6, 7])
        let conv = sketch.convolution("conv", "x", (2, 4))
        let squeezed = sketch.add("squeeze", GlobalAveragePool(), [conv])
        let gate = sketch.convolution("excite", squeezed, (4, 4), kernel: 1)
        let scaled = sketch.add("scale", ElementwiseBinary(.multiply), [conv, gate])
        return sketch.classifying(sketch.convolution("after", scaled, (4, 4)), channels: 4)
    }
}
