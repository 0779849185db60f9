import Inference
import Tensors
import TestSupport

/// Layers that few networks have: most of them broadcast one side, move pixels or look at everything.
extension RandomNetwork {
    mutating func addRareLayer() {
        switch random.number(0...10) {
        case 0: addSqueezeAndExcite()
        case 1: addAttention()
        case 2: addPad()
        case 3: addResize()
        case 4: addSlice()
        case 5: addShuffle()
        case 6: addParametricRelu()
        case 7: value = sketch.add(name("lrn"), LocalResponseNormalization(alpha: 0.5, size: 3), [value])
        case 8: addInstanceNormalization()
        case 9: value = sketch.add(name("softmax"), Softmax(axis: 1), [value])
        default: addScalar()
        }
    }

    /// A constant picture is taken from the input, of all channels or of one, with or without a batch.
    mutating func subtractMeanPicture() {
        let mean = name("mean")
        let shapes = [
            [1, 3, height, width], [3, height, width], [1, height, width], [height, width], [width],
        ]
        sketch.weights(mean, shapes[random.number(0...shapes.count - 1)])
        value = sketch.add(name("sub"), ElementwiseBinary(.subtract), [value, mean])
    }

    /// Every channel times a number of its own, `[1, channels, 1, 1]` (Hu et al. 2018).
    private mutating func addSqueezeAndExcite() {
        let maps = value
        value = sketch.add(name("squeeze"), GlobalAveragePool(), [maps])
        add(Convolution(window: Window()), "excite", outputs: channels, groups: 1, kernel: [1, 1])
        multiply(maps, by: sketch.activation(name("gate"), value, .sigmoid))
    }

    /// Every pixel times a number of its own, `[1, 1, height, width]` (Woo et al. 2018).
    private mutating func addAttention() {
        let (maps, width) = (value, channels)
        add(
            Convolution(window: Window(pads: [1, 1, 1, 1])), "attention", outputs: 1, groups: 1,
            kernel: [3, 3])
        channels = width
        multiply(maps, by: sketch.activation(name("gate"), value, .sigmoid))
    }

    private mutating func multiply(_ maps: String, by gate: String) {
        let factors = random.number(0...1) == 0 ? [maps, gate] : [gate, maps]
        value = sketch.add(name("mul"), ElementwiseBinary(.multiply), factors)
    }

    private mutating func addPad() {
        let modes: [Pad.Mode] = [.constant, .reflect, .edge]
        let pads = (0..<4).map { _ in random.number(0...2) }
        value = sketch.add(
            name("pad"),
            Pad(
                mode: modes[random.number(0...2)],
                pads: [0, 0, pads[0], pads[1], 0, 0, pads[2], pads[3]],
                value: 0.5),
            [value])
    }

    private mutating func addResize() {
        guard halvings < 3 else { return }
        let filter = ResizeFilter(interpolation: random.number(0...1) == 0 ? .nearest : .linear)
        value = sketch.add(name("resize"), Resize(scales: [1, 1, 1.5, 2], filter: filter), [value])
    }

    private mutating func addSlice() {
        guard halvings > 1 else { return }
        let columns = random.number(0...2)
        value = sketch.add(
            name("slice"), Slice(starts: [1, columns], ends: [-1, .max], axes: [2, 3]), [value])
    }

    /// The channels of all groups by turns (Zhang et al. 2018), as exporters write it.
    private mutating func addShuffle() {
        guard let groups = [3, 2].first(where: { channels % $0 == 0 }) else { return }
        let name = name("shuffle")
        let maps = value
        sketch.integers(name + "_split", [1, groups, channels / groups, -1])
        let split = sketch.add(name + "_a", Reshape(), [maps, name + "_split"])
        let turned = sketch.add(name + "_b", Transpose(permutation: [0, 2, 1, 3]), [split])
        value = sketch.add(name, Reshape(), [turned, sketch.add(name + "_shape", Shape(), [maps])])
    }

    private mutating func addParametricRelu() {
        let name = name("prelu")
        sketch.weights(name + "_slope", [channels, 1, 1])
        value = sketch.add(name, ElementwiseBinary(.parametricRelu), [value, name + "_slope"])
    }

    private mutating func addInstanceNormalization() {
        let name = name("in")
        let parameters = ["_scale", "_bias"].map { sketch.weights(name + $0, [channels]) }
        value = sketch.add(name, InstanceNormalization(), [value] + parameters)
    }

    private mutating func addScalar() {
        let half = sketch.number(name("number"), 0.5)
        value = sketch.add(name("sum"), ElementwiseBinary(.add), [half, value])
    }
}
