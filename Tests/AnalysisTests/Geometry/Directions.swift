import Foundation

extension SIMD2<Float> {
    /// The vector of length 1 that points so far to the left of the x axis.
    static func direction(degrees: Float) -> SIMD2<Float> {
        SIMD2(cos(degrees * .pi / 180), sin(degrees * .pi / 180))
    }
}
