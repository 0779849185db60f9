import Rendering
import Workbench

/// Draws the Units scene around its plots: title, classes, overview, selection, strip.
@MainActor struct UnitsPainter {
    let content: UnitsContent
    let layout: UnitsLayout
    let grid: UnitGrid
    let view: UnitMatrixView
    let hover: UnitsHover?
    let pen: Pen

    private var theme: Theme { pen.theme }

    /// The whole stage but what the hand does; the plots come drawn, empty where there are none.
    func items(plots: [OverlayItem], overview: DisplayImage?) -> [OverlayItem] {
        guard content.isOpen else { return title }
        let middle = plots.isEmpty ? waiting : plots + late
        return title + classes + overviewItems(overview) + middle + selection + emptyCard + strip
    }

    private var title: [OverlayItem] {
        let room = layout.size.x - 2 * UnitsLayout.margin
        let shown = pen.fonts.truncated(
            content.title.heading, to: room, size: TypeSize.title, weight: .bold)
        let width = pen.fonts.width(of: shown, size: TypeSize.title, weight: .bold) + 16
        return [
            pen.text(shown, Point(UnitsLayout.margin, 42), size: TypeSize.title, weight: .bold),
            pen.text(
                content.title.remark, Point(UnitsLayout.margin + width, 42), width: max(room - width, 0),
                size: TypeSize.body, color: theme.ink2),
        ]
    }

    // MARK: Nothing to be seen yet

    private var waiting: [OverlayItem] {
        let words = pen.fonts.lines(
            of: content.title.wait, size: TypeSize.body, width: max(layout.matrix.width - 48, 80))
        return [.box(Box(layout.matrix, fill: theme.raised, border: theme.line2))]
            + words.enumerated().map { index, line in
                let y = layout.matrix.center.y + (Float(index) - Float(words.count - 1) / 2) * 20 + 5
                return pen.text(
                    line, Point(layout.matrix.center.x, y), size: TypeSize.body, color: theme.ink2,
                    alignment: .center)
            }
    }

    /// What is being worked out while the old plots are shown.
    private var late: [OverlayItem] {
        guard !content.title.wait.isEmpty else { return [] }
        let words = pen.fonts.truncated(
            content.title.wait, to: max(layout.matrix.width - 120, 60), size: TypeSize.label)
        let end = Point(grid.place.maxX, grid.place.maxY + 17)
        return [pen.text(words, end, color: theme.ink2, alignment: .right)]
    }

    // MARK: Classes

    private var classes: [OverlayItem] {
        guard let first = layout.classRows.first else { return [] }
        let right = first.maxX
        let top = first.minY - 9
        let heading = content.selected.isEmpty ? "pictures" : content.isMap ? "places" : "selected"
        var items = [
            pen.text("Classes", Point(first.minX, top), size: TypeSize.section, weight: .bold),
            pen.text(heading, Point(right, top), color: theme.ink2, alignment: .right),
        ]
        for (index, row) in layout.classRows.enumerated() where content.classes.indices.contains(index) {
            items += classRow(content.classes[index], row, isHovered: hover == .classRow(index))
        }
        if layout.hasMoreClasses, let last = layout.classRows.last {
            let number = content.classes.count - layout.classRows.count
            items.append(
                pen.text(
                    "and \(NumberFormat.count(number)) more, in the panel",
                    Point(first.minX, last.maxY + 17), width: first.width, color: theme.ink2))
        }
        return items
    }

    private func classRow(_ shown: UnitsContent.ClassRow, _ row: Rectangle, isHovered: Bool) -> [OverlayItem]
    {
        let baseline = row.center.y + 5
        let hasSelection = !content.selected.isEmpty
        let isOn = hasSelection && shown.count > 0
        let number = hasSelection && shown.count == 0 ? "–" : NumberFormat.count(shown.count)
        let width = pen.fonts.width(of: number, size: TypeSize.body, weight: .semibold)
        let ground: [OverlayItem] =
            isHovered
            ? [
                .box(
                    Box(
                        Rectangle(x: row.minX - 6, y: row.minY, width: row.width + 12, height: row.height),
                        fill: theme.raised, border: theme.line2, radius: 4))
            ] : []
        return ground + pen.mark(shown.index, Point(row.minX + 7, row.center.y), radius: 5.5)
            + [
                pen.text(
                    shown.name, Point(row.minX + 22, baseline), width: row.width - 32 - width,
                    size: TypeSize.body),
                pen.text(
                    number, Point(row.maxX, baseline), size: TypeSize.body,
                    weight: isOn ? .semibold : .regular, color: isOn ? theme.ink : theme.ink2,
                    alignment: .right),
            ]
    }

    // MARK: Overview

    private func overviewItems(_ image: DisplayImage?) -> [OverlayItem] {
        guard let place = layout.overview, let image else { return [] }
        let count = content.order.count
        let frame = UnitOverview.frame(view, shown: layout.shown, of: count, in: place)
        let isHovered = hover == .overview
        return [
            pen.text(
                "Overview", Point(place.minX, place.minY - 11), size: TypeSize.section, weight: .bold),
            pen.text(
                NumberFormat.product(count, count), Point(layout.overviewKey.maxX, place.minY - 11),
                color: theme.ink2, alignment: .right),
            .image(image, place, opacity: 1), pen.outline(place.inset(by: -1), theme.line2),
            pen.outline(frame.inset(by: -3.5), theme.casing, width: 4.5),
            pen.outline(frame.inset(by: -2.5), isHovered ? theme.signal : theme.ink, width: 2.5),
        ] + overviewKey
    }

    private var overviewKey: [OverlayItem] {
        let place = layout.overviewKey
        let order = content.settings.ordersUnitsByVariance ? "most varying first" : "by number"
        let lines = ["correlation of two units,", order]
        let ramp = Rectangle(x: place.minX + 22, y: place.minY, width: place.width - 38, height: 10)
        let box = Rectangle(x: place.minX, y: place.minY + 53, width: 12, height: 12)
        return [
            pen.text("\(NumberFormat.minus)1", Point(place.minX, place.minY + 9), color: theme.ink2),
            pen.text("1", Point(place.maxX, place.minY + 9), color: theme.ink2, alignment: .right),
        ] + ColorRamp.items(theme.signedColors, ramp, theme)
            + lines.enumerated().map {
                pen.text(
                    $1, Point(place.minX, place.minY + 28 + 17 * Float($0)), width: place.width,
                    color: theme.ink2)
            } + [
                pen.outline(box, theme.ink, width: 2.5),
                pen.text("in view; drag to move", Point(place.minX + 20, box.maxY - 1), color: theme.ink2),
            ]
    }

    // MARK: Selection

    private var selection: [OverlayItem] {
        guard let area = layout.selection else { return [] }
        let lines = UnitsWords.selection(
            points: content.chosen.indices.count, pictures: content.selected.count, isMap: content.isMap)
        var items = [
            pen.text("Selection", Point(area.minX, area.minY + 14), size: TypeSize.section, weight: .bold)
        ]
        items += lines.enumerated().map { index, line in
            pen.text(line, Point(area.minX, area.minY + 33 + Float(index) * 17), color: theme.ink2)
        }
        guard !content.selected.isEmpty else {
            let words = "Click a class or a point, or draw a lasso around points."
            return items
                + pen.fonts.lines(of: words, size: TypeSize.label, width: area.width).enumerated().map {
                    pen.text($1, Point(area.minX, area.minY + 54 + Float($0) * 17), color: theme.ink3)
                }
        }
        let places = UnitThumbnails.places(of: content, in: area)
        if places.count < content.selected.count, !places.isEmpty {
            items.append(
                pen.text(
                    "\(NumberFormat.count(places.count)) of them", Point(area.maxX, area.minY + 50),
                    color: theme.ink2, alignment: .right))
        }
        return items + places.flatMap { thumbnail($0.sample, $0.place) }
    }

    private func thumbnail(_ sample: Int, _ place: Rectangle) -> [OverlayItem] {
        let index = content.facts?.ownClass(of: sample) ?? -1
        var items: [OverlayItem] = []
        if let image = content.thumbnail(sample) {
            items.append(.image(image, place.fitting(SIMD2(image.width, image.height)), opacity: 1))
        }
        let line = Rectangle(x: place.minX, y: place.maxY, width: place.width, height: 3)
        items.append(pen.fill(line, pen.color(ofClass: index)))
        items += pen.mark(index, Point(place.maxX - 7, place.minY + 7), radius: 4, casing: theme.casing)
        if content.pointed == sample { items += pen.ring(place, width: 2) }
        return items
    }

    /// The place of the card, while nothing is pointed at.
    private var emptyCard: [OverlayItem] {
        guard let place = layout.card else { return [] }
        if case .point = hover { return [] }
        let words =
            content.isMap
            ? "Point at a plot: the picture appears here, with the part of it that the unit sees."
            : "Point at a plot: the picture appears here."
        let lines = pen.fonts.lines(of: words, size: TypeSize.label, width: place.width - 56)
        return [.box(Box(place, border: theme.line, radius: 6))]
            + lines.enumerated().map { index, line in
                let y = place.center.y + (Float(index) - Float(lines.count - 1) / 2) * 19 + 4
                return pen.text(line, Point(place.center.x, y), color: theme.ink3, alignment: .center)
            }
    }
}
