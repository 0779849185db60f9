import CKernels
import Foundation
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
        /// x where x >= 0, else alpha * (exp(x / alpha) - 1); ONNX's default alpha is 1
        case celu(alpha: Float)
        /// gamma * (x where x > 0, else alpha * (exp(x) - 1)); ONNX's defaults are 1.67326319 and 1.05070102
        case selu(alpha: Float, gamma: Float)
        /// log(1 + exp(x))
        case softplus
        /// x / (1 + |x|)
        case softsign
        /// x * tanh(softplus(x))
        case mish
        /// x moved towards 0 by the bias where it is further from it than the limit, else 0; ONNX's defaults are 0.5, 0
        case shrink(limit: Float, bias: Float)
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
        case .celu: "Celu"
        case .selu: "Selu"
        case .softplus: "Softplus"
        case .softsign: "Softsign"
        case .mish: "Mish"
        case .shrink: "Shrink"
        case .thresholdedRelu: "ThresholdedRelu"
        }
    }
    /// Any: every element by itself.
    public var memoryOrder: MemoryOrder { .any }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }
    /// The bounds of a clip, once they are taken.
    public var absorbedInputs: Set<Int> { function == .clip(minimum: nil, maximum: nil) ? [] : [1, 2] }

    /// Takes the bounds of a clip from its inputs, unless they are for integers.
    public func prepared(constants: [Value?]) throws -> any Operator {
        let isForIntegers = constants.dropFirst().contains { if case .integer = $0 { true } else { false } }
        guard case .clip = function, !isForIntegers else { return self }
        return Activation(try boundsTaken(from: constants))
    }

    /// Applies the function to every element.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        if case .integer(let input)? = inputs.first ?? nil {
            return [.integer(try clipped(input, by: inputs))]
        }
        let input = try inputs.floats(at: 0, of: name)
        let resolved = Activation(try boundsTaken(from: inputs))
        let count = input.count
        var output = Tensor(uninitialized: input.shape)
        input.withPointer { input in
            output.withMutablePointer { output in
                let (source, target) = (SharedReadPointer(input), SharedPointer(output))
                workers.forEachRange(of: count, smallest: 16384) { range in
                    resolved.apply(
                        to: source.address + range.lowerBound, count: range.count,
                        into: target.address + range.lowerBound)
                }
            }
        }
        return [.float(output)]
    }

    /// Writes the function of `count` elements to `target`, which may be where they lie.
    func apply(to source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>) {
        switch function {
        case .relu: ck_clip(source, count, 0, .infinity, target)
        case .leakyRelu(let alpha): ck_leaky_relu(source, count, alpha, target)
        case .clip(let minimum, let maximum):
            ck_clip(source, count, minimum ?? -.infinity, maximum ?? .infinity, target)
        case .sigmoid: ck_sigmoid(source, count, target)
        case .hardSwish: ck_hard_swish(source, count, target)
        case .hardSigmoid(let alpha, let beta): ck_hard_sigmoid(source, count, alpha, beta, target)
        default:
            for index in 0..<count { target[index] = value(at: source[index]) }
        }
    }

    /// The bounds outside which the function is constant, where it does nothing but clip.
    var clippingBounds: (low: Float, high: Float)? {
        switch function {
        case .relu: (0, .infinity)
        case .clip(let minimum, let maximum): (minimum ?? -.infinity, maximum ?? .infinity)
        default: nil
        }
    }

    /// The function of one number, for those that have no kernel of their own.
    private func value(at x: Float) -> Float {
        switch function {
        case .tanh: tanhf(x)
        case .elu(let alpha): x >= 0 ? x : alpha * expm1f(x)
        case .celu(let alpha): x >= 0 ? x : alpha * expm1f(x / alpha)
        case .selu(let alpha, let gamma): gamma * (x > 0 ? x : alpha * expm1f(x))
        case .softplus: Self.softplus(x)
        case .softsign: x / (1 + abs(x))
        case .mish: x * tanhf(Self.softplus(x))
        case .shrink(let limit, let bias): x < -limit ? x + bias : x > limit ? x - bias : 0
        case .thresholdedRelu(let alpha): x > alpha ? x : 0
        case .relu, .leakyRelu, .clip, .sigmoid, .hardSwish, .hardSigmoid:
            preconditionFailure("\(name) has a kernel")
        }
    }

    /// log(1 + exp(x)) without overflow.
    private static func softplus(_ x: Float) -> Float { max(x, 0) + log1pf(expf(-abs(x))) }

    /// "Relu" and "Clip" of integers.
    private func clipped(_ input: IntegerTensor, by inputs: [Value?]) throws -> IntegerTensor {
        let low = try inputs.optionalIntegers(1)?.first ?? (function == .relu ? 0 : .min)
        let high = try inputs.optionalIntegers(2)?.first ?? .max
        guard clippingBounds != nil else {
            throw InferenceError.invalid("\(name) needs floats, not integers")
        }
        return IntegerTensor(shape: input.shape, values: input.values.map { min(max($0, low), high) })
    }

    /// The function with the bounds of a clip that come as inputs.
    func boundsTaken(from inputs: [Value?]) throws -> Function {
        guard case .clip(let minimum, let maximum) = function else { return function }
        return .clip(
            minimum: try inputs.optionalFloats(at: 1, of: name)?.values.first ?? minimum,
            maximum: try inputs.optionalFloats(at: 2, of: name)?.values.first ?? maximum)
    }
}
