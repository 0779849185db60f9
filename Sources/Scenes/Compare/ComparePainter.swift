import Rendering
import Workbench

/// Draws the Compare scene: title, rows of pictures, the maps that moved most, key and strip.
@MainActor struct ComparePainter {
    let content: CompareContent
    let layout: CompareLayout
    let strip: CompareStrip
    let theme: Theme
    let fonts: TextMeasure
    let hover: CompareScene.Hover?
    let images: CompareImages

    /// The whole stage.
    func drawing() -> Drawing {
        var drawing = Drawing(background: theme.paper, camera: .flat(stageSize: layout.size))
        if let notice = CompareWords.notice(for: content) {
            drawing.overlay =
                NoticeCard(notice, fonts: fonts, size: layout.size)
                .items(theme: theme, fonts: fonts, hovered: hoveredOffer)
            return drawing
        }
        drawing.overlay = title
        if let enlarged = content.enlarged {
            drawing.overlay += large(enlarged.picture)
        } else {
            drawing.overlay += heads + rows + tiles
        }
        drawing.overlay += key(at: Point(CompareLayout.margin, layout.keyBaseline)) + stripItems
        return drawing
    }

    private var hoveredOffer: Int? {
        guard case .offer(let index) = hover else { return nil }
        return index
    }

    // MARK: Title

    private var title: [OverlayItem] {
        guard let layer = content.layer?.layer else { return [] }
        let start = Point(CompareLayout.margin, 40)
        let name =
            content.enlarged.map { "\(layer.name), \(lowered(CompareWords.title($0.picture, content)))" }
            ?? layer.name
        let room = layout.size.x - 2 * CompareLayout.margin - 44
        let shown = fonts.truncated(name, to: room, size: TypeSize.title, weight: .bold)
        let width = fonts.width(of: shown, size: TypeSize.title, weight: .bold)
        let words = content.enlarged.map(largeSubtitle) ?? CompareWords.subtitle(content)
        return [
            .text(TextRun(shown, at: start, size: TypeSize.title, weight: .bold, color: theme.ink)),
            text(
                fonts.truncated(words, to: room - width - 10, size: 14), start + Point(width + 10, 0),
                size: 14, color: theme.ink2),
        ]
    }

    private func largeSubtitle(_ row: EnlargedRow) -> String {
        switch row.picture {
        case .map(let map): CompareWords.movement(of: map, column: row.column, content)[0]
        case .block, .units: CompareWords.detail(row.picture, content)
        }
    }

    private func lowered(_ words: String) -> String { words.prefix(1).lowercased() + words.dropFirst() }

    // MARK: Rows

    /// The names above the columns; in a table the answers below them.
    private var heads: [OverlayItem] {
        guard let row = layout.rows.first else { return [] }
        let distance = row.cells.count > 1 ? row.cells[1].minX - row.cells[0].minX : row.cells[0].width
        return zip(content.cells, row.cells).flatMap { cell, place -> [OverlayItem] in
            let room = distance - 6
            let name = fonts.truncated(
                CompareWords.head(cell, content), to: room, size: 14, weight: .semibold)
            let head = text(name, Point(place.minX, layout.headBaseline), size: 14, weight: .semibold)
            guard content.isTable else { return [head] }
            let answer = fonts.truncated(content.variants[cell.variant].answer, to: room, size: 13)
            return [head, text(answer, Point(place.minX, layout.headBaseline + 18), color: theme.ink2)]
        }
    }

    private var rows: [OverlayItem] {
        let pictures = content.rows
        let items = layout.rows.flatMap { row in
            label(pictures[row.index], row) + self.pictures(pictures[row.index], content.cells, row.cells)
                + ranges(pictures[row.index], content.cells, row.cells)
        }
        var clip = layout.rowsArea
        if let tiles = layout.tilesArea { clip.size.x = tiles.minX - 16 - clip.minX }
        return [.beginClip(clip.inset(horizontally: 0, vertically: -1))] + items + [.endClip]
    }

    /// The row's name beside its pictures.
    func label(_ picture: ComparedPicture, _ row: CompareLayout.Row) -> [OverlayItem] {
        let top = row.cells.first?.minY ?? 0
        let words = CompareWords.title(picture, content).split(separator: " ").map(String.init)
        var y = top + 14
        var items: [OverlayItem] = []
        for word in words {
            items.append(text(word, Point(CompareLayout.margin, y), size: 14, weight: .semibold))
            y += 18
        }
        items.append(
            text(
                fonts.truncated(
                    CompareWords.detail(picture, content), to: CompareLayout.labelWidth - 8, size: 13),
                Point(CompareLayout.margin, y + 2), color: theme.ink2))
        return items
    }

    /// The pictures of a row, with their outlines and what is pointed at.
    func pictures(
        _ picture: ComparedPicture, _ cells: [CompareContent.Cell], _ places: [Rectangle]
    ) -> [OverlayItem] {
        guard content.hasComponent(picture) else {
            guard let first = places.first else { return [] }
            return [
                text("One value everywhere:", first.origin + Point(0, 14), color: theme.ink2),
                text("no component.", first.origin + Point(0, 32), color: theme.ink2),
            ]
        }
        let extent = content.extent(of: picture)
        return zip(cells, places).flatMap { cell, square -> [OverlayItem] in
            let place = square.fitting(extent)
            var items: [OverlayItem] = []
            if let image = images.image(picture, cell, content, theme) {
                items.append(.image(image, place, opacity: 1))
            }
            let isDifference = cell.isDifference
            items.append(
                .box(Box(place.inset(by: -1), border: isDifference ? theme.line2 : theme.line)))
            return items + pointed(picture, place, extent)
        }
    }

    /// The pixel under the pointer, in every picture of its row.
    private func pointed(
        _ picture: ComparedPicture, _ place: Rectangle, _ extent: SIMD2<Int>
    ) -> [OverlayItem] {
        let pixel: SIMD2<Int>
        switch hover {
        case .pixel(picture, _, let x, let y): pixel = SIMD2(x, y)
        case .largePixel(_, let x, let y): pixel = SIMD2(x, y)
        default: return []
        }
        let unit = place.size / Point(Float(extent.x), Float(extent.y))
        var box = Rectangle(
            origin: place.origin + unit * Point(Float(pixel.x), Float(pixel.y)), size: unit)
        if box.width < 5 { box = Rectangle(origin: box.center - 2.5, size: Point(5, 5)) }
        return [
            .box(Box(box.inset(by: -2.5), border: theme.casing, borderWidth: 3.5)),
            .box(Box(box.inset(by: -2), border: theme.signal, borderWidth: 2)),
        ]
    }

    /// What the colours of a row stand for: once for the values, once for the differences.
    func ranges(
        _ picture: ComparedPicture, _ cells: [CompareContent.Cell], _ places: [Rectangle]
    ) -> [OverlayItem] {
        guard content.hasComponent(picture), let last = places.last else { return [] }
        let span = content.span(of: picture)
        if content.isTable {
            let kinds = cells.contains { $0.isDifference } ? [cells[0], cells[cells.count - 1]] : [cells[0]]
            return kinds.enumerated().map { line, cell in
                text(
                    CompareWords.range(cell, span), Point(last.maxX + 12, last.minY + 14 + 20 * Float(line)),
                    color: theme.ink2)
            }
        }
        return [(0, cells[0]), (cells.count - 1, cells[cells.count - 1])].map { index, cell in
            range(
                cell, span, Point(places[index].minX, places[index].maxY + 18),
                room: places[index].width + (index > 0 ? 12 : places[index].width), size: 13,
                color: theme.ink2)
        }
    }

    // MARK: Pieces

    func text(
        _ string: String, _ place: Point, size: Float = 13, weight: FontWeight = .regular,
        color: Color? = nil, alignment: TextAlignment = .left
    ) -> OverlayItem {
        .text(
            TextRun(
                string, at: place, size: size, weight: weight, color: color ?? theme.ink,
                alignment: alignment))
    }
}

extension CompareContent.Cell {
    /// Whether it shows what two variants differ by.
    var isDifference: Bool {
        if case .difference = self { return true }
        return false
    }

    /// The variant that it shows, by its index.
    var variant: Int {
        switch self {
        case .value(let index), .difference(let index): index
        }
    }
}

extension Rectangle {
    /// The rectangle with its edges moved inwards.
    func inset(horizontally x: Float, vertically y: Float) -> Rectangle {
        Rectangle(origin: origin + Point(x, y), size: size - 2 * Point(x, y))
    }
}
