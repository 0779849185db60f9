import Occlusion
import Rendering
import Workbench

/// What the hand is doing in the Models scene.
struct ModelsHand {
    /// Where it has been on the picture since the button went down, in pixels of the input; empty: nothing is drawn.
    var points: [SIMD2<Float>] = []
    /// Whether it goes through the checkpoints.
    var isOnTimeline = false

    /// The shape that is drawn, with the tool of the Network scene; where that would select, a rectangle. Nil where it
    /// covers no pixel.
    func shape(_ content: ModelsContent, size: SIMD2<Int>) -> MaskShape? {
        guard let first = points.first, let last = points.last else { return nil }
        switch content.tool {
        case .brush, .eraser:
            return .stroke(
                BrushStroke(
                    points: points.map { BrushStroke.Point(x: Double($0.x), y: Double($0.y)) },
                    radius: Double(content.brushRadius)))
        // A click without a way is no rectangle.
        case _ where ((last - first) * (last - first)).sum() <= 0.25: return nil
        case .ellipse: return PixelRectangle(from: first, to: last, within: size).map { .ellipse($0) }
        case .lasso: return Lasso(corners: points).shape
        case .select, .rectangle, .superpixels:
            return PixelRectangle(from: first, to: last, within: size).map { .rectangle($0) }
        }
    }
}
