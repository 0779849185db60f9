import Tensors

/// What turns a picture into the numbers that a network is fed.
///
/// First `fit` brings the picture to the input's pixels, still 8 bits a channel: masks and their fills are
/// applied there. Then `tensor` makes every value `(pixel / 255 - mean) / deviation`.
public struct Preprocessing: Sendable, Hashable {
    /// Pixels of the network's input, from left to right.
    public var width: Int
    /// Pixels of the network's input, from top to bottom.
    public var height: Int
    /// What is taken off pixel values 0...1, one number a channel in `channelOrder`.
    public var mean: [Float]
    /// What the difference is divided by, one number a channel in `channelOrder`.
    public var deviation: [Float]
    /// The channels in the order the network reads them.
    public var channelOrder: ChannelOrder
    /// The order of the input's dimensions.
    public var layout: TensorLayout
    /// How pictures of other proportions are fitted.
    public var resize: Resize
    /// Pixels, from left to right, that a picture is brought to before its centre is cut out; at least `width`.
    public var scaledWidth: Int
    /// Pixels, from top to bottom, that a picture is brought to before its centre is cut out; at least `height`.
    public var scaledHeight: Int
    /// How pixels between pixels are made.
    public var interpolation = Interpolation.bilinear
    /// Where mean and deviation come from.
    public var origin: Origin

    /// Where a preprocessing comes from, for the user to judge it.
    public enum Origin: Sendable, Hashable {
        /// The sidecar says the mean and deviation.
        case sidecar(file: String)
        /// A file of another program beside the model does.
        case file(String)
        /// The model's file does.
        case model
        /// The user has chosen them.
        case chosen(ValueRange)
        /// Nobody says them: they are a guess.
        case assumed(ValueRange)
    }

    /// A preprocessing of the given parts.
    public init(
        width: Int, height: Int, values: ValueRange, layout: TensorLayout = .channelsFirst,
        resize: Resize = .squash
    ) {
        self.width = width
        self.height = height
        mean = values.mean
        deviation = values.deviation
        channelOrder = values.channelOrder
        self.layout = layout
        self.resize = resize
        scaledWidth = width
        scaledHeight = height
        origin = .assumed(values)
    }

    /// Feeds the same pictures with the values of a preset, as the user has chosen.
    ///
    /// - Precondition: the preset has as many channels.
    public mutating func choose(_ values: ValueRange) {
        precondition(values.channelOrder.count == channelOrder.count, "\(values) for \(channelOrder)")
        (mean, deviation, channelOrder) = (values.mean, values.deviation, values.channelOrder)
        origin = .chosen(values)
    }

    /// Whether both make the same numbers of a picture, whoever says them.
    public func feedsLike(_ other: Preprocessing) -> Bool {
        var same = other
        same.origin = origin
        return same == self
    }

    /// The preset whose values are fed, whoever says them; nil where there is none.
    public var valueRange: ValueRange? {
        ValueRange.choices(channelCount: channelOrder.count).first {
            $0.mean == mean && $0.deviation == deviation && $0.channelOrder == channelOrder
        }
    }

    /// The shape of the tensors: `[1, C, H, W]` or `[1, H, W, C]`.
    public var tensorShape: [Int] {
        switch layout {
        case .channelsFirst: [1, channelOrder.count, height, width]
        case .channelsLast: [1, height, width, channelOrder.count]
        }
    }

    /// `picture` at the pixels of the network's input; grey where the network reads no colours, so that what is
    /// shown is what is fed.
    public func fit(_ picture: Picture) -> Picture {
        let fitted = resized(picture)
        return channelOrder == .gray ? grayscale(fitted) : fitted
    }

    private func grayscale(_ picture: Picture) -> Picture {
        var pixels = picture.pixels
        picture.pixels.withUnsafeBufferPointer { bytes in
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let level = UInt8(level(of: 0, in: bytes, at: start))
                (pixels[start], pixels[start + 1], pixels[start + 2]) = (level, level, level)
            }
        }
        return Picture(width: picture.width, height: picture.height, pixels: pixels)
    }

    private func resized(_ picture: Picture) -> Picture {
        let isCut = scaledWidth > width || scaledHeight > height
        guard isCut || picture.width != width || picture.height != height else { return picture }
        let frame = frame(ofWidth: picture.width, height: picture.height)
        return picture.resized(
            toWidth: frame.wholeWidth, height: frame.wholeHeight,
            keepingColumns: frame.left..<frame.left + width, rows: frame.top..<frame.top + height,
            by: interpolation)
    }

    /// Where a picture of `pictureWidth` x `pictureHeight` pixels comes to lie on the input: as torchvision's
    /// `Resize` scales it, its centre; the part outside the centre is never made.
    public func frame(ofWidth pictureWidth: Int, height pictureHeight: Int) -> PictureFrame {
        var (whole, tall) = (max(scaledWidth, width), max(scaledHeight, height))
        if resize == .crop, whole * pictureHeight >= tall * pictureWidth {
            tall = max(tall, whole * pictureHeight / pictureWidth)
        } else if resize == .crop {
            whole = max(whole, tall * pictureWidth / pictureHeight)
        }
        return PictureFrame(
            pictureWidth: pictureWidth, pictureHeight: pictureHeight, width: width, height: height,
            wholeWidth: whole, wholeHeight: tall, left: Self.halfRoundedToEven(whole - width),
            top: Self.halfRoundedToEven(tall - height))
    }

    private static func halfRoundedToEven(_ number: Int) -> Int {
        let half = number / 2
        return number % 2 == 0 || half % 2 == 0 ? half : half + 1
    }
}

extension Preprocessing {
    /// The input tensor of one fitted picture, of the shape `tensorShape`.
    public func tensor(from fitted: Picture) -> Tensor { tensor(from: [fitted]) }

    /// The input tensor of several fitted pictures; its first dimension is their number.
    public func tensor(from fitted: [Picture]) -> Tensor {
        var shape = tensorShape
        shape[0] = fitted.count
        var tensor = Tensor(uninitialized: shape)
        let length = shape[1...].reduce(1, *)
        tensor.withMutableValues { values in
            for (index, picture) in fitted.enumerated() {
                let part = UnsafeMutableBufferPointer(rebasing: values[index * length..<(index + 1) * length])
                write(picture, to: part)
            }
        }
        return tensor
    }

    private func write(_ picture: Picture, to values: UnsafeMutableBufferPointer<Float>) {
        precondition(
            picture.width == width && picture.height == height,
            "a picture of \(picture.width) x \(picture.height) pixels for \(width) x \(height)")
        let channels = channelOrder.count
        let pixelCount = width * height
        for channel in 0..<channels {
            let table = valueTable(of: channel)
            let start = layout == .channelsFirst ? channel * pixelCount : channel
            let step = layout == .channelsFirst ? 1 : channels
            picture.pixels.withUnsafeBufferPointer { bytes in
                table.withUnsafeBufferPointer { table in
                    for pixel in 0..<pixelCount {
                        let level = self.level(of: channel, in: bytes, at: pixel * 3)
                        values[start + pixel * step] = table[level]
                    }
                }
            }
        }
    }

    /// What each of the 256 levels of a channel is fed as.
    private func valueTable(of channel: Int) -> [Float] {
        (0...255).map { (Float($0) / 255 - mean[channel]) / deviation[channel] }
    }

    private func level(of channel: Int, in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        switch channelOrder {
        case .rgb: return Int(bytes[start + channel])
        case .bgr: return Int(bytes[start + 2 - channel])
        case .gray:
            // ITU-R 601 in 16-bit fixed point, as Pillow's mode L.
            let red = 19_595 * Int(bytes[start])
            let green = 38_470 * Int(bytes[start + 1])
            let blue = 7_471 * Int(bytes[start + 2])
            return (red + green + blue + 0x8000) >> 16
        }
    }
}
