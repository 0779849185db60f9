import CKernels
import Tensors

/// ONNX "BatchNormalization" as it is at inference: inputs x, scale, bias, mean, variance.
public struct BatchNormalization: Operator {
    /// Added to the variance.
    public var epsilon: Float
    /// Whether all pixels of a map share their parameters; before operator set 9 every pixel may have its own
    /// (`spatial` 0).
    public var isSpatial: Bool
    private(set) var factors: ChannelFactors?

    /// A normalisation; see the properties for the meaning of the parameters.
    public init(epsilon: Float = 1e-5, isSpatial: Bool = true) {
        self.epsilon = epsilon
        self.isSpatial = isSpatial
    }

    /// The ONNX name.
    public var name: String { "BatchNormalization" }
    /// Channels last, where they have parameters of their own.
    public var memoryOrder: MemoryOrder { isSpatial ? .channelsLast : .rowMajor }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }
    /// Scale, bias, mean and variance.
    public var absorbedInputs: Set<Int> { factors == nil ? [] : [1, 2, 3, 4] }

    /// Makes a factor and an addend a channel of scale, bias, mean and variance.
    public func prepared(constants: [Value?]) throws -> any Operator {
        guard constants.count >= 5, constants[1...4].allSatisfy({ $0 != nil }) else { return self }
        var result = self
        result.factors = try ChannelFactors(constants, epsilon: epsilon)
        return result
    }

    /// Normalises every channel.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.floats(at: 0, of: name)
        guard !input.shape.isEmpty else { throw InferenceError.invalid("there are no channels") }
        let factors = try factors ?? ChannelFactors(inputs, epsilon: epsilon)
        // Where every pixel has parameters of its own, a picture is a row of channels.
        let maps =
            isSpatial
            ? try input.asMaps()
            : input.reshaped([1, 1, input.shape[0], input.shape.dropFirst().reduce(1, *)])
        guard maps.shape[3] == factors.scale.count else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "parameters for \(maps.shape[3]) channels", actual: factors.scale.shape)
        }
        let result = factors.applied(to: maps, on: workers)
        return [.float(isSpatial ? result.asInput(of: input.shape) : result.reshaped(input.shape))]
    }
}

/// The normalisation as x * scale + shift, a pair a channel.
struct ChannelFactors: Sendable {
    /// `[channels]`
    let scale: Tensor
    /// `[channels]`
    let shift: Tensor

    /// - Parameter inputs: those of a BatchNormalization: x, scale, bias, mean, variance.
    init(_ inputs: [Value?], epsilon: Float) throws {
        let name = "BatchNormalization"
        let parameters = try (1...4).map { try inputs.floats(at: $0, of: name).values }
        let (gamma, beta, mean, variance) = (parameters[0], parameters[1], parameters[2], parameters[3])
        guard parameters.allSatisfy({ $0.count == gamma.count }) else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "four parameters a channel", actual: parameters.map(\.count))
        }
        let scales = gamma.indices.map { index in
            Double(gamma[index]) / (Double(variance[index]) + Double(epsilon)).squareRoot()
        }
        let shifts = scales.indices.map { Double(beta[$0]) - Double(mean[$0]) * scales[$0] }
        scale = Tensor(shape: [gamma.count], values: scales.map(Float.init))
        shift = Tensor(shape: [gamma.count], values: shifts.map(Float.init))
    }

    /// - Parameter input: the channels are the last axis.
    func applied(to input: Tensor, on workers: Workers) -> Tensor {
        let channels = scale.count
        let rows = input.count / max(1, channels)
        var output = Tensor(uninitialized: input.shape)
        input.withPointer { input in
            scale.withPointer { scale in
                shift.withPointer { shift in
                    output.withMutablePointer { output in
                        let (source, target) = (SharedReadPointer(input), SharedPointer(output))
                        let (scale, shift) = (SharedReadPointer(scale), SharedReadPointer(shift))
                        workers.forEachRange(of: rows, smallest: 64) { rows in
                            let offset = rows.lowerBound * channels
                            ck_scale_shift(
                                source.address + offset, rows.count, channels, scale.address,
                                shift.address, target.address + offset)
                        }
                    }
                }
            }
        }
        return output
    }
}
