import Glibc
import Tensors

/// A picture in CIELAB (D65, 2 degrees), where distances are about what an eye sees; three planes, row-major.
///
/// The picture is first stretched so that its darkest number is 0 and its brightest 1.
/// Source: IEC 61966-2-1 for sRGB, CIE 15 for CIELAB.
struct LabColors {
    /// `[3, pixels]`: lightness, green to red, blue to yellow, each multiplied by the scale.
    let planes: [[Double]]

    /// - Parameters:
    ///   - image: red, green and blue, `[3, height, width]`.
    ///   - scale: what every number is multiplied by in the end.
    init(_ image: Tensor, scale: Double) {
        let levels = image.values.map(Self.exactLevel)
        let low = levels.min() ?? 0
        let range = (levels.max() ?? 0) - low
        let linear = levels.map { Self.linear(range > 0 ? ($0 - low) / range : $0 - low) }
        let count = levels.count / 3
        var planes = [[Double]](repeating: [Double](repeating: 0, count: count), count: 3)
        for pixel in 0..<count {
            let lab = Self.lab(
                red: linear[pixel], green: linear[count + pixel], blue: linear[2 * count + pixel])
            planes[0][pixel] = lab.x * scale
            planes[1][pixel] = lab.y * scale
            planes[2][pixel] = lab.z * scale
        }
        self.planes = planes
    }

    /// Calls `body` with the three planes, for reading.
    func withPlanes(
        _ body: (UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>) ->
            Void
    ) {
        planes[0].withUnsafeBufferPointer { first in
            planes[1].withUnsafeBufferPointer { second in
                planes[2].withUnsafeBufferPointer { third in body(first, second, third) }
            }
        }
    }

    /// Numbers of 8-bit pixels lose digits in 32 bits, and equal distances their equality: k / 255 is restored.
    private static func exactLevel(_ value: Float) -> Double {
        let level = (Double(value) * 255).rounded()
        return abs(Double(value) * 255 - level) < 1e-4 ? level / 255 : Double(value)
    }

    private static func linear(_ value: Double) -> Double {
        value > 0.04045 ? pow((value + 0.055) / 1.055, 2.4) : value / 12.92
    }

    private static func lab(red: Double, green: Double, blue: Double) -> SIMD3<Double> {
        let x = response((red * 0.412453 + green * 0.357580 + blue * 0.180423) / 0.95047)
        let y = response(red * 0.212671 + green * 0.715160 + blue * 0.072169)
        let z = response((red * 0.019334 + green * 0.119193 + blue * 0.950227) / 1.08883)
        return SIMD3(116 * y - 16, 500 * (x - y), 200 * (y - z))
    }

    private static func response(_ value: Double) -> Double {
        value > 0.008856 ? cbrt(value) : 7.787 * value + 16.0 / 116
    }
}
