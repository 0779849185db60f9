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

extension DisplayImage {
    /// The same image, or a smaller one whose pixels are averages and whose longer side is `longestSide`.
    public func scaledDown(longestSide: Int) -> DisplayImage {
        guard max(width, height) > longestSide else { return self }
        let ratio = Double(longestSide) / Double(max(width, height))
        let columns = max(Int((Double(width) * ratio).rounded()), 1)
        let rows = max(Int((Double(height) * ratio).rounded()), 1)
        var result: [UInt8] = []
        result.reserveCapacity(columns * rows * 4)
        for row in 0..<rows {
            let sourceRows = row * height / rows..<max((row + 1) * height / rows, row * height / rows + 1)
            for column in 0..<columns {
                let first = column * width / columns
                let sourceColumns = first..<max((column + 1) * width / columns, first + 1)
                result += average(sourceRows, sourceColumns)
            }
        }
        return DisplayImage(width: columns, height: rows, pixels: result)
    }

    private func average(_ rows: Range<Int>, _ columns: Range<Int>) -> [UInt8] {
        var sum = SIMD4<UInt32>.zero
        for row in rows {
            for column in columns {
                let at = (row * width + column) * 4
                sum &+= SIMD4(
                    UInt32(pixels[at]), UInt32(pixels[at + 1]), UInt32(pixels[at + 2]), UInt32(pixels[at + 3])
                )
            }
        }
        let count = UInt32(rows.count * columns.count)
        let mean = (sum &+ count / 2) / SIMD4(repeating: count)
        return [UInt8(mean.x), UInt8(mean.y), UInt8(mean.z), UInt8(mean.w)]
    }
}
