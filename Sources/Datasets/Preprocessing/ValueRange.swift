/// The usual ways in which pixel values are brought to a network, for networks that come without a description.
public enum ValueRange: String, Sendable, Hashable, CaseIterable {
    /// RGB less the mean of ImageNet, over its deviation: torchvision's networks.
    case torchvision
    /// BGR, 0...255 less the mean of ImageNet: networks from Caffe.
    case caffe
    /// RGB, 0...1.
    case unit
    /// RGB, -1...1: networks from TensorFlow.
    case signed
    /// RGB, 0...255: networks that bring the values to their range by themselves.
    case bytes
    /// Brightness, 0...1.
    case unitGray
    /// Brightness, -1...1.
    case signedGray
    /// Brightness, 0...255.
    case bytesGray

    /// Those that feed the given number of channels, 1 or 3, the likeliest first.
    public static func choices(channelCount: Int) -> [ValueRange] {
        allCases.filter { $0.channelOrder.count == channelCount }
    }

    /// The same range for another number of channels, 1 or 3; nil where there is none.
    public func feeding(channelCount: Int) -> ValueRange? {
        guard channelOrder.count != channelCount else { return self }
        return Self.choices(channelCount: channelCount).first { $0.title == title }
    }

    /// What is taken off pixel values 0...1, one number a channel.
    public var mean: [Float] {
        switch self {
        case .torchvision: [0.485, 0.456, 0.406]
        case .caffe: [103.939 / 255, 116.779 / 255, 123.68 / 255]
        case .unit, .bytes: [0, 0, 0]
        case .signed: [0.5, 0.5, 0.5]
        case .unitGray, .bytesGray: [0]
        case .signedGray: [0.5]
        }
    }

    /// What the difference is divided by, one number a channel.
    public var deviation: [Float] {
        switch self {
        case .torchvision: [0.229, 0.224, 0.225]
        case .caffe, .bytes: [1 / 255, 1 / 255, 1 / 255]
        case .unit: [1, 1, 1]
        case .signed: [0.5, 0.5, 0.5]
        case .unitGray: [1]
        case .signedGray: [0.5]
        case .bytesGray: [1 / 255]
        }
    }

    /// The order of the channels.
    public var channelOrder: ChannelOrder {
        switch self {
        case .torchvision, .unit, .signed, .bytes: .rgb
        case .caffe: .bgr
        case .unitGray, .signedGray, .bytesGray: .gray
        }
    }

    /// What a button says.
    public var title: String {
        switch self {
        case .torchvision: "ImageNet"
        case .caffe: "Caffe BGR"
        case .unit, .unitGray: "0 … 1"
        case .signed, .signedGray: "−1 … 1"
        case .bytes, .bytesGray: "0 … 255"
        }
    }

    /// The preset in words.
    public var words: String {
        switch self {
        case .torchvision: "ImageNet's mean and deviation, as torchvision's networks want"
        case .caffe: "BGR, 0 to 255 less ImageNet's mean, as Caffe's networks want"
        case .unit: "values 0 to 1"
        case .signed: "values -1 to 1"
        case .bytes: "values 0 to 255"
        case .unitGray: "brightness 0 to 1"
        case .signedGray: "brightness -1 to 1"
        case .bytesGray: "brightness 0 to 255"
        }
    }
}
