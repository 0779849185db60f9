import Tensors

/// One channel of what a network is fed, to be looked at.
public struct FedPlane: Sendable, Equatable {
    /// Which channel, as people call it: "Red", "Brightness".
    public let name: String
    /// The numbers that the network gets, `[height, width]`.
    public let values: Tensor
    /// The lowest and the highest of them.
    public let range: ClosedRange<Float>
    /// Their mean.
    public let mean: Float
}

extension Preprocessing {
    /// What the network is fed for a fitted picture, channel by channel in the order that the network reads.
    public func planes(of fitted: Picture) -> [FedPlane] {
        let fed = tensor(from: fitted).values
        let pixelCount = width * height
        let channels = channelOrder.count
        return channelOrder.names.enumerated().map { channel, name in
            let values =
                layout == .channelsFirst
                ? Array(fed[channel * pixelCount..<(channel + 1) * pixelCount])
                : stride(from: channel, to: fed.count, by: channels).map { fed[$0] }
            let low = values.min() ?? 0
            return FedPlane(
                name: name, values: Tensor(shape: [height, width], values: values),
                range: low...max(values.max() ?? 0, low),
                mean: Float(values.reduce(0) { $0 + Double($1) } / Double(max(values.count, 1))))
        }
    }
}

extension ChannelOrder {
    /// What people call the channels, in order.
    public var names: [String] {
        switch self {
        case .rgb: ["Red", "Green", "Blue"]
        case .bgr: ["Blue", "Green", "Red"]
        case .gray: ["Brightness"]
        }
    }
}
