import Rendering
import Workbench

/// The maps that moved most, and a row that is open large.
extension ComparePainter {
    // MARK: Maps beside the rows

    var tiles: [OverlayItem] {
        if content.isDense, !content.isTable { return UnitList(painter: self).items }
        guard let area = layout.tilesArea else { return [] }
        let x = area.minX - 22
        let line = [Point(x, layout.headBaseline - 10), Point(x, area.maxY)]
        let room = (layout.toggle?.minX ?? area.maxX) - area.minX - 12
        let title = fonts.truncated(
            CompareWords.tilesTitle(count: layout.tileCount, content), to: room, size: 14, weight: .semibold)
        let maps = layout.tiles.flatMap { tile(content.mapOrder[$0.index], $0.cells) }
        return [.polyline(Polyline(line, width: 1, color: theme.line))]
            + [text(title, Point(area.minX, layout.headBaseline), size: 14, weight: .semibold)]
            + toggle + [.beginClip(area.inset(horizontally: -6, vertically: -1))] + maps + [.endClip]
    }

    private func tile(_ map: Int, _ places: [Rectangle]) -> [OverlayItem] {
        guard let first = places.first, let last = places.last else { return [] }
        let name = "#\(map)"
        let nameWidth = fonts.width(of: name, size: 14, weight: .bold)
        let room = last.maxX - first.minX - nameWidth - 12
        let moved = CompareWords.movement(of: map, content)
        let words = moved.first { fonts.width(of: $0, size: 13) <= room } ?? ""
        let y = first.minY - 9
        let span = content.span(of: .map(map))
        return [
            text(name, Point(first.minX, y), size: 14, weight: .bold),
            text(words, Point(first.minX + nameWidth + 12, y), color: theme.ink2),
            range(.value(0), span, Point(first.minX, first.maxY + 16), room: 2 * first.width),
            range(.difference(1), span, Point(last.minX, last.maxY + 16), room: last.width + 8),
        ] + pictures(.map(map), content.pairCells, places)
    }

    /// What the colours of a cell stand for, the shorter of two forms where there is little room.
    func range(
        _ cell: CompareContent.Cell, _ span: LayerComparison.Span, _ place: Point, room: Float,
        size: Float = 12, color: Color? = nil
    ) -> OverlayItem {
        let words = CompareWords.range(cell, span)
        let fits = fonts.width(of: words, size: size) <= room
        let shorter = "\u{B1}" + NumberFormat.value(span.bound)
        return text(
            fits || !cell.isDifference ? words : shorter, place, size: size, color: color ?? theme.ink3)
    }

    private var toggle: [OverlayItem] {
        guard let place = layout.toggle else { return [] }
        let all = content.mapOrder.count
        let showsAll = content.settings.showsAllMaps
        guard showsAll || layout.tileCount < all else { return [] }
        let words = showsAll ? "Moved most" : "All \(NumberFormat.count(all))"
        let color = hover == .toggle ? theme.ink2 : theme.line2
        return [
            .box(Box(place, fill: theme.raised, border: color, radius: 6)),
            text(words, place.center + Point(0, 4.5), alignment: .center),
        ]
    }

    // MARK: Open large

    /// A row large: both pictures, their difference, and the numbers under the pointer.
    func large(_ picture: ComparedPicture) -> [OverlayItem] {
        let span = content.span(of: picture)
        let heads = zip(content.largeCells, layout.large).flatMap { cell, place -> [OverlayItem] in
            let name = fonts.truncated(headWords(cell), to: place.width, size: 14, weight: .semibold)
            return [
                text(name, Point(place.minX, layout.headBaseline), size: 14, weight: .semibold),
                text(
                    CompareWords.range(cell, span), Point(place.minX, place.maxY + 19), color: theme.ink2),
            ] + pointedValue(picture, cell, Point(place.maxX, place.maxY + 19))
        }
        return heads + pictures(picture, content.largeCells, layout.large) + closeButton
    }

    private func headWords(_ cell: CompareContent.Cell) -> String {
        cell.isDifference ? "Difference" : CompareWords.head(cell, content)
    }

    private func pointedValue(
        _ picture: ComparedPicture, _ cell: CompareContent.Cell, _ place: Point
    ) -> [OverlayItem] {
        guard case .largePixel(_, let x, let y) = hover else { return [] }
        let values = content.values(of: picture, cell)
        let index = y * content.extent(of: picture).x + x
        guard values.indices.contains(index) else { return [] }
        let value = values[index]
        let words = cell.isDifference ? CompareWords.signed(value) : NumberFormat.value(value)
        return [
            text(words, place, size: 16, weight: .bold, color: theme.signal, alignment: .right)
        ]
    }

    private var closeButton: [OverlayItem] {
        let place = layout.close
        let (low, high) = (place.center - 5, place.center + 5)
        let color = hover == .close ? theme.ink : theme.ink2
        return [
            .box(Box(place, fill: theme.raised, border: theme.line2, radius: 6)),
            .polyline(Polyline([low, high], width: 1.7, color: color)),
            .polyline(Polyline([Point(low.x, high.y), Point(high.x, low.y)], width: 1.7, color: color)),
        ]
    }
}
