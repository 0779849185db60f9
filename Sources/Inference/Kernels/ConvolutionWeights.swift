import Tensors

/// The weights of a convolution as its loops read them.
struct ConvolutionWeights: Sendable {
    /// [vertical, horizontal]
    let kernel: [Int]
    let groups: Int
    let channelsPerGroup: Int
    let outputsPerGroup: Int
    /// `[groups, depth, outputsPerGroup]` with depth = taps x channelsPerGroup, the channel varying fastest;
    /// depthwise: `[1, taps, channels]`.
    let packed: Tensor
    /// `[outputs]`, zeros where the convolution has none.
    let bias: Tensor

    /// Whether every channel has one filter of its own.
    var isDepthwise: Bool { groups > 1 && channelsPerGroup == 1 && outputsPerGroup == 1 }
    /// Numbers in a patch of one group.
    var depth: Int { kernel[0] * kernel[1] * channelsPerGroup }
    /// Channels of the result.
    var outputs: Int { groups * outputsPerGroup }

    /// - Parameter weights: `[out, in / groups, height, width]`.
    /// - Throws: `InferenceError` where groups or bias do not fit.
    init(_ weights: Tensor, bias: Tensor?, groups: Int) throws {
        let outputs = weights.shape[0]
        guard groups > 0, outputs % groups == 0 else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "weights that fall into \(groups) groups", actual: weights.shape)
        }
        if let bias, bias.count != outputs {
            throw InferenceError.shapeMismatch(
                node: "", expected: "a bias for each of \(outputs) channels", actual: bias.shape)
        }
        self.groups = groups
        kernel = Array(weights.shape[2...])
        channelsPerGroup = weights.shape[1]
        outputsPerGroup = outputs / groups
        packed = Self.pack(weights, groups: groups)
        self.bias = bias ?? Tensor(shape: [outputs])
    }

    /// [out][channel][tap] -> [out][tap][channel], then each group (depthwise: the whole) transposed.
    private static func pack(_ weights: Tensor, groups: Int) -> Tensor {
        let outputs = weights.shape[0]
        let depth = weights.shape[1] * weights.shape[2] * weights.shape[3]
        let isDepthwise = groups > 1 && weights.shape[1] == 1 && outputs == groups
        let matrices = isDepthwise ? 1 : groups
        return weights.channelsMovedLast()
            .reshaped([matrices, outputs / matrices, 1, depth]).channelsMovedLast()
            .reshaped([matrices, depth, outputs / matrices])
    }
}
