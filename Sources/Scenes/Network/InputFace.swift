import Foundation
import Occlusion
import Rendering
import Workbench

/// Draws what is hidden on the input picture: outlines, handles, hatching, and the part that is being drawn.
@MainActor struct InputFace {
    /// What is drawn.
    let frame: NetworkFrame

    private var theme: Theme { frame.theme }
    private var shape: SIMD3<Int> { frame.content.inputShape }
    private static let ink = Color(0x1B2430)
    private static let white = Color(0xFFFFFF)

    /// The corners of a rectangle of the input's pixels, on the stage.
    func quad(_ rectangle: PixelRectangle) -> [Point] {
        let size = Point(Float(shape.x), Float(shape.y))
        return frame.quad(
            frame.arrangement.input, x: Float(rectangle.x) / size.x, y: Float(rectangle.y) / size.y,
            width: Float(rectangle.width) / size.x, height: Float(rectangle.height) / size.y)
    }

    /// Outlines of all parts, on top of the face; `pointer` is where a size tag belongs.
    func draw(into drawing: inout Drawing, tool: MaskTool, pointer: Point?) {
        guard frame.arrangement.input.isVisible, frame.content.input != nil else { return }
        hatch(into: &drawing)
        for case .rectangle(let rectangle) in frame.content.parts.map(\.shape) {
            outline(
                rectangle, hasHandles: tool == .rectangle && frame.fan < 0.5 && frame.content.preview == nil,
                into: &drawing)
        }
        switch frame.content.preview?.shape {
        case .rectangle(let rectangle):
            outline(rectangle, hasHandles: true, into: &drawing)
            if let pointer { tag(rectangle, at: pointer, into: &drawing) }
        default: break
        }
        if tool != .rectangle, let pointer, case .input = frame.hover { brush(at: pointer, into: &drawing) }
    }

    private func outline(_ rectangle: PixelRectangle, hasHandles: Bool, into drawing: inout Drawing) {
        let shown = rectangle.clipped(toWidth: shape.x, height: shape.y)
        guard shown.width > 0, shown.height > 0 else { return }
        let corners = quad(shown)
        drawing.overlay.append(
            .polyline(Polyline(corners, width: 3.5, color: Self.white, isClosed: true)))
        drawing.overlay.append(
            .polyline(Polyline(corners, width: 1.5, color: Self.ink, isClosed: true)))
        let size = corners[2] - corners[0]
        guard hasHandles, min(abs(size.x), abs(size.y)) > 16 else { return }
        for corner in corners {
            let box = Rectangle(
                x: (corner.x - 3.5).rounded(), y: (corner.y - 3.5).rounded(), width: 7, height: 7)
            drawing.overlay.append(.box(Box(box, fill: Self.white, border: Self.ink, borderWidth: 1.2)))
        }
    }

    private func tag(_ rectangle: PixelRectangle, at pointer: Point, into drawing: inout Drawing) {
        let words = NumberFormat.pixels(rectangle.width, rectangle.height)
        let width = frame.width(words, 14, .semibold) + 16
        var box = Rectangle(x: pointer.x - 4, y: pointer.y + 16, width: width, height: 24)
        box.origin.x = min(box.origin.x, frame.stage.size.x - width - 4)
        box.origin.y = min(box.origin.y, frame.stage.size.y - 28)
        drawing.overlay.append(.box(Box(box, fill: theme.ink, radius: 4)))
        drawing.overlay.append(
            .text(
                TextRun(
                    words, at: Point(box.center.x, box.maxY - 7), size: 14, weight: .semibold,
                    color: theme.paper, alignment: .center)))
    }

    private func brush(at pointer: Point, into drawing: inout Drawing) {
        guard case .input(let x, let y) = frame.hover else { return }
        let radius = frame.content.settings.brushRadius
        let size = Point(Float(shape.x), Float(shape.y))
        let circle = (0..<40).map { step -> Point in
            let angle = Float(step) / 40 * 2 * .pi
            let at = (Point(Float(x) + 0.5, Float(y) + 0.5) + radius * Point(cos(angle), sin(angle))) / size
            let block = frame.arrangement.input
            return frame.project(block.origin + block.right * at.x + block.down * at.y)
        }
        drawing.overlay.append(
            .polyline(Polyline(circle, width: 1.5, color: Self.ink, isClosed: true, casing: Self.white)))
    }

    /// Where the fill is not black it may look like the picture: diagonal ink lines show what is hidden.
    private func hatch(into drawing: inout Drawing) {
        guard frame.content.hasMask else { return }
        let block = frame.arrangement.input
        let mask = MaskOutline.mask(of: frame.content)
        let pitch = max(1, Int((6 * Float(shape.x) / max(1, block.size.x * frame.scale)).rounded()))
        for run in MaskOutline.diagonals(of: mask, every: pitch) {
            let ends = [run.0, run.1].map { at in
                frame.project(
                    block.origin + block.right * (at.x / Float(shape.x)) + block.down
                        * (at.y / Float(shape.y)))
            }
            drawing.overlay.append(.polyline(Polyline(ends, width: 1, color: Self.ink.opacity(0.35))))
        }
    }
}

/// The hidden pixels of a variant as lines to be drawn.
enum MaskOutline {
    /// All hidden pixels: the variant's parts and the one that is being drawn.
    static func mask(of content: NetworkContent) -> Mask {
        Mask(
            width: content.inputShape.x, height: content.inputShape.y,
            parts: content.parts + (content.preview.map { [$0] } ?? []))
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
