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
        let down = Self.smoothedDown(values, weights, rowCount: height, rowLength: width * 3)
        let turned = Self.transposed(down, width: width, height: height)
        let across = Self.smoothedDown(turned, weights, rowCount: width, rowLength: height * 3)
        let smooth = Self.transposed(across, width: height, height: width)
        return Picture(
            width: width, height: height, pixels: smooth.map { UInt8(min(max($0, 0), 255).rounded()) })
    }

    /// Every row becomes the weighted sum of the rows around it.
    private static func smoothedDown(
        _ values: [Float], _ weights: [Float], rowCount: Int, rowLength: Int
    ) -> [Float] {
        let reach = weights.count / 2
        var result = [Float](repeating: 0, count: values.count)
        values.withUnsafeBufferPointer { values in
            result.withUnsafeMutableBufferPointer { result in
                guard let source = values.baseAddress, let target = result.baseAddress else { return }
                for row in 0..<rowCount {
                    let sum = target + row * rowLength
                    for (index, weight) in weights.enumerated() {
                        let from = source + min(max(row + index - reach, 0), rowCount - 1) * rowLength
                        for column in 0..<rowLength { sum[column] += weight * from[column] }
                    }
                }
            }
        }
        return result
    }

    /// Rows become columns; pixels keep their three numbers together.
    private static func transposed(_ values: [Float], width: Int, height: Int) -> [Float] {
        var result = values
        for y in 0..<height {
            for x in 0..<width {
                for channel in 0..<3 {
                    result[(x * height + y) * 3 + channel] = values[(y * width + x) * 3 + channel]
                }
            }
        }
        return result
    }
}
