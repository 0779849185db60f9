import Rendering

/// The lines of the card, and how high it is.
struct TourCardLayout {
    static let padding: Float = 18
    static let top: Float = 14
    static let header: Float = 26
    static let line: Float = 20
    static let gap: Float = 10

    let title: [String]
    let task: [[TourText.Placed]]
    let done, hint: [[TourText.Placed]]?
    let textWidth: Float
    /// Where what was seen begins, beside its mark.
    let indent: Float
    let size: Point

    @MainActor init(_ content: TourCardContent, _ canvas: Canvas) {
        let width = InterfaceFrame.tourWidth - 2 * Self.padding
        let isTalk = content.task.pieces.isEmpty
        let indent: Float = isTalk ? 0 : 24
        let measure = { canvas.width($0, .body) }
        title = canvas.lines(content.title, .valueStrong, width: width)
        task = content.task.lines(width: width, measure: measure)
        done = content.done?.lines(width: width - indent, measure: measure)
        hint = content.hint?.lines(width: width, measure: measure)
        (textWidth, self.indent) = (width, indent)
        let below = (done ?? hint).map { Self.gap + Float($0.count) * Self.line } ?? 0
        let text = Float(task.count) * Self.line + below
        size = Point(
            InterfaceFrame.tourWidth,
            Self.top + Self.header + Float(title.count) * 24 + 2 + text + 16 + 34 + 14)
    }
}
