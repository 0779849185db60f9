import Inference
import Tensors
import TestSupport

/// Networks of random layers over maps of odd sizes: every operator that a part can be computed of, and some of
/// which it cannot.
struct RandomNetwork {
    let height: Int, width: Int
    let sketch: GraphSketch
    var random: SplitMix
    var value = "x"
    var channels = 3
    private var count = 0
    /// How often the maps may still be halved.
    private(set) var halvings = 3

    /// The graph that the seed stands for.
    static func graph(seed: UInt64) -> (graph: Graph, height: Int, width: Int) {
        var network = RandomNetwork(seed: seed)
        if network.random.number(0...4) == 0 { network.subtractMeanPicture() }
        for _ in 0..<network.random.number(3...7) { network.addLayer() }
        return (
            network.sketch.classifying(network.value, channels: network.channels), network.height,
            network.width
        )
    }

    private init(seed: UInt64) {
        random = SplitMix(seed: seed)
        (height, width) = (random.number(33...51), random.number(33...51))
        sketch = GraphSketch(input: [1, 3, height, width])
    }

    mutating func name(_ kind: String) -> String {
        count += 1
        return "\(kind)\(count)"
    }

    /// [vertical, horizontal], 1 or 2
    private mutating func strides() -> [Int] {
        guard halvings > 0, random.number(0...1) == 0 else { return [1, 1] }
        halvings -= 1
        return [2, random.number(1...2)]
    }

    private mutating func addLayer() {
        switch random.number(0...14) {
        case 0...2: addConvolution()
        case 3: addWinograd()
        case 4: addDepthwise()
        case 5: addPool()
        case 6: addResidual()
        case 7: addBranches()
        case 8: value = sketch.normalization(name("bn"), value, channels)
        case 9:
            let functions: [Activation.Function] = [.sigmoid, .hardSwish, .leakyRelu(alpha: 0.1)]
            value = sketch.activation(name("act"), value, functions[random.number(0...2)])
        default: addRareLayer()
        }
    }

    private mutating func addConvolution() {
        let groups = [1, 1, 1, 3, 4].filter { channels % $0 == 0 }[random.number(0...2)]
        let outputs = groups * random.number(2...9)
        let largest = halvings > 1 ? 5 : 3
        let kernel = [random.number(1...largest), random.number(1...largest)]
        let window = Window(
            kernel: kernel, strides: strides(),
            pads: (0..<4).map { _ in random.number(0...2) },
            dilations: [halvings > 1 ? random.number(1...2) : 1, 1],
            automaticPadding: [.notSet, .notSet, .sameUpper, .sameLower][random.number(0...3)])
        add(
            Convolution(window: window, groups: groups), "conv", outputs: outputs, groups: groups,
            kernel: kernel)
    }

    private mutating func addWinograd() {
        let pads = (0..<4).map { _ in random.number(0...1) }
        add(Convolution(window: Window(pads: pads)), "widen", outputs: 24, groups: 1, kernel: [1, 1])
        add(Convolution(window: Window(pads: pads)), "conv", outputs: 18, groups: 1, kernel: [3, 3])
        value = sketch.activation(name("relu"), value)
    }

    private mutating func addDepthwise() {
        let window = Window(
            kernel: [3, 3], strides: strides(),
            pads: (0..<4).map { _ in random.number(0...1) })
        add(
            Convolution(window: window, groups: channels), "depthwise", outputs: channels, groups: channels,
            kernel: [3, 3])
    }

    mutating func add(
        _ operation: Convolution, _ kind: String, outputs: Int, groups: Int, kernel: [Int]
    ) {
        let name = name(kind)
        sketch.weights(name + "_w", [outputs, channels / groups] + kernel)
        sketch.weights(name + "_b", [outputs])
        value = sketch.add(name, operation, [value, name + "_w", name + "_b"])
        channels = outputs
    }

    private mutating func addPool() {
        let window = Window(
            kernel: [random.number(2...3), random.number(2...3)],
            strides: strides(),
            pads: (0..<4).map { _ in random.number(0...1) },
            roundsUp: random.number(0...2) == 0)
        let countsPadding = random.number(0...1) == 0
        value = sketch.add(
            name("pool"),
            random.number(0...1) == 0
                ? MaxPool(window: window) : AveragePool(window: window, countsPadding: countsPadding),
            [value])
    }

    private mutating func addResidual() {
        let before = value
        add(
            Convolution(window: Window(pads: [1, 1, 1, 1])), "conv", outputs: channels, groups: 1,
            kernel: [3, 3])
        value = sketch.add(name("sum"), ElementwiseBinary(.add), [value, before])
        value = sketch.activation(name("relu"), value)
    }

    private mutating func addBranches() {
        let (before, width) = (value, channels)
        add(Convolution(window: Window()), "one", outputs: 5, groups: 1, kernel: [1, 1])
        let one = value
        (value, channels) = (before, width)
        add(Convolution(window: Window(pads: [2, 2, 2, 2])), "five", outputs: 6, groups: 1, kernel: [5, 5])
        value = sketch.add(name("join"), Concat(axis: 1), [one, value, before])
        channels = 11 + width
    }
}
