import CKernels
import Tensors

/// ONNX "Conv" in two dimensions: input, weights `[out, in / groups, height, width]`, optional bias `[out]`.
///
/// Patches are laid out as rows and multiplied with the weights by OpenBLAS (im2col: Chellapilla, Puri and Simard
/// 2006), a block of rows a worker; bias and activation are applied while the block is in the cache.
/// Depthwise convolutions have a loop of their own.
public struct Convolution: Operator {
    /// The geometry; an empty kernel is taken from the weights.
    public var window: Window
    /// Groups of channels that do not see each other; as many as channels is a depthwise convolution.
    public var groups: Int
    /// Applied to the result in the same pass.
    public var activation: Activation?
    private var weights: ConvolutionWeights?

    /// A convolution; see the properties for the meaning of the parameters.
    public init(window: Window, groups: Int = 1, activation: Activation? = nil) {
        self.window = window
        self.groups = groups
        self.activation = activation
    }

    /// The ONNX name.
    public var name: String { "Conv" }
    /// Channels last.
    public var memoryOrder: MemoryOrder { .channelsLast }
    /// The window.
    public var support: SpatialSupport { window.support(kernel: weights?.kernel ?? window.kernel) }
    /// Weights and bias.
    public var absorbedInputs: Set<Int> { weights == nil ? [] : [1, 2] }

    /// Packs the weights.
    public func prepared(constants: [Value?]) throws -> any Operator {
        guard constants.count > 1, constants[1] != nil, constants.count < 3 || constants[2] != nil else {
            return self
        }
        var result = self
        result.weights = try ConvolutionWeights(
            constants.maps(at: 1, of: name), bias: constants.optionalFloats(at: 2, of: name), groups: groups)
        return result
    }

    /// Convolves every picture of the batch.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.maps(at: 0, of: name)
        let weights = try weights ?? weightsTaken(from: inputs)
        let maps = ck_maps(channelsLast: input.shape)
        guard maps.channels == weights.channelsPerGroup * groups else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "\(weights.channelsPerGroup * groups) channels",
                actual: [maps.count, maps.channels, maps.height, maps.width])
        }
        let geometry = try WindowGeometry(
            window, kernel: weights.kernel, height: maps.height, width: maps.width)
        let convolution = ConvolutionRun(
            maps: maps, geometry: geometry, weights: weights, activation: activation, workers: workers)
        return [.float(convolution.evaluate(input))]
    }

    private func weightsTaken(from inputs: [Value?]) throws -> ConvolutionWeights {
        try ConvolutionWeights(
            inputs.maps(at: 1, of: name).channelsMovedFirst(),
            bias: inputs.optionalFloats(at: 2, of: name), groups: groups)
    }
}
