import CKernels
import Tensors

/// ONNX "LRN": every element divided by a power of the energy of its neighbouring channels.
public struct LocalResponseNormalization: Operator {
    /// The factor of the mean square.
    public var alpha: Float
    /// The exponent.
    public var beta: Float
    /// The constant in the divisor.
    public var bias: Float
    /// How many channels are summed.
    public var size: Int

    /// A normalisation; see the properties for the meaning of the parameters.
    public init(alpha: Float = 1e-4, beta: Float = 0.75, bias: Float = 1, size: Int) {
        self.alpha = alpha
        self.beta = beta
        self.bias = bias
        self.size = size
    }

    /// The ONNX name.
    public var name: String { "LRN" }
    /// Channels last.
    public var memoryOrder: MemoryOrder { .channelsLast }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }

    /// Normalises over neighbouring channels (Krizhevsky et al. 2012, section 3.3).
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let given = try inputs.floats(at: 0, of: name)
        let input = try given.asMaps()
        let maps = ck_maps(channelsLast: input.shape)
        var output = Tensor(uninitialized: input.shape)
        input.withPointer { input in
            output.withMutablePointer { output in
                let (source, target) = (SharedReadPointer(input), SharedPointer(output))
                workers.forEachRange(of: maps.pixelCount, smallest: 16) { pixels in
                    let offset = pixels.lowerBound * maps.channels
                    ck_local_response(
                        source.address + offset, pixels.count, maps.channels, size, alpha, beta, bias,
                        target.address + offset)
                }
            }
        }
        return [.float(output.asInput(of: given.shape))]
    }
}
