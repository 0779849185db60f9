import CKernels
import Tensors

/// ONNX "Conv" in two dimensions: input, weights `[out, in / groups, height, width]`, optional bias `[out]`.
///
/// 3 x 3 convolutions go by Winograd's algorithm where that is faster, others as products of patches and weights;
/// bias and activation are applied while the result is in registers. Depthwise convolutions have a loop of their own.
public struct Convolution: Operator {
    /// The geometry; an empty kernel is taken from the weights.
    public var window: Window
    /// Groups of channels that do not see each other; as many as channels is a depthwise convolution.
    public var groups: Int
    /// Applied to the result in the same pass.
    public var activation: Activation?
    private(set) var weights: ConvolutionWeights?

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

    /// Packs the weights for any size.
    public func prepared(constants: [Value?]) throws -> any Operator {
        try prepared(constants: constants, shapes: [])
    }

    /// Packs the weights in the way that is fastest for maps of the given size.
    public func prepared(constants: [Value?], shapes: [[Int]?]) throws -> any Operator {
        guard weights == nil, constants.count > 1, constants[1] != nil,
            constants.count < 3 || constants[2] != nil
        else { return self }
        let filters = try constants.maps(at: 1, of: name)
        var result = self
        result.weights = try ConvolutionWeights(
            filters, bias: constants.optionalFloats(at: 2, of: name), groups: groups,
            tiles: tiles(of: shapes.first ?? nil, kernel: Array(filters.shape[2...])), on: .standard)
        return result
    }

    private func tiles(of shape: [Int]?, kernel: [Int]) -> WinogradTiles? {
        guard let shape, shape.count == 4,
            let geometry = try? WindowGeometry(window, kernel: kernel, height: shape[2], width: shape[3])
        else { return nil }
        return WinogradTiles(geometry)
    }

    /// Convolves every picture of the batch.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.maps(at: 0, of: name)
        let weights = try weights ?? weightsTaken(from: inputs, on: workers)
        let maps = ck_maps(channelsLast: input.shape)
        guard maps.channels == weights.channels else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "\(weights.channels) channels",
                actual: [maps.count, maps.channels, maps.height, maps.width])
        }
        let geometry = try WindowGeometry(
            window, kernel: weights.kernel, height: maps.height, width: maps.width)
        let convolution = ConvolutionRun(
            maps: maps, geometry: geometry, weights: weights, activation: activation, workers: workers)
        return [.float(convolution.evaluate(input))]
    }

    private func weightsTaken(from inputs: [Value?], on workers: Workers) throws -> ConvolutionWeights {
        try ConvolutionWeights(
            inputs.maps(at: 1, of: name).channelsMovedFirst(),
            bias: inputs.optionalFloats(at: 2, of: name), groups: groups, tiles: nil, on: workers)
    }
}

extension Convolution: SlidingOperator {
    func geometry(height: Int, width: Int) -> WindowGeometry? {
        try? WindowGeometry(window, kernel: weights?.kernel ?? window.kernel, height: height, width: width)
    }

    func paddingValue(_ geometry: WindowGeometry) -> Float? { 0 }

    var withoutPadding: any Operator {
        var result = self
        result.window = window.withoutPadding
        return result
    }

    /// Winograd's tiles.
    var granularity: Int {
        if case .winograd = weights?.form { 4 } else { 1 }
    }
}
