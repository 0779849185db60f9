import Occlusion
import Rendering
import Workbench

/// What the hand does on the Saliency stage: where the pointer is, what it is on, what it draws.
struct SaliencyHand: Sendable {
    /// What the pointer is on.
    enum Hover: Sendable, Equatable {
        /// A pixel of the pictures.
        case pixel(x: Int, y: Int)
        /// A variant of the column, by its place there.
        case witness(Int)
        /// A step of a curve.
        case curve(CurvePlot.Step)
        /// A button.
        case button(StageButton.Action)
    }

    /// What is being drawn, in pixels of the picture.
    struct Drawing: Sendable, Equatable {
        /// The picture of the stage on which it was begun.
        var pane: Int
        /// The way of the pointer.
        var points: [Point]
    }

    /// Where the pointer is; nil outside of the stage.
    var pointer: Point?
    /// What it is on.
    var hover: Hover?
    /// The pixel that is kept.
    var pin: SIMD2<Int>?
    /// The pixel that was pointed at last.
    var latest: SIMD2<Int>?
    /// The variants behind the value of the pixel that the column speaks of.
    var witnesses: [SaliencyContent.Witness] = []
    /// What is being drawn.
    var drawing: Drawing?
    /// Where a button of the mouse went down, and on what.
    var pressed: (place: Point, hover: Hover?)?

    /// Lets go of the pixels.
    mutating func dropPixels() { (pin, latest, drawing) = (nil, nil, nil) }

    /// The pixel with a cross: the kept one, else the one under the pointer, else the one whose variants are
    /// pointed at.
    var cross: SIMD2<Int>? {
        if let pin { return pin }
        switch hover {
        case .pixel(let x, let y): return SIMD2(x, y)
        case .witness: return latest
        default: return nil
        }
    }
}

extension SaliencyHand.Drawing {
    /// The pixels that a tool makes of it; nil where that is nothing.
    func shape(_ tool: SaliencyTool, radius: Float) -> MaskShape? {
        let places = points.map { PicturePoint(x: Double($0.x), y: Double($0.y)) }
        switch tool {
        case .point: return nil
        case .brush, .eraser: return .stroke(BrushStroke(points: places, radius: Double(radius)))
        case .lasso: return places.count > 2 ? .polygon(PolygonShape(corners: places)) : nil
        }
    }
}
