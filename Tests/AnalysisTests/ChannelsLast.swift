import Tensors

extension Tensor {
    /// Maps `[channels, height, width]` as `[height, width, channels]`.
    var withChannelsLast: Tensor {
        reshaped([1] + shape).channelsMovedLast().reshaped([shape[1], shape[2], shape[0]])
    }
}
