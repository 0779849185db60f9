import Tensors

/// All pixels of a picture, the most important first: the order in which deletion hides them and insertion shows
/// them.
public struct PixelOrder: Sendable, Hashable {
    /// Pixels from left to right.
    public let width: Int
    /// Pixels from top to bottom.
    public let height: Int
    /// Every pixel once, as row x width + column.
    public let pixels: [Int32]

    /// The order that a map `[height, width]` gives: its largest number first, of equal ones the pixel with the
    /// lower index. What is not a number comes last.
    public init(map: Tensor) {
        precondition(map.shape.count == 2 && map.count > 0, "an order of \(map.shape)")
        let keys = map.withValues { values in
            values.enumerated().map { Self.key(~Self.ascending($1), pixel: $0) }
        }
        self.init(width: map.shape[1], height: map.shape[0], sorting: keys)
    }

    /// The order of a key a pixel, ascending; the pixel is its lower half.
    init(width: Int, height: Int, sorting keys: [UInt64]) {
        precondition(keys.count == width * height, "\(keys.count) keys for \(width) x \(height) pixels")
        (self.width, self.height) = (width, height)
        pixels = keys.sorted().map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
    }

    /// What pixels are sorted by: an importance, then their index.
    static func key(_ rank: UInt32, pixel: Int) -> UInt64 { UInt64(rank) << 32 | UInt64(pixel) }

    /// How many pixels are hidden after a step of a curve: equal portions, rounded to whole pixels.
    func count(ofStep step: Int, of steps: Int) -> Int { (2 * step * pixels.count + steps) / (2 * steps) }

    /// Whole numbers in the same order as the floats, 0 equal to -0, what is not a number below all.
    private static func ascending(_ value: Float) -> UInt32 {
        guard !value.isNaN else { return 0 }
        let bits = (value + 0).bitPattern
        return bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
    }
}
