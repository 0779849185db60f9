import Rendering
import Workbench

/// Draws the open operation large: by class and by agreement, with their headings.
@MainActor struct CurveLargePainter {
    let content: CurvesContent
    let layout: CurvesLayout
    let pen: Pen
    let images: CurveImages
    /// What is being drawn around samples, and in which of the large glyphs.
    var lasso: SampleLasso?

    private var theme: Theme { pen.theme }

    /// How the glyph at a place among the large ones is coloured.
    static func coloring(_ index: Int) -> CurveColoring { index == 0 ? .classes : .agreement }

    /// All of it.
    var items: [OverlayItem] {
        layout.large.indices.flatMap { heading($0) + glyph($0) } + loop
    }

    // MARK: Glyphs

    private func glyph(_ index: Int) -> [OverlayItem] {
        let frame = layout.large[index]
        guard let glyph = content.opened?.glyph else { return empty(frame, index == 0 ? content.wait : "") }
        let coloring = Self.coloring(index)
        let image = images.image(
            of: glyph, CurvePalette(coloring, content.labels, theme), coloring, content.selection)
        return [.image(image, frame, opacity: 1), pen.outline(frame.inset(by: -1), theme.line2)]
    }

    private func empty(_ frame: Rectangle, _ words: String) -> [OverlayItem] {
        let lines = pen.fonts.lines(of: words, size: TypeSize.body, width: max(frame.width - 48, 40))
        return [.box(Box(frame, fill: theme.raised, border: theme.line2))]
            + lines.enumerated().map { index, line in
                let y = frame.center.y + (Float(index) - Float(lines.count - 1) / 2) * 20 + 5
                return pen.text(
                    line, Point(frame.center.x, y), size: TypeSize.body, color: theme.ink2, alignment: .center)
            }
    }

    // MARK: Headings

    private func heading(_ index: Int) -> [OverlayItem] {
        guard let opened = content.opened else { return [] }
        let frame = layout.large[index]
        let coloring = content.hasClasses ? (index == 0 ? "by class" : "by agreement") : ""
        let end = pen.fonts.width(of: coloring, size: TypeSize.label, weight: .semibold) + 10
        let name = pen.fonts.truncated(
            opened.name, to: max(frame.width - end, 40), size: TypeSize.section, weight: .bold)
        let left = frame.minX + pen.fonts.width(of: name, size: TypeSize.section, weight: .bold) + 10
        let remark = index == 0 ? cellWords : "with the two on the curve"
        let room = frame.maxX - left - end - 4
        let shown = pen.fonts.width(of: remark, size: TypeSize.label) <= room ? remark : ""
        return [
            pen.text(name, Point(frame.minX, layout.headings), size: TypeSize.section, weight: .bold),
            pen.text(coloring, Point(left, layout.headings), weight: .semibold, color: theme.ink2),
            pen.text(shown, Point(frame.maxX, layout.headings), color: theme.ink2, alignment: .right),
        ]
    }

    /// What is highlighted, else how many cells there are.
    private var cellWords: String {
        CurvesWords.highlight(content.selectionFacts) ?? content.grid.map { CurvesWords.cells($0) } ?? ""
    }

    // MARK: The hand

    private var loop: [OverlayItem] {
        guard let lasso, lasso.corners.count > 1 else { return [] }
        let line = { (width: Float, color: Color) in
            OverlayItem.polyline(Polyline(lasso.corners, width: width, color: color, isClosed: lasso.isArea))
        }
        return lasso.bands.map { .box(Box($0, fill: theme.signal.opacity(0.06))) } + [
            line(3.6, theme.casing), line(1.6, theme.signal),
        ]
    }
}

extension CurvesContent {
    /// What is said of the selection.
    var selectionFacts: CurvesWords.SelectionFacts {
        let count = selection.flags.count { $0 }
        let whole = highlighted.flatMap { selectedCounts[$0] == memberCounts[$0] ? labels.names[$0] : nil }
        return .init(count: count, wholeClass: whole)
    }
}
