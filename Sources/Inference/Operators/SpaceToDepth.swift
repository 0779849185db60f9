import Tensors

/// ONNX "SpaceToDepth": blocks of pixels become groups of channels.
public struct SpaceToDepth: Operator, Equatable {
    /// Rows and columns of a block, in pixels.
    public var blockSize: Int

    /// The operator; see the property.
    public init(blockSize: Int) { self.blockSize = blockSize }

    /// The ONNX name.
    public var name: String { "SpaceToDepth" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let shape = input.shape
        guard shape.count == 4, shape[2] % blockSize == 0, shape[3] % blockSize == 0 else {
            throw InferenceError.invalid("\(shape) does not fall into blocks of \(blockSize) x \(blockSize)")
        }
        let (batch, channels, height, width) = (
            shape[0], shape[1], shape[2] / blockSize, shape[3] / blockSize
        )
        let parts = input.reshaped([batch, channels, height, blockSize, width, blockSize])
        return [
            try Transpose.apply([0, 3, 5, 1, 2, 4], to: parts)
                .reshaped([batch, channels * blockSize * blockSize, height, width])
        ]
    }
}
