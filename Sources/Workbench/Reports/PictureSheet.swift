import Datasets

/// Maps of one size in rows and columns on one white picture, enlarged by a whole factor where they are small.
struct PictureSheet {
    private let extent: SIMD2<Int>
    private let factor: Int
    private let width: Int
    private let height: Int
    private var pixels: [UInt8]

    private static let gap = 4
    private static let smallestSide = 128

    /// An empty sheet for maps of an extent.
    init(columns: Int, rows: Int, extent: SIMD2<Int>) {
        self.extent = extent
        factor = max(Self.smallestSide / max(extent.x, extent.y, 1), 1)
        width = columns * (extent.x * factor + Self.gap) - Self.gap
        height = rows * (extent.y * factor + Self.gap) - Self.gap
        pixels = [UInt8](repeating: 255, count: width * height * 3)
    }

    /// What has been drawn.
    var picture: Picture { Picture(width: width, height: height, pixels: pixels) }

    /// Draws a map, row by row; `color` gives red, green and blue of a value.
    mutating func draw(_ map: [Float], row: Int, column: Int, color: (Float) -> SIMD3<UInt8>) {
        let left = column * (extent.x * factor + Self.gap)
        let top = row * (extent.y * factor + Self.gap)
        for (index, value) in map.enumerated() {
            let color = color(value)
            let (x, y) = (left + index % extent.x * factor, top + index / extent.x * factor)
            for line in y..<y + factor {
                for place in x..<x + factor {
                    let start = (line * width + place) * 3
                    for channel in 0..<3 { pixels[start + channel] = color[channel] }
                }
            }
        }
    }
}
