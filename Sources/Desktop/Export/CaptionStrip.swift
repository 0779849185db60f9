import Rendering

/// A caption as a strip to stand below a picture: its lines in the colours of the theme.
struct CaptionStrip {
    /// What is drawn.
    let drawing: Drawing
    /// Its extent, in points.
    let size: Point
    /// How many lines it has.
    let lineCount: Int

    private static let margin: Float = 24
    private static let pitch: Float = 20
    private static let gap: Float = 18

    /// A strip as wide as its picture.
    ///
    /// - Parameter lineCount: so many lines, whatever is said; nil: as many as it takes.
    init(_ caption: Caption, width: Float, theme: Theme, lineCount: Int? = nil) {
        let fonts = TextMeasure.standard
        let room = max(width - 2 * Self.margin, 60)
        let lines = Self.lines(caption, fonts, room)
        self.lineCount = max(lineCount ?? lines.count, 1)
        size = Point(width, Float(self.lineCount) * Self.pitch + 20)
        var drawing = Drawing(
            background: theme.surface, camera: Camera(clipFromWorld: .identity, stageSize: size))
        drawing.overlay = [
            .box(Box(Rectangle(x: 0, y: 0, width: width, height: 1), fill: theme.line))
        ]
        for (row, line) in lines.prefix(self.lineCount).enumerated() {
            var x = Self.margin
            for entry in line {
                let y = 24 + Float(row) * Self.pitch
                let name = TextRun(entry.name, at: Point(x, y), size: TypeSize.label, color: theme.ink2)
                x += fonts.width(of: entry.name + " ", size: TypeSize.label)
                let value = fonts.truncated(
                    entry.value, to: Self.margin + room - x, size: TypeSize.label, weight: .semibold)
                drawing.overlay += [
                    .text(name),
                    .text(
                        TextRun(
                            value, at: Point(x, y), size: TypeSize.label, weight: .semibold, color: theme.ink)
                    ),
                ]
                x += fonts.width(of: value, size: TypeSize.label, weight: .semibold) + Self.gap
            }
        }
        self.drawing = drawing
    }

    /// The entries in lines; none is broken.
    private static func lines(_ caption: Caption, _ fonts: TextMeasure, _ room: Float) -> [[Caption.Entry]] {
        var (lines, x) = ([[Caption.Entry]](), Float(0))
        for entry in caption.entries {
            let width =
                fonts.width(of: entry.name + " ", size: TypeSize.label)
                + fonts.width(of: entry.value, size: TypeSize.label, weight: .semibold)
            if lines.isEmpty || x + width > room {
                lines.append([entry])
                x = width + gap
            } else {
                lines[lines.count - 1].append(entry)
                x += width + gap
            }
        }
        return lines
    }
}
