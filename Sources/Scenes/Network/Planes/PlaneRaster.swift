import Foundation
import Rendering

/// Draws class marks into an image, on the processor: a plane of ten thousand samples is one image, and the camera
/// stays smooth.
struct PlaneRaster {
    /// Pixels a side.
    let side: Int
    /// The radius of a mark, in pixels.
    let radius: Float
    /// The colours.
    let theme: Theme

    /// The marks' coverages, kept from image to image.
    var stamps = PlaneStamps()

    /// All samples on translucent paper, those of all classes in turn, so that none covers another.
    ///
    /// - Parameter paper: the colour behind, with how much of it is seen.
    func image(of places: SamplePlaces, paper: Color) -> DisplayImage {
        draw(places, ScatterMarks.interleaved(places.count), paper: paper, outline: 0)
    }

    /// Some samples alone, each with an outline of ink, on nothing.
    ///
    /// - Parameter shown: by their index in the data set.
    func image(of places: SamplePlaces, only shown: Set<Int>) -> DisplayImage {
        let positions = shown.compactMap { places.position(of: $0) }.sorted()
        return draw(places, positions, paper: theme.raised.opacity(0), outline: max(1, radius * 0.3))
    }

    private func draw(_ places: SamplePlaces, _ order: [Int], paper: Color, outline: Float) -> DisplayImage {
        let marks = Set(order.map { SampleMarks.mark(places.classOf[$0]) })
        let radius = outline > 0 ? radius * 1.35 : radius
        let line = max(radius * 0.42, 1.4)
        let rimLine = line + 2 * outline
        let insides = stamps.all(marks, radius: radius, line: line)
        let rims = outline > 0 ? stamps.all(marks, radius: radius + outline, line: rimLine) : [:]
        let side = side
        let ink = theme.ink.bytes
        let pixels = [UInt8](unsafeUninitializedCapacity: side * side * 4) { buffer, count in
            let background = unsafeBitCast(paper.bytes, to: UInt32.self)
            buffer.withMemoryRebound(to: UInt32.self) { $0.initialize(repeating: background) }
            for position in order {
                let mark = SampleMarks.mark(places.classOf[position])
                let place = places.points[position] * Float(side)
                if let rim = rims[mark] { Self.put(rim, ink, at: place, side, buffer) }
                if let stamp = insides[mark] {
                    Self.put(stamp, mark.color(theme).bytes, at: place, side, buffer)
                }
            }
            count = side * side * 4
        }
        return DisplayImage(width: side, height: side, pixels: pixels)
    }

    /// Lays a stamp over what is there: straight alpha, the source over the destination.
    private static func put(
        _ stamp: PlaneStamps.Stamp, _ color: SIMD4<UInt8>, at place: Point, _ side: Int,
        _ pixels: UnsafeMutableBufferPointer<UInt8>
    ) {
        let (x, y) = (Int(place.x.rounded(.down)), Int(place.y.rounded(.down)))
        let width = 2 * stamp.reach + 1
        stamp.coverage.withUnsafeBufferPointer { coverage in
            for row in max(0, y - stamp.reach)..<max(0, min(side, y + stamp.reach + 1)) {
                for column in max(0, x - stamp.reach)..<max(0, min(side, x + stamp.reach + 1)) {
                    let source = Int(coverage[(row - y + stamp.reach) * width + column - x + stamp.reach])
                    guard source > 0 else { continue }
                    let pixel = 4 * (row * side + column)
                    let behind = Int(pixels[pixel + 3]) * (255 - source) / 255
                    let alpha = source + behind
                    for channel in 0..<3 {
                        let sum = Int(color[channel]) * source + Int(pixels[pixel + channel]) * behind
                        pixels[pixel + channel] = UInt8(sum / alpha)
                    }
                    pixels[pixel + 3] = UInt8(alpha)
                }
            }
        }
    }
}
