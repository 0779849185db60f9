/// The set of hidden pixels of a picture, one bit each.
///
/// A value: copies share their memory until one of them changes.
public struct Mask: Sendable, Hashable {
    /// Pixels from left to right.
    public let width: Int
    /// Pixels from top to bottom.
    public let height: Int
    /// One bit a pixel, row after row; bits past the last pixel are 0.
    private var words: [UInt64]

    /// A mask that hides nothing.
    public init(width: Int, height: Int) {
        precondition(width > 0 && height > 0, "a mask of \(width) x \(height) pixels")
        self.width = width
        self.height = height
        words = [UInt64](repeating: 0, count: (width * height + 63) / 64)
    }

    /// A mask that hides the pixels of `rectangles`.
    public init(width: Int, height: Int, rectangles: [PixelRectangle]) {
        self.init(width: width, height: height)
        for rectangle in rectangles { insert(.rectangle(rectangle)) }
    }

    /// A mask that hides the pixels of a shape.
    public init(width: Int, height: Int, shape: MaskShape) {
        self.init(width: width, height: height)
        insert(shape)
    }

    /// A mask that hides what `parts` hide, each lying on those before.
    public init(width: Int, height: Int, parts: [MaskPart]) {
        self = MaskLayers(width: width, height: height, parts: parts).hidden
    }

    /// Hides also the pixels of a shape.
    public mutating func insert(_ shape: MaskShape) {
        shape.forEachRun(width: width, height: height) { y, columns in insert(row: y, columns: columns) }
    }

    /// Hides also the pixels that `other`, of the same size, hides.
    public mutating func formUnion(_ other: Mask) {
        checkSize(of: other)
        for index in words.indices { words[index] |= other.words[index] }
    }

    /// Shows again the pixels that `other`, of the same size, hides.
    public mutating func subtract(_ other: Mask) {
        checkSize(of: other)
        for index in words.indices { words[index] &= ~other.words[index] }
    }

    /// Keeps only the pixels that `other`, of the same size, hides too.
    public mutating func formIntersection(_ other: Mask) {
        checkSize(of: other)
        for index in words.indices { words[index] &= other.words[index] }
    }

    /// Whether the pixel in column `x` and row `y` is hidden; outside the picture none is.
    public func contains(x: Int, y: Int) -> Bool {
        guard x >= 0, x < width, y >= 0, y < height else { return false }
        let bit = y * width + x
        return words[bit >> 6] & (1 << UInt64(bit & 63)) != 0
    }

    /// Whether no pixel is hidden.
    public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// The number of hidden pixels.
    public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// The share of the picture that is hidden, 0...1.
    public var share: Double { Double(count) / Double(width * height) }

    /// The smallest rectangle around the hidden pixels; nil where there are none.
    public var bounds: PixelRectangle? {
        var left = width
        var right = -1
        var top = height
        var bottom = -1
        forEachHiddenPixel { x, y in
            left = min(left, x)
            right = max(right, x)
            top = min(top, y)
            bottom = max(bottom, y)
        }
        guard right >= 0 else { return nil }
        return PixelRectangle(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }

    /// Calls `body` with every hidden pixel, row after row.
    public func forEachHiddenPixel(_ body: (_ x: Int, _ y: Int) -> Void) {
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                let bit = index << 6 + rest.trailingZeroBitCount
                body(bit % width, bit / width)
                rest &= rest - 1
            }
        }
    }

    /// Hides the pixels of a row that lie in `columns`, all of them inside the picture.
    private mutating func insert(row: Int, columns: Range<Int>) {
        var bit = row * width + columns.lowerBound
        let end = row * width + columns.upperBound
        while bit < end {
            let count = min(64 - bit & 63, end - bit)
            words[bit >> 6] |= (UInt64.max >> UInt64(64 - count)) << UInt64(bit & 63)
            bit += count
        }
    }

    private func checkSize(of other: Mask) {
        precondition(
            width == other.width && height == other.height,
            "masks of \(width) x \(height) and \(other.width) x \(other.height) pixels")
    }
}
