import Rendering

/// A picture of very many thin lines that run from top to bottom, made without graphics hardware so that it can be made
/// beside the main thread.
///
/// Every row of pixels is covered by what lies within half the line's width, measured across the line, with an edge one
/// pixel wide.
struct LineRaster: Sendable {
    /// Columns, in pixels.
    let width: Int
    /// Rows, in pixels.
    let height: Int
    /// Red, green, blue, 0...1; `[height, width]`.
    private var pixels: [SIMD4<Float>]

    /// A picture of one color.
    init(width: Int, height: Int, background: Color) {
        (self.width, self.height) = (width, height)
        pixels = Array(repeating: Self.components(background), count: width * height)
    }

    private static func components(_ color: Color) -> SIMD4<Float> {
        SIMD4(color.red, color.green, color.blue, 1)
    }

    /// Draws a line of `thickness` pixels through corners whose heights ascend, in pixels.
    mutating func draw(_ corners: [Point], thickness: Float, color: Color) {
        let (ink, alpha) = (Self.components(color), color.alpha)
        let (width, height) = (width, height)
        pixels.withUnsafeMutableBufferPointer { pixels in
            for (start, end) in zip(corners, corners.dropFirst()) where end.y > start.y {
                let slope = (end.x - start.x) / (end.y - start.y)
                let across = 1 / (1 + slope * slope).squareRoot()
                let reach = (thickness / 2 + 0.5) / across
                let rows =
                    max(
                        Int((start.y - 0.5).rounded(.up)), 0)..<max(
                        min(Int((end.y - 0.5).rounded(.up)), height),
                        max(Int((start.y - 0.5).rounded(.up)), 0))
                for row in rows {
                    let middle = start.x + (Float(row) + 0.5 - start.y) * slope
                    let first = max(Int((middle - reach).rounded(.down)), 0)
                    let last = min(Int((middle + reach).rounded(.down)), width - 1)
                    var column = first
                    while column <= last {
                        let distance = abs(Float(column) + 0.5 - middle) * across
                        let cover = min(max(thickness / 2 + 0.5 - distance, 0), 1) * alpha
                        let place = row * width + column
                        pixels[place] += (ink - pixels[place]) * cover
                        column += 1
                    }
                }
            }
        }
    }

    /// Draws a level line over whole rows of pixels.
    mutating func drawLevel(rows: Range<Int>, columns: Range<Int>, color: Color) {
        let ink = Self.components(color)
        for row in rows.clamped(to: 0..<height) {
            for column in columns.clamped(to: 0..<width) {
                pixels[row * width + column] += (ink - pixels[row * width + column]) * color.alpha
            }
        }
    }

    /// A part of the picture as an image.
    func image(rows: Range<Int>, columns: Range<Int>) -> DisplayImage {
        let count = rows.count * columns.count
        let bytes = [UInt8](unsafeUninitializedCapacity: count * 4) { target, filled in
            filled = count * 4
            pixels.withUnsafeBufferPointer { pixels in
                var place = 0
                for row in rows {
                    for column in columns {
                        let color = (pixels[row * width + column] * 255).rounded(.toNearestOrAwayFromZero)
                        for channel in 0..<4 {
                            target[place + channel] = UInt8(min(max(color[channel], 0), 255))
                        }
                        place += 4
                    }
                }
            }
        }
        return DisplayImage(width: columns.count, height: rows.count, pixels: bytes)
    }
}
