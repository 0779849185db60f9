/// What one source says about a network's input; every part may be missing.
public struct InputFacts: Sendable, Equatable {
    /// Which source.
    public var origin: Preprocessing.Origin
    /// The height and width of the input, in pixels.
    public var size: [Int]?
    /// The height and width that a picture is brought to before its centre is cut out, in pixels.
    public var scaledSize: [Int]?
    /// How pictures of other proportions are fitted.
    public var resize: Resize?
    /// How pixels between pixels are made.
    public var interpolation: Interpolation?
    /// What is taken off pixel values 0...1, one number a channel, or one for all.
    public var mean: [Float]?
    /// What the difference is divided by, as many numbers as `mean`.
    public var deviation: [Float]?
    /// The channels in the order of `mean`.
    public var channelOrder: ChannelOrder?
    /// The order of the input's dimensions.
    public var layout: TensorLayout?
    /// What a reader should know about how the source was understood, a sentence each.
    public var remarks: [String] = []

    /// A source that says nothing.
    public init(origin: Preprocessing.Origin) { self.origin = origin }

    /// Whether it says which numbers pixels become.
    public var hasValues: Bool { mean != nil || deviation != nil }
    /// Whether it says how pictures are fitted.
    public var hasFitting: Bool { scaledSize != nil || resize != nil || interpolation != nil }

    /// Mean, deviation and order for a network of `count` channels; nil where they do not fit or are not there.
    func values(
        channelCount count: Int
    ) -> (mean: [Float], deviation: [Float], order: ChannelOrder)? {
        guard hasValues else { return nil }
        let order = channelOrder ?? (count == 1 ? .gray : .rgb)
        let mean = Self.spread(mean ?? [0], over: count)
        let deviation = Self.spread(deviation ?? [1], over: count)
        guard order.count == count, let mean, let deviation else { return nil }
        return (mean, deviation, order)
    }

    private static func spread(_ numbers: [Float], over count: Int) -> [Float]? {
        if numbers.count == count { return numbers }
        guard let first = numbers.first, Set(numbers).count == 1 else { return nil }
        return [Float](repeating: first, count: count)
    }
}
