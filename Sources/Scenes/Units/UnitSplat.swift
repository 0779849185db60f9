import Foundation
import Rendering

/// Points of a plot as pixels: where many lie on one another, their mean colour, the more opaque the more they are.
///
/// A plot costs a pass over its points, however many there are, and is a picture from then on.
struct UnitSplat: Sendable {
    /// The picture's columns and rows.
    let width: Int, height: Int
    /// Where values lie, in pixels.
    let scale: UnitScale
    /// How many pixels a point is wide and high.
    let dot: Int
    /// The colours of the marks, by their number.
    private let colors: [SIMD4<UInt32>]

    /// The opacity of a pixel with one point.
    private static let firstOpacity: Float = 0.62

    /// A square plot with one range.
    init(side: Int, range: ClosedRange<Float>, dot: Int, theme: Theme) {
        self.init(
            width: side, height: side, scale: UnitScale(range: range, side: Float(side)), dot: dot,
            theme: theme)
    }

    /// Any plot.
    init(width: Int, height: Int, scale: UnitScale, dot: Int, theme: Theme) {
        (self.width, self.height, self.scale, self.dot) = (width, height, scale, dot)
        colors = ClassMark.allCases.map { mark in
            let bytes = mark.color(theme).bytes
            return SIMD4(UInt32(bytes.x), UInt32(bytes.y), UInt32(bytes.z), 1)
        }
    }

    /// How wide the dots of so many points are, in pixels of which `scale` are a point of the stage.
    static func dot(_ count: Int, scale: Float) -> Int {
        max(Int((count < 8_000 ? 2 : 1) * scale + 0.5), 1)
    }

    /// Two units of a cloud as a picture on clear ground; of the `chosen` points alone where they are given.
    func image(of cloud: UnitCloud, x: Int, y: Int, chosen: [Int32]? = nil) -> DisplayImage {
        cloud.withValues(x, y) { image(of: sums($0, $1, marks: cloud.marks, chosen: chosen)) }
    }

    /// For every pixel the sums of red, green and blue, 0...255 each, of its points, and their number.
    ///
    /// - Parameters:
    ///   - xs: the values across.
    ///   - ys: the values upwards.
    ///   - marks: the mark of each point, as `ClassMark` counts them.
    ///   - chosen: the points that are drawn; nil: all.
    func sums(
        _ xs: UnsafePointer<Float>, _ ys: UnsafePointer<Float>, marks: [UInt8], chosen: [Int32]? = nil
    ) -> [SIMD4<UInt32>] {
        var sums = [SIMD4<UInt32>](repeating: .zero, count: width * height)
        // The dot's first pixel; its middle is as near to the point as whole pixels allow.
        let shift = Float(dot - 1) / 2
        let (right, low) = (Float(max(width - dot, 0)), Float(max(height - dot, 0)))
        let (width, dot, scale) = (width, min(dot, width, height), scale)
        marks.withUnsafeBufferPointer { marks in
            colors.withUnsafeBufferPointer { colors in
                sums.withUnsafeMutableBufferPointer { sums in
                    @inline(__always) func add(_ index: Int) {
                        let (a, b) = (xs[index], ys[index])
                        // What is no number lies nowhere.
                        guard a == a, b == b else { return }
                        let place = scale.place(a, b) - shift
                        let first = Int(min(max(place.y, 0), low)) * width + Int(min(max(place.x, 0), right))
                        let color = colors[Int(marks[index])]
                        for line in 0..<dot {
                            for pixel in 0..<dot { sums[first + line * width + pixel] &+= color }
                        }
                    }
                    if let chosen {
                        for index in chosen { add(Int(index)) }
                    } else {
                        for index in 0..<marks.count { add(index) }
                    }
                }
            }
        }
        return sums
    }

    /// The pixels of such sums.
    func image(of sums: [SIMD4<UInt32>]) -> DisplayImage {
        let opacities = (0..<16).map { UInt8(255 * (1 - powf(1 - Self.firstOpacity, Float($0)))) }
        let pixels = [UInt8](unsafeUninitializedCapacity: sums.count * 4) { buffer, count in
            count = sums.count * 4
            for (index, sum) in sums.enumerated() {
                let number = max(sum.w, 1)
                buffer[index * 4] = UInt8(sum.x / number)
                buffer[index * 4 + 1] = UInt8(sum.y / number)
                buffer[index * 4 + 2] = UInt8(sum.z / number)
                buffer[index * 4 + 3] = opacities[Int(min(sum.w, 15))]
            }
        }
        return DisplayImage(width: width, height: height, pixels: pixels)
    }
}
