/// How a tensor of one or three channels is read as a picture.
public struct PictureForm: Sendable, Hashable {
    /// 1 for gray, 3 for colors.
    public let channels: Int
    /// Rows, in pixels.
    public let height: Int
    /// Columns, in pixels.
    public let width: Int
    /// Whether the channels of a pixel lie beside each other, `[1, height, width, channels]`.
    public let hasChannelsLast: Bool

    /// The picture that a value holds: `[1, channels, height, width]`, `[1, height, width, channels]`, or a single map
    /// `[1, height, width]`; nil where it holds none, or no more than a line of pixels.
    public init?(_ shape: [Int]) {
        guard shape.first == 1, (3...4).contains(shape.count) else { return nil }
        let colors: Set = [1, 3]
        hasChannelsLast = shape.count == 4 && !colors.contains(shape[1])
        let sides = hasChannelsLast ? shape[1..<3] : shape.suffix(2)
        channels = shape.count == 3 ? 1 : hasChannelsLast ? shape[3] : shape[1]
        (height, width) = (sides[sides.startIndex], sides[sides.startIndex + 1])
        guard colors.contains(channels), height > 1, width > 1 else { return nil }
    }

    /// Whether it has at least as many pixels as another picture; nil counts as none.
    func isAtLeast(_ other: PictureForm?) -> Bool {
        guard let other else { return false }
        return height * width >= other.height * other.width
    }
}
