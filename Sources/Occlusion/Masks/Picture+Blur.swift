import Datasets
import Glibc

extension Picture {
    /// The picture under a Gaussian of the given standard deviation in pixels, rounded at the end.
    ///
    /// Separable, cut off at three deviations and normalised; beyond its edges the picture goes on with its
    /// outermost pixels.
    public func blurred(deviation: Double) -> Picture {
        precondition(deviation > 0, "a blur of \(deviation) pixels")
        let reach = Int((3 * deviation).rounded(.up))
        let bell = (-reach...reach).map { exp(-Double($0 * $0) / (2 * deviation * deviation)) }
        let total = bell.reduce(0, +)
        let weights = bell.map { Float($0 / total) }
        let values = pixels.map(Float.init)
        let alongRows = Self.smoothed(
            values, weights, along: (count: width, stride: 3), across: (count: height, stride: width * 3))
        let smooth = Self.smoothed(
            alongRows, weights, along: (count: height, stride: width * 3), across: (count: width, stride: 3))
        return Picture(width: width, height: height, pixels: smooth.map { UInt8($0.rounded()) })
    }

    private typealias Axis = (count: Int, stride: Int)

    /// Smooths every line of pixels along one axis; strides are in numbers.
    private static func smoothed(
        _ values: [Float], _ weights: [Float], along: Axis, across: Axis
    ) -> [Float] {
        let reach = weights.count / 2
        var result = values
        var line = [Float](repeating: 0, count: along.count + 2 * reach)
        values.withUnsafeBufferPointer { values in
            result.withUnsafeMutableBufferPointer { result in
                for start in 0..<across.count * 3 {
                    let first = start / 3 * across.stride + start % 3
                    for index in line.indices {
                        let inside = min(max(index - reach, 0), along.count - 1)
                        line[index] = values[first + inside * along.stride]
                    }
                    line.withUnsafeBufferPointer { line in
                        weights.withUnsafeBufferPointer { weights in
                            for index in 0..<along.count {
                                result[first + index * along.stride] = weightedSum(line, from: index, weights)
                            }
                        }
                    }
                }
            }
        }
        return result
    }

    private static func weightedSum(
        _ line: UnsafeBufferPointer<Float>, from start: Int, _ weights: UnsafeBufferPointer<Float>
    ) -> Float {
        var sum: Float = 0
        for index in weights.indices { sum += weights[index] * line[start + index] }
        return min(max(sum, 0), 255)
    }
}
