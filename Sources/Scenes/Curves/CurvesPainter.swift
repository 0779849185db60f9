import Rendering
import Workbench

/// Draws the Curves scene: header, network, key, the open operation, and the picture that is pointed at in every glyph.
@MainActor struct CurvesPainter {
    let content: CurvesContent
    let layout: CurvesLayout
    let graph: CurveGraphPainter
    let large: CurveLargePainter
    let pen: Pen
    let hover: CurvesHover?

    private var theme: Theme { pen.theme }

    /// The whole stage but the card.
    var items: [OverlayItem] {
        var tab: SceneName?
        if case .tab(let scene) = hover { tab = scene }
        let header = SampleHeader(
            content.title, remark: content.remark, shown: .curves, stageSize: layout.size
        ).items(theme: theme, fonts: pen.fonts, hovered: tab)
        guard content.isOpen else { return header }
        let line = Rectangle(
            x: CurvesLayout.margin, y: layout.divider, width: layout.size.x - 2 * CurvesLayout.margin, height: 1)
        return header + graph.items + key + [pen.fill(line, theme.line)] + large.items + list + boxes
    }

    private var list: [OverlayItem] {
        guard let list = layout.list else { return [] }
        return CurveListPainter(content: content, list: list, heading: layout.headings, pen: pen, hover: hover).items
    }

    // MARK: Key

    /// What marks and figures of the network mean, as far as there is room.
    private var key: [OverlayItem] {
        var items: [OverlayItem] = []
        var x = CurvesLayout.margin
        let right = layout.size.x - CurvesLayout.margin
        func add(_ words: String, symbolWidth: Float, _ symbol: (Point) -> [OverlayItem]) {
            let width = symbolWidth + pen.fonts.width(of: words, size: TypeSize.label)
            guard x + width <= right else { return }
            items += symbol(Point(x, layout.key)) + [pen.text(words, Point(x + symbolWidth, layout.key), color: theme.ink2)]
            x += width + 22
        }
        if content.hasClasses, let share = content.opened?.glyph?.quality.quality {
            let figure = NumberFormat.share(share)
            let width = pen.fonts.width(of: figure, size: TypeSize.label, weight: .semibold) + 6
            add("of neighboring cells have the same label", symbolWidth: width) {
                [pen.text(figure, $0, weight: .semibold)]
            }
        }
        if let index = content.highlighted {
            add("the same for \(content.labels.names[index]) alone", symbolWidth: 17) {
                pen.mark(index, $0 + Point(5, -4.5), radius: 5)
            }
        }
        if content.coloring == .agreement {
            add("none, one, both of the two on the curve alike", symbolWidth: 50) { place in
                CurvePalette.agreement(theme).enumerated().map { index, color in
                    let swatch = Rectangle(x: place.x + Float(index) * 14, y: place.y - 10, width: 12, height: 12)
                    return .box(Box(swatch, fill: color, border: theme.line2))
                }
            }
        }
        add("the picture under the pointer", symbolWidth: 18) {
            [pen.outline(Rectangle(x: $0.x, y: $0.y - 10, width: 11, height: 11), theme.signal, width: 2)]
        }
        add("direction of the data", symbolWidth: 30) { place in
            [.points(PointCloud((0..<3).map {
                .init(.circle, at: place + Point(4 + 8 * Float($0), -4.5), radius: 2.5, fill: theme.ink2)
            }))]
        }
        return items
    }

    // MARK: The picture that is pointed at

    /// Where the picture that is pointed at lies, in every glyph that shows it: the small ones, then the large.
    var boxPlaces: [Rectangle] {
        guard let position = content.pointed.flatMap({ content.population.position(of: $0) }) else { return [] }
        let small = content.operations.indices.compactMap { index -> Rectangle? in
            guard let cell = content.operations[index].glyph?.cell(of: position) else { return nil }
            let place = graph.place(of: index).place(of: cell)
            return layout.stripArea.contains(place.center) ? Self.box(around: place) : nil
        }
        guard let grid = content.grid, let cell = content.opened?.glyph?.cell(of: position) else { return small }
        return small
            + layout.large.map {
                Self.box(around: CurvePlace(frame: $0, cells: SIMD2(grid.width, grid.height)).place(of: cell))
            }
    }

    /// A box around a cell: 11 points, or a little more than the cell.
    private static func box(around cell: Rectangle) -> Rectangle {
        let side = max(11, (cell.width + 6).rounded())
        return Rectangle(
            origin: (cell.center - side / 2).rounded(.toNearestOrAwayFromZero), size: Point(side, side))
    }

    private var boxes: [OverlayItem] {
        curve
            + boxPlaces.flatMap { place in
                [
                    pen.outline(place.inset(by: -1), theme.casing, width: 4),
                    pen.outline(place, theme.signal, width: 2),
                ]
            }
    }

    /// The curve three cells before and after the picture, in the large glyphs.
    private var curve: [OverlayItem] {
        guard let position = content.pointed.flatMap({ content.population.position(of: $0) }),
            let glyph = content.opened?.glyph, let place = glyph.place(of: position)
        else { return [] }
        let places = max(place - CurvesScene.reach, 0)...min(place + CurvesScene.reach, glyph.order.count - 1)
        return layout.large.compactMap { frame in
            let cells = CurvePlace(frame: frame, cells: SIMD2(glyph.grid.width, glyph.grid.height))
            guard cells.cellSize.x >= 3, places.count > 1 else { return nil }
            let points = places.map { cells.place(of: glyph.grid.cell(of: $0)).center }
            return pen.line(points, theme.signal, width: 1.6, casing: theme.casing)
        }
    }
}
