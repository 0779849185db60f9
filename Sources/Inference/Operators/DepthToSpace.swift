import Tensors

/// ONNX "DepthToSpace": groups of channels become blocks of pixels.
public struct DepthToSpace: Operator, Equatable {
    /// How the channels are counted; the raw values are ONNX's.
    public enum Mode: String, Sendable {
        /// The place within the block varies slowest
        case depthFirst = "DCR"
        /// The place within the block varies fastest
        case columnFirst = "CRD"
    }

    /// Rows and columns of a block, in pixels.
    public var blockSize: Int
    /// How the channels are counted.
    public var mode: Mode

    /// The operator; see the properties for the meaning of the parameters.
    public init(blockSize: Int, mode: Mode = .depthFirst) {
        self.blockSize = blockSize
        self.mode = mode
    }

    /// The ONNX name.
    public var name: String { "DepthToSpace" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let shape = input.shape
        guard shape.count == 4, shape[1] % (blockSize * blockSize) == 0 else {
            throw InferenceError.invalid("\(shape) has no blocks of \(blockSize) x \(blockSize)")
        }
        let (batch, height, width) = (shape[0], shape[2], shape[3])
        let depth = shape[1] / (blockSize * blockSize)
        let (parts, order) =
            mode == .depthFirst
            ? ([batch, blockSize, blockSize, depth, height, width], [0, 3, 4, 1, 5, 2])
            : ([batch, depth, blockSize, blockSize, height, width], [0, 1, 4, 2, 5, 3])
        let moved = try Transpose.apply(order, to: input.reshaped(parts))
        return [moved.reshaped([batch, depth, height * blockSize, width * blockSize])]
    }
}
