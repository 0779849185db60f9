import Tensors

/// The activation functions of ONNX that treat every element by itself; all can be fused into the node before.
public struct Activation: Operator, Equatable {
    /// Which function of x it is.
    public enum Function: Sendable, Equatable {
        /// max(0, x)
        case relu
        /// x where x >= 0, else alpha * x; ONNX's default alpha is 0.01
        case leakyRelu(alpha: Float)
        /// x kept between two bounds; nil is no bound, or one that comes as second or third input
        case clip(minimum: Float?, maximum: Float?)
        /// 1 / (1 + exp(-x))
        case sigmoid
        /// tanh(x)
        case tanh
        /// x * hardSigmoid(x) with alpha = 1/6, beta = 0.5
        case hardSwish
        /// alpha * x + beta kept between 0 and 1; ONNX's defaults are 0.2 and 0.5
        case hardSigmoid(alpha: Float, beta: Float)
        /// x where x >= 0, else alpha * (exp(x) - 1); ONNX's default alpha is 1
        case elu(alpha: Float)
        /// gamma * (x where x > 0, else alpha * (exp(x) - 1)); ONNX's defaults are 1.67326319 and 1.05070102
        case selu(alpha: Float, gamma: Float)
        /// log(1 + exp(x))
        case softplus
        /// x / (1 + |x|)
        case softsign
        /// x * tanh(softplus(x))
        case mish
        /// x where x > alpha, else 0; ONNX's default alpha is 1
        case thresholdedRelu(alpha: Float)
    }

    /// Which function of x it is.
    public var function: Function

    /// The activation with the given function.
    public init(_ function: Function) { self.function = function }

    /// The ONNX name.
    public var name: String {
        switch function {
        case .relu: "Relu"
        case .leakyRelu: "LeakyRelu"
        case .clip: "Clip"
        case .sigmoid: "Sigmoid"
        case .tanh: "Tanh"
        case .hardSwish: "HardSwish"
        case .hardSigmoid: "HardSigmoid"
        case .elu: "Elu"
        case .selu: "Selu"
        case .softplus: "Softplus"
        case .softsign: "Softsign"
        case .mish: "Mish"
        case .thresholdedRelu: "ThresholdedRelu"
        }
    }
    /// Any: every element by itself.
    public var memoryOrder: MemoryOrder { .any }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        throw InferenceError.unsupported(node: "", reason: "\(name) is being written")
    }
}
