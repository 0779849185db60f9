/// How far the pixels of a raster are from a sketch's lines: a pen of any width is drawn from it.
struct SketchRaster {
    let width: Int
    let height: Int
    /// From each pixel's centre to the nearest line, in pixels, row-major; infinite where it is farther than the
    /// widest pen reaches, or was erased after.
    private(set) var distances: [Double]

    /// The raster of a sketch whose places `pixels` brings to pixels, for pens and an eraser of widths in pixels.
    init(
        _ sketch: Sketch, width: Int, height: Int, widestPen: Double, eraserWidth: Double,
        pixels: (SIMD2<Double>) -> SIMD2<Double>
    ) {
        (self.width, self.height) = (width, height)
        distances = [Double](repeating: .infinity, count: width * height)
        for stroke in sketch.strokes {
            let reach = stroke.isErasing ? eraserWidth / 2 : widestPen / 2 + 1
            for segment in stroke.segments {
                visit(pixels(segment.from), pixels(segment.to), reach) { old, distance in
                    stroke.isErasing ? .infinity : min(old, distance)
                }
            }
        }
    }

    /// Which pixels' centres a pen of a width in pixels covers.
    func dots(penWidth: Double) -> [Bool] { distances.map { $0 <= penWidth / 2 } }

    /// How much of each pixel a pen covers, 0...1: a soft edge of one pixel.
    func coverage(penWidth: Double) -> [Double] {
        distances.map { min(max(penWidth / 2 - $0 + 0.5, 0), 1) }
    }

    private mutating func visit(
        _ from: SIMD2<Double>, _ to: SIMD2<Double>, _ reach: Double, _ change: (Double, Double) -> Double
    ) {
        let low = pointwiseMin(from, to) - reach, high = pointwiseMax(from, to) + reach
        let columns = max(Int(low.x), 0)..<max(min(Int(high.x) + 1, width), max(Int(low.x), 0))
        let rows = max(Int(low.y), 0)..<max(min(Int(high.y) + 1, height), max(Int(low.y), 0))
        for y in rows {
            for x in columns {
                let centre = SIMD2(Double(x) + 0.5, Double(y) + 0.5)
                let distance = Self.distance(of: centre, from: from, to: to)
                if distance <= reach { distances[y * width + x] = change(distances[y * width + x], distance) }
            }
        }
    }

    /// From a place to the nearest place of a line.
    static func distance(of place: SIMD2<Double>, from: SIMD2<Double>, to: SIMD2<Double>) -> Double {
        let way = to - from, offset = place - from
        let squared = (way * way).sum()
        let share = squared > 0 ? min(max((offset * way).sum() / squared, 0), 1) : 0
        let rest = offset - way * share
        return (rest * rest).sum().squareRoot()
    }
}
