import Foundation
import Rendering

/// Points of a plot as pixels: where many lie on one another, their mean colour, the more opaque the more they are.
///
/// A plot costs a pass over its points, however many there are, and is a picture from then on.
enum UnitSplat {
    /// The opacity of a pixel with one point.
    private static let firstOpacity: Float = 0.62

    /// A picture of `side` x `side` pixels on clear ground.
    ///
    /// - Parameters:
    ///   - x: the unit across.
    ///   - y: the unit upwards.
    ///   - chosen: the points that are drawn; nil: all.
    ///   - dot: how many pixels a point is wide and high.
    static func image(
        of cloud: UnitCloud, x: Int, y: Int, chosen: [Int32]? = nil, side: Int, dot: Int, theme: Theme
    ) -> DisplayImage {
        image(of: sums(of: cloud, x: x, y: y, chosen: chosen, side: side, dot: dot, theme: theme), side: side)
    }

    /// For every pixel the sums of red, green and blue, 0...255 each, of its points, and their number.
    static func sums(
        of cloud: UnitCloud, x: Int, y: Int, chosen: [Int32]?, side: Int, dot: Int, theme: Theme
    ) -> [SIMD4<UInt32>] {
        var sums = [SIMD4<UInt32>](repeating: .zero, count: side * side)
        let scale = UnitScale(range: cloud.points.range, side: Float(side))
        let colors = ClassMark.allCases.map { mark in
            let bytes = mark.color(theme).bytes
            return SIMD4(UInt32(bytes.x), UInt32(bytes.y), UInt32(bytes.z), 1)
        }
        // The dot's first pixel; its middle is as near to the point as whole pixels allow.
        let (shift, last) = (Float(dot - 1) / 2, Float(side - dot))
        cloud.withValues(x, y) { xs, ys in
            cloud.marks.withUnsafeBufferPointer { marks in
                colors.withUnsafeBufferPointer { colors in
                    sums.withUnsafeMutableBufferPointer { sums in
                        @inline(__always) func add(_ index: Int) {
                            let (a, b) = (xs[index], ys[index])
                            // What is no number lies nowhere.
                            guard a == a, b == b else { return }
                            let place = scale.place(a, b) - shift
                            let column = Int(min(max(place.x, 0), last))
                            let row = Int(min(max(place.y, 0), last))
                            let color = colors[Int(marks[index])]
                            for line in row..<row + dot {
                                for pixel in column..<column + dot { sums[line * side + pixel] &+= color }
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
        }
        return sums
    }

    private static func image(of sums: [SIMD4<UInt32>], side: Int) -> DisplayImage {
        let opacities = (0..<16).map { UInt8(255 * (1 - powf(1 - firstOpacity, Float($0)))) }
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
        return DisplayImage(width: side, height: side, pixels: pixels)
    }

    /// How wide the dots of so many points are, in pixels of which `scale` are a point of the stage.
    static func dot(_ count: Int, scale: Float) -> Int {
        max(Int((count < 20_000 ? 2 : 1) * scale + 0.5), 1)
    }
}

/// How often the values of a unit occur.
enum UnitHistogram {
    /// The number of points in each of `count` bins from the lowest to the highest value of all plots; values outside
    /// are in the outermost bins.
    ///
    /// - Parameter chosen: the points that are counted; nil: all.
    static func bins(of cloud: UnitCloud, unit: Int, chosen: [Int32]? = nil, count: Int) -> [Int] {
        var bins = [Int](repeating: 0, count: count)
        let (low, high) = (cloud.points.range.lowerBound, cloud.points.range.upperBound)
        let scale = high > low ? Float(count) / (high - low) : 0
        cloud.withValues(unit, unit) { values, _ in
            func add(_ value: Float) {
                guard value == value else { return }
                bins[Int(min(max((value - low) * scale, 0), Float(count - 1)))] += 1
            }
            if let chosen {
                for index in chosen { add(values[Int(index)]) }
            } else {
                for index in 0..<cloud.count { add(values[index]) }
            }
        }
        return bins
    }
}
