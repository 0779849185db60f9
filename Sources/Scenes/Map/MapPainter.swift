import Rendering
import Workbench

/// Draws the Map: header, strip, headings, and around scatterplot and matrix.
@MainActor struct MapPainter {
    let content: MapContent
    let layout: MapLayout
    let theme: Theme
    let fonts: TextMeasure
    let hover: MapHover?
    let showsClasses: Bool

    /// The whole stage but the cards; scatterplot and matrix come drawn, empty where there is nothing.
    func items(scatter: [OverlayItem], matrix: [OverlayItem]) -> [OverlayItem] {
        let header = SampleHeader(
            content.title.heading, remark: content.title.remark, shown: .map, stageSize: layout.size
        ).items(theme: theme, fonts: fonts, hovered: hoveredTab)
        guard content.isOpen else { return header }
        return header + strip + headings
            + (scatter.isEmpty ? empty(layout.plot, content.scatterWords.wait) : scatter)
            + (scatter.isEmpty ? [] : waiting) + (matrix.isEmpty ? emptyMatrix : matrix)
    }

    private var hoveredTab: SceneName? {
        guard case .tab(let scene) = hover else { return nil }
        return scene
    }

    // MARK: Strip

    private var strip: [OverlayItem] {
        var hovered: Int?
        if case .layer(let index) = hover { hovered = index }
        return LayerStripPainter(
            strip: layout.strip, tiles: content.layers, current: content.layer, hovered: hovered,
            theme: theme,
            fonts: fonts
        ).items() + stripKey
    }

    private var stripKey: [OverlayItem] {
        guard let top = content.tileTop else {
            return [text("The layers are being compared.", Point(MapLayout.margin, layout.stripKey))]
        }
        let (x, y) = (MapLayout.margin, layout.stripKey)
        let high = NumberFormat.decimal(top, places: 1)
        let ramp = Rectangle(x: x + 16, y: y - 10, width: 70, height: 11)
        let after = ramp.maxX + 7 + fonts.width(of: high, size: TypeSize.label) + 12
        return [text("0", Point(x, y)), text(high, Point(ramp.maxX + 7, y))]
            + ColorRamp.items(.viridis, ramp, theme)
            + [text("strong channels that two classes share in each layer (mean Jaccard)", Point(after, y))]
    }

    // MARK: Headings

    private var headings: [OverlayItem] {
        let matrixLeft = layout.matrix.minX - MatrixPainter.head
        return heading(content.scatterWords, x: MapLayout.margin, right: layout.plot.maxX)
            + heading(content.matrixWords, x: matrixLeft, right: layout.matrixSwitch.minX - 10) + rowsSwitch
    }

    private func heading(_ words: MapContent.Words, x: Float, right: Float) -> [OverlayItem] {
        let title = fonts.truncated(words.heading, to: right - x, size: TypeSize.section, weight: .bold)
        let width = fonts.width(of: title, size: TypeSize.section, weight: .bold) + 12
        let room = right - x - width
        let isWhole = fonts.width(of: words.remark, size: TypeSize.label) <= room || words.shortRemark.isEmpty
        let remark = fonts.truncated(
            isWhole ? words.remark : words.shortRemark, to: room, size: TypeSize.label)
        return [
            .text(
                TextRun(
                    title, at: Point(x, layout.headings), size: TypeSize.section, weight: .bold,
                    color: theme.ink)),
            text(remark, Point(x + width, layout.headings)),
        ]
    }

    /// The switch between pictures and classes.
    private var rowsSwitch: [OverlayItem] {
        let place = layout.matrixSwitch
        let half = place.width / 2
        var items: [OverlayItem] = [.box(Box(place, fill: theme.raised, radius: 6))]
        for (index, words) in ["Pictures", "Classes"].enumerated() {
            let cell = Rectangle(
                x: place.minX + Float(index) * half, y: place.minY, width: half, height: place.height)
            let isOn = (index == 1) == showsClasses
            if isOn { items += [.beginClip(cell), .box(Box(place, fill: theme.ink, radius: 6)), .endClip] }
            let isHovered = hover == .rows(isClasses: index == 1)
            items.append(
                .text(
                    TextRun(
                        words, at: cell.center + Point(0, 4.5), size: TypeSize.label,
                        weight: isOn ? .semibold : .regular,
                        color: isOn ? theme.paper : isHovered ? theme.ink : theme.ink2, alignment: .center)))
        }
        return items + [.box(Box(place, border: theme.line2, radius: 6))]
    }

    // MARK: What is not there

    /// What is being worked out while the old picture is shown.
    private var waiting: [OverlayItem] {
        let words = fonts.truncated(
            content.scatterWords.wait, to: layout.plot.width - 40, size: TypeSize.label)
        guard !words.isEmpty else { return [] }
        let width = fonts.width(of: words, size: TypeSize.label)
        let place = Rectangle(
            x: layout.plot.minX + 10, y: layout.plot.maxY - 34, width: width + 20, height: 24)
        return [
            .box(Box(place, fill: theme.raised, border: theme.line2, radius: 4)),
            text(words, Point(place.minX + 10, place.maxY - 7.5)),
        ]
    }

    private var emptyMatrix: [OverlayItem] {
        empty(
            Rectangle(origin: layout.matrix.origin, size: Point(layout.grid.side, layout.grid.side)),
            content.matrixWords.wait)
    }

    private func empty(_ place: Rectangle, _ words: String) -> [OverlayItem] {
        let lines = fonts.lines(of: words, size: TypeSize.body, width: max(place.width - 48, 40))
        return [.box(Box(place, fill: theme.raised, border: theme.line2))]
            + lines.enumerated().map { index, line in
                let y = place.center.y + (Float(index) - Float(lines.count - 1) / 2) * 20 + 5
                return .text(
                    TextRun(
                        line, at: Point(place.center.x, y), size: TypeSize.body, color: theme.ink2,
                        alignment: .center))
            }
    }

    private func text(_ words: String, _ place: Point) -> OverlayItem {
        .text(TextRun(words, at: place, size: TypeSize.label, color: theme.ink2))
    }
}
