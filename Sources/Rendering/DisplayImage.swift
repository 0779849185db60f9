import Synchronization

/// Pixels to be shown: a picture, or a feature map under a colour map.
///
/// Immutable and cheap to pass on. The renderer uploads it once, recognises it by `id`, and forgets it when no
/// frame has used it for a while; so keep one image for as long as its pixels stay the same.
public struct DisplayImage: Sendable, Identifiable {
    /// Unique in this process.
    public let id: UInt64
    /// Columns, in pixels.
    public let width: Int
    /// Rows, in pixels.
    public let height: Int
    /// Red, green, blue, alpha, 8 bits each, `[height, width, 4]`, top row first, straight alpha.
    public let pixels: [UInt8]

    private static let nextID = Atomic<UInt64>(1)

    /// An image of the given pixels, `[height, width, 4]`.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(pixels.count == width * height * 4, "\(pixels.count) bytes for \(width)x\(height)")
        id = Self.nextID.add(1, ordering: .relaxed).oldValue
        self.width = width
        self.height = height
        self.pixels = pixels
    }
}
