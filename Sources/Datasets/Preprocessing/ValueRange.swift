/// The usual ways in which pixel values are brought to a network, for networks that come without a sidecar.
public enum ValueRange: Sendable, Hashable, CaseIterable {
    /// RGB less the mean of ImageNet, over its deviation: torchvision's networks.
    case torchvision
    /// RGB, 0...1.
    case unit
    /// RGB, -1...1: networks from TensorFlow.
    case signed
    /// BGR, 0...255 less the mean of ImageNet: networks from Caffe.
    case caffe
    /// Brightness, 0...1.
    case unitGray

    /// What is taken off pixel values 0...1, one number a channel.
    public var mean: [Float] {
        switch self {
        case .torchvision: [0.485, 0.456, 0.406]
        case .unit: [0, 0, 0]
        case .signed: [0.5, 0.5, 0.5]
        case .caffe: [103.939 / 255, 116.779 / 255, 123.68 / 255]
        case .unitGray: [0]
        }
    }

    /// What the difference is divided by, one number a channel.
    public var deviation: [Float] {
        switch self {
        case .torchvision: [0.229, 0.224, 0.225]
        case .unit: [1, 1, 1]
        case .signed: [0.5, 0.5, 0.5]
        case .caffe: [1 / 255, 1 / 255, 1 / 255]
        case .unitGray: [1]
        }
    }

    /// The order of the channels.
    public var channelOrder: ChannelOrder {
        switch self {
        case .torchvision, .unit, .signed: .rgb
        case .caffe: .bgr
        case .unitGray: .gray
        }
    }

    /// The preset in words.
    public var words: String {
        switch self {
        case .torchvision: "ImageNet's mean and deviation, as torchvision's networks want"
        case .unit: "values 0 to 1"
        case .signed: "values -1 to 1"
        case .caffe: "BGR, 0 to 255 less ImageNet's mean, as Caffe's networks want"
        case .unitGray: "brightness 0 to 1"
        }
    }
}
