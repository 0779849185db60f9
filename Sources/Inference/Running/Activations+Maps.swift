import Tensors

extension Activations {
    /// What a layer shows with the channels last, `[height, width, channels]`, as convolutions leave it in memory:
    /// then nothing is copied. Dense layers are `[1, 1, units]`.
    ///
    /// - Parameter layer: one of the plan's.
    public func mapsWithChannelsLast(of layer: Layer) -> Tensor {
        let shape = [layer.height, layer.width, layer.mapCount]
        switch stored(plan.aliases[layer.value] ?? layer.value) {
        case .channelsLast(let tensor) where !layer.hasChannelsLast: return tensor.reshaped(shape)
        case .channelsLast, .rowMajor, nil:
            let maps = self.maps(of: layer)
            return maps.reshaped([1] + maps.shape).channelsMovedLast().reshaped(shape)
        }
    }
}
