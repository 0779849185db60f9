import Inference
import Tensors
import TestSupport

/// A small graph made by hand, with random weights.
final class GraphSketch {
    private(set) var nodes: [Graph.Node] = []
    private(set) var constants: [String: Value] = [:]
    let inputShape: [Int?]
    /// What the names of nodes and numbers get at the end from now on.
    var suffix = ""
    private var seed: UInt64 = 100

    /// The graph's input is called "x".
    init(input: [Int?] = [1, 3, 12, 12]) { inputShape = input }

    /// The graph with the given outputs.
    func graph(outputs: [String]) -> Graph {
        Graph(
            name: "sketch", inputs: [.init(name: "x", shape: inputShape)], outputs: outputs, nodes: nodes,
            constants: constants)
    }

    /// Adds a node that makes one value, named like the node unless said otherwise; returns that name.
    @discardableResult
    func add(_ name: String, _ operation: any Operator, _ inputs: [String], output: String? = nil)
        -> String
    {
        let name = name + suffix
        nodes.append(
            Graph.Node(name: name, operation: operation, inputs: inputs, outputs: [output ?? name]))
        return output ?? name
    }

    /// Adds a constant of random numbers, for shapes as weights need them.
    @discardableResult
    func weights(_ name: String, _ shape: [Int]) -> String {
        seed += 1
        let inputs = max(1, shape.dropFirst().reduce(1, *))
        let scale = (3 / Float(inputs)).squareRoot()
        let values = Tensor.random(shape, seed: seed).values.map { $0 * scale }
        constants[name] = .float(Tensor(shape: shape, values: values))
        return name
    }

    /// Adds a constant of integers.
    @discardableResult
    func integers(_ name: String, _ values: [Int], isScalar: Bool = false) -> String {
        constants[name] = .integer(IntegerTensor(shape: isScalar ? [] : [values.count], values: values))
        return name
    }

    /// Adds a constant.
    func constant(_ name: String, _ tensor: Tensor) { constants[name] = .float(tensor) }

    /// Adds a constant of one number.
    @discardableResult
    func number(_ name: String, _ value: Float) -> String {
        constants[name + suffix] = .float(Tensor(shape: [], values: [value]))
        return name + suffix
    }

    /// Adds a convolution with bias.
    func convolution(
        _ name: String, _ input: String, _ channels: (Int, Int), kernel: Int = 3, stride: Int = 1,
        padding: Int? = nil, groups: Int = 1
    ) -> String {
        let padding = padding ?? kernel / 2
        weights(name + "_w", [channels.1, channels.0 / groups, kernel, kernel])
        weights(name + "_b", [channels.1])
        let window = Window(
            kernel: [kernel, kernel], strides: [stride, stride],
            pads: Array(repeating: padding, count: 4))
        return add(
            name, Convolution(window: window, groups: groups), [input, name + "_w", name + "_b"])
    }

    /// Adds a batch normalisation.
    func normalization(_ name: String, _ input: String, _ channels: Int) -> String {
        let parameters = ["scale", "bias", "mean"].map { weights("\(name)_\($0)", [channels]) }
        let variance = Tensor.random([channels], seed: 7).values.map { abs($0) + 0.5 }
        constants[name + "_variance"] = .float(Tensor(shape: [channels], values: variance))
        return add(name, BatchNormalization(), [input] + parameters + [name + "_variance"])
    }

    /// Adds a dense layer with bias.
    func dense(_ name: String, _ input: String, _ units: (Int, Int)) -> String {
        weights(name + "_w", [units.1, units.0])
        weights(name + "_b", [units.1])
        return add(name, Gemm(transposesB: true), [input, name + "_w", name + "_b"])
    }

    /// Adds a relu, or another activation.
    func activation(_ name: String, _ input: String, _ function: Activation.Function = .relu)
        -> String
    { add(name, Activation(function), [input]) }

    /// Adds a global mean and a dense layer of 5 classes, and a softmax; returns the graph.
    func classifying(_ value: String, channels: Int) -> Graph {
        let pooled = add("pool", GlobalAveragePool(), [value])
        let flat = add("flat", Flatten(), [pooled])
        let logits = dense("fc", flat, (channels, 5))
        return graph(outputs: [add("prob", Softmax(), [logits])])
    }
}

extension GraphSketch {
    /// Two convolutions, a residual block with a strided shortcut, normalisations everywhere.
    static func residual() -> Graph {
        let sketch = GraphSketch()
        var value = sketch.convolution("stem", "x", (3, 8))
        value = sketch.normalization("stem_bn", value, 8)
        let stem = sketch.activation("stem_relu", value)
        value = sketch.convolution("a", stem, (8, 16), stride: 2)
        value = sketch.normalization("a_bn", value, 16)
        value = sketch.activation("a_relu", value)
        value = sketch.convolution("b", value, (16, 16))
        value = sketch.normalization("b_bn", value, 16)
        let shortcut = sketch.normalization(
            "short_bn", sketch.convolution("short", stem, (8, 16), kernel: 1, stride: 2), 16)
        let sum = sketch.add("sum", ElementwiseBinary(.add), [value, shortcut])
        return sketch.classifying(sketch.activation("sum_relu", sum), channels: 16)
    }

    /// Three branches over one value, concatenated.
    static func inception() -> Graph {
        let sketch = GraphSketch()
        let stem = sketch.activation("stem_relu", sketch.convolution("stem", "x", (3, 8)))
        let one = sketch.activation("one_relu", sketch.convolution("one", stem, (8, 4), kernel: 1))
        let reduced = sketch.activation(
            "reduce_relu", sketch.convolution("reduce", stem, (8, 4), kernel: 1))
        let three = sketch.activation("three_relu", sketch.convolution("three", reduced, (4, 6)))
        let window = Window(kernel: [3, 3], strides: [1, 1], pads: [1, 1, 1, 1])
        let pooled = sketch.add("pool3", MaxPool(window: window), [stem])
        let value = sketch.add("join", Concat(axis: 1), [one, three, pooled])
        let last = sketch.activation("last_relu", sketch.convolution("last", value, (18, 7)))
        return sketch.classifying(last, channels: 7)
    }

    /// Convolutions, pools, a flattening whose shape is computed as exporters write it, dense layers, dropout.
    static func linear(input: [Int?] = [1, 3, 12, 12]) -> Graph {
        let sketch = GraphSketch(input: input)
        var value = sketch.activation("relu1_1", sketch.convolution("conv1_1", "x", (3, 8)))
        value = sketch.activation("relu1_2", sketch.convolution("conv1_2", value, (8, 8)))
        value = sketch.add("pool1", MaxPool(window: Window(kernel: [2, 2], strides: [2, 2])), [value])
        value = sketch.activation(
            "relu2_1", sketch.convolution("conv2_1", value, (8, 12)), .leakyRelu(alpha: 0.1))
        let shape = sketch.add("shape", Shape(), [value])
        let batch = sketch.add(
            "batch", Gather(axis: 0), [shape, sketch.integers("zero", [0], isScalar: true)])
        let row = sketch.add("row", Unsqueeze(axes: [0]), [batch])
        let target = sketch.add(
            "target", Concat(axis: 0), [row, sketch.integers("rest", [-1])])
        value = sketch.add("flat", Reshape(), [value, target])
        value = sketch.activation("relu6", sketch.dense("fc6", value, (12 * 36, 20)))
        value = sketch.add("drop6", Identity(name: "Dropout"), [value])
        value = sketch.activation("relu7", sketch.dense("fc7", value, (20, 10)))
        value = sketch.add("drop7", Identity(name: "Dropout"), [value])
        value = sketch.dense("fc8", value, (10, 5))
        return sketch.graph(outputs: [sketch.add("prob", Softmax(), [value])])
    }
}

/// Pictures of the networks above.
func picture(_ count: Int = 1, seed: UInt64 = 1) -> Tensor { .random([count, 3, 12, 12], seed: seed) }

/// The networks above, as arguments of tests.
enum SketchedNetwork: String, CaseIterable, Sendable {
    case residual, inception, linear

    var graph: Graph {
        switch self {
        case .residual: GraphSketch.residual()
        case .inception: GraphSketch.inception()
        case .linear: GraphSketch.linear()
        }
    }
}
