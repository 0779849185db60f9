import Occlusion
import Rendering

/// A picture for a report: flat things on paper of a size of its own.
public struct Figure: Sendable {
    /// The extent, in points.
    public let size: Point
    /// What is on it.
    public let drawing: Drawing

    /// A figure of the given things.
    init(size: Point, theme: Theme, _ overlay: [OverlayItem]) {
        self.size = size
        var drawing = Drawing(
            background: theme.paper, camera: Camera(clipFromWorld: .identity, stageSize: size))
        drawing.overlay = overlay
        self.drawing = drawing
    }

    /// Title and the line below it, no wider than `width` points.
    static func heading(_ title: String, _ remark: String, width: Float, theme: Theme) -> [OverlayItem] {
        let fonts = TextMeasure.standard
        return [
            .text(
                TextRun(
                    fonts.truncated(title, to: width, size: TypeSize.section, weight: .bold),
                    at: Point(margin, 36), size: TypeSize.section, weight: .bold, color: theme.ink)),
            .text(
                TextRun(
                    fonts.truncated(remark, to: width, size: TypeSize.label), at: Point(margin, 56),
                    size: TypeSize.label, color: theme.ink2)),
        ]
    }

    /// What hides, as the end of a sentence.
    static func words(for fill: Fill) -> String {
        switch fill {
        case .mean: "the mean colour"
        case .blur: "a blur"
        case .black, .white, .noise, .color: fill.name
        }
    }

    /// Around everything, in points.
    static let margin: Float = 24
}
