import Occlusion
import Rendering

extension PixelRectangle {
    /// The whole pixels between two places, clipped to a picture of `size` pixels; nil where they enclose none.
    init?(from start: SIMD2<Float>, to end: SIMD2<Float>, within size: SIMD2<Int>) {
        let size = SIMD2(Float(size.x), Float(size.y))
        func clamped(_ place: SIMD2<Float>) -> SIMD2<Float> { pointwiseMax(pointwiseMin(place, size), .zero) }
        let (a, b) = (clamped(start), clamped(end))
        let low = pointwiseMin(a, b).rounded(.down)
        let high = pointwiseMax(a, b).rounded(.up)
        guard (high - low).min() >= 1 else { return nil }
        self.init(x: Int(low.x), y: Int(low.y), width: Int(high.x - low.x), height: Int(high.y - low.y))
    }
}
