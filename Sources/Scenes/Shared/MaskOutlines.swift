import Occlusion
import Rendering

/// The lines around hidden pixels, kept while the pixels stay the same.
@MainActor final class MaskOutlines {
    private var hidden: (mask: Mask, contours: [[Point]])?
    private var shapes: [(shape: MaskShape, size: SIMD2<Int>, contours: [[Point]])] = []

    /// Around everything that is hidden, in pixels of the input.
    func contours(of mask: Mask) -> [[Point]] {
        if let hidden, hidden.mask == mask { return hidden.contours }
        let contours = Self.points(mask.contours)
        hidden = (mask, contours)
        return contours
    }

    /// Around one shape on a picture of a size, in pixels of the input.
    func contours(of shape: MaskShape, size: SIMD2<Int>) -> [[Point]] {
        if let known = shapes.first(where: { $0.shape == shape && $0.size == size }) { return known.contours }
        let contours = Self.points(Mask(width: size.x, height: size.y, shape: shape).contours)
        // The selected one, the one under the pointer, and a few that were.
        shapes = [(shape, size, contours)] + shapes.prefix(7)
        return contours
    }

    private static func points(_ contours: [[SIMD2<Int>]]) -> [[Point]] {
        contours.map { $0.map { Point(Float($0.x), Float($0.y)) } }
    }

    /// Runs of hidden pixels along every `pitch`-th diagonal from the lower left to the upper right.
    static func diagonals(of mask: Mask, every pitch: Int) -> [(Point, Point)] {
        var runs: [(Point, Point)] = []
        for sum in stride(from: 0, to: mask.width + mask.height, by: max(1, pitch)) {
            var start: Int?
            for x in max(0, sum - mask.height + 1)...(min(sum, mask.width - 1) + 1) {
                let isHidden = mask.contains(x: x, y: sum - x)
                if isHidden, start == nil { start = x }
                if !isHidden, let first = start {
                    runs.append(
                        (Point(Float(first), Float(sum - first + 1)), Point(Float(x), Float(sum - x + 1))))
                    start = nil
                }
            }
        }
        return runs
    }
}
