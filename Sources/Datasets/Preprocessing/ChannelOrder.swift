/// The channels that a network reads, in their order.
public enum ChannelOrder: String, Sendable, Codable, CaseIterable {
    /// Red, green, blue.
    case rgb = "RGB"
    /// Blue, green, red: networks from Caffe.
    case bgr = "BGR"
    /// Brightness alone: 0.299 red + 0.587 green + 0.114 blue (ITU-R 601).
    case gray

    /// The number of channels.
    public var count: Int { self == .gray ? 1 : 3 }
}

/// How the dimensions of a network's input are ordered.
public enum TensorLayout: String, Sendable, Codable, CaseIterable {
    /// Batch, channels, height, width.
    case channelsFirst = "NCHW"
    /// Batch, height, width, channels.
    case channelsLast = "NHWC"
}

/// How a picture of other proportions comes to the size of a network's input.
public enum Resize: String, Sendable, Codable, CaseIterable {
    /// The whole picture, its proportions changed.
    case squash
    /// Proportions kept: as small as still covers the input, then its centre.
    case crop
}
