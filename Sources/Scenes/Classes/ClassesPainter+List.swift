import Rendering
import Workbench

/// The list of classes: names, accuracy, similarity, pictures.
extension ClassesPainter {
    var list: [OverlayItem] {
        let area = layout.listArea
        let line = Rectangle(x: area.minX, y: area.minY - 1, width: area.width, height: 1)
        var items = heads + [.box(Box(line, fill: theme.line2)), .beginClip(clip(area))]
        for row in layout.rows { items += self.row(row, content.rows[row.index]) }
        items.append(.endClip)
        guard layout.longestScroll > 0 else { return items }
        let whole = area.height + layout.longestScroll
        let first =
            layout.rows.first.map { Float($0.index) * ClassesLayout.rowHeight - $0.place.minY + area.minY }
            ?? 0
        let thumb = Rectangle(
            x: area.maxX + 8, y: area.minY + area.height * first / whole, width: 4,
            height: area.height * area.height / whole)
        return items + [.box(Box(thumb, fill: theme.line2, radius: 2))]
    }

    /// Outlines of pictures at the edge reach a little beyond it.
    private func clip(_ area: Rectangle) -> Rectangle {
        Rectangle(x: area.minX - 6, y: area.minY, width: area.width + 12, height: area.height)
    }

    private var heads: [OverlayItem] {
        head(.name, at: layout.nameHead.lowerBound, width: 52)
            + head(.count, at: layout.countHead.lowerBound, width: 60)
            + (content.facts.hasAnswers ? head(.accuracy, at: layout.accuracy.lowerBound, width: 90) : [])
            + head(
                .similarity, at: layout.similarity.lowerBound,
                width: layout.similarity.upperBound - layout.similarity.lowerBound + 10)
            + [
                text(
                    "stand for it", Point(layout.pictures.lowerBound, layout.listArea.minY - 10),
                    color: theme.ink2,
                    room: layout.pictures.upperBound - layout.pictures.lowerBound)
            ]
    }

    /// The head of a column; the one that orders the list is bold, with a triangle.
    private func head(_ order: ClassOrder, at x: Float, width: Float) -> [OverlayItem] {
        let isOn = content.order == order
        let color = isOn || hover == .head(order) ? theme.ink : theme.ink2
        let lines = ClassesWords.head(order, content)
        let weight: FontWeight = isOn ? .semibold : .regular
        var items = lines.enumerated().map { index, words in
            text(
                words, Point(x, layout.listArea.minY - 10 - 16 * Float(lines.count - 1 - index)),
                weight: weight,
                color: color, room: width - (isOn ? 12 : 0))
        }
        if isOn {
            let shown = fonts.truncated(
                lines.last ?? "", to: width - 12, size: TypeSize.label, weight: weight)
            let end = x + fonts.width(of: shown, size: TypeSize.label, weight: weight) + 5
            let y = layout.listArea.minY - 17
            items.append(.polygon([Point(end, y), Point(end + 8, y), Point(end + 4, y + 6)], theme.ink))
        }
        return items
    }

    private func row(_ row: ClassesLayout.Row, _ shown: ClassesContent.Row) -> [OverlayItem] {
        let place = row.place
        let isHovered = [.row(row.index), .similarity(row.index)].contains(hover)
        let box = place.inset(by: 2)
        var items: [OverlayItem] = []
        if content.isSelected(shown) {
            items.append(.box(Box(box, fill: theme.raised, border: theme.ink, borderWidth: 2, radius: 6)))
        } else if isHovered {
            items.append(.box(Box(box, border: theme.signal, borderWidth: 1.2, radius: 6)))
        }
        items += title(of: shown, place) + accuracy(of: shown, place) + similarity(of: shown, place)
        items += exemplars(of: shown, row)
        let line = Rectangle(x: place.minX, y: place.maxY - 1, width: place.width, height: 1)
        return items + (content.isSelected(shown) ? [] : [.box(Box(line, fill: theme.line))])
    }

    private func title(of row: ClassesContent.Row, _ place: Rectangle) -> [OverlayItem] {
        let left = layout.name.lowerBound + 10
        let selected = row.samples.count { content.selected.contains($0) }
        let count = NumberFormat.count(row.samples.count)
        let words =
            content.selected.isEmpty
            ? NumberFormat.count(row.samples.count, "picture")
            : (selected == 0 ? "–" : NumberFormat.count(selected)) + " of " + count
        return SampleMarks.mark(row.classIndex).overlay(
            at: Point(left + 6, place.minY + 21), radius: 6.5, theme: theme)
            + [
                text(
                    row.name, Point(left + 20, place.minY + 26), size: TypeSize.value, weight: .semibold,
                    room: layout.name.upperBound - left - 20),
                text(
                    words, Point(left + 20, place.minY + 44), size: TypeSize.remark, color: theme.ink2,
                    room: layout.name.upperBound - left - 20),
            ]
    }

    private func accuracy(of row: ClassesContent.Row, _ place: Rectangle) -> [OverlayItem] {
        guard content.facts.hasAnswers, row.classIndex >= 0 else { return [] }
        let left = layout.accuracy.lowerBound
        guard let accuracy = row.accuracy else {
            return [text("–", Point(left, place.minY + 27), size: TypeSize.value, color: theme.ink2)]
        }
        let track = Rectangle(
            x: left, y: place.minY + 36, width: layout.accuracy.upperBound - left, height: 6)
        // What is wrong stands out, however little it is.
        let wrong = accuracy < 1 ? max(track.width * (1 - accuracy), 1.5) : 0
        let right = Rectangle(origin: track.origin, size: Point(track.width - wrong, track.height))
        let rest = Rectangle(x: right.maxX, y: track.minY, width: wrong, height: track.height)
        return [
            text(ClassesWords.share(accuracy), Point(left, place.minY + 27), size: TypeSize.value),
            .box(Box(right, fill: theme.bar)), .box(Box(rest, fill: SampleMarks.wrong)),
        ]
    }

    /// The mean as a number, and a line over the layers.
    private func similarity(of row: ClassesContent.Row, _ place: Rectangle) -> [OverlayItem] {
        guard row.classIndex >= 0 else { return [] }
        let left = layout.similarity.lowerBound
        guard let mean = row.similarity else {
            return [text("–", Point(left, place.minY + 27), size: TypeSize.value, color: theme.ink3)]
        }
        let isReference = row.classIndex == content.reference
        let chart = Rectangle(
            x: left + 38, y: place.minY + 12, width: layout.similarity.upperBound - left - 38, height: 30)
        let base = Rectangle(x: chart.minX, y: chart.maxY, width: chart.width, height: 1)
        var items: [OverlayItem] = [
            .box(Box(base, fill: theme.line2)),
            text(
                NumberFormat.decimal(mean, places: 2), Point(left, place.minY + 33), size: TypeSize.value,
                weight: isReference ? .semibold : .regular),
        ]
        let top = max(content.largestSimilarity, 1e-6)
        let step = chart.width / Float(max(row.similarities.count - 1, 1))
        let points = row.similarities.enumerated().compactMap { index, value -> Point? in
            guard value.isFinite else { return nil }
            return Point(
                chart.minX + Float(index) * step, chart.maxY - chart.height * min(max(value / top, 0), 1))
        }
        if points.count > 1 {
            items.append(.polyline(Polyline(points, width: isReference ? 2 : 1.4, color: theme.bar)))
        }
        if isReference {
            items.append(
                text("itself", Point(left, place.minY + 50), size: TypeSize.remark, color: theme.ink3))
        }
        return items
    }

    private func exemplars(of row: ClassesContent.Row, _ place: ClassesLayout.Row) -> [OverlayItem] {
        if row.isPending {
            let left = Point(layout.pictures.lowerBound, place.place.minY + 32)
            return [text("clustering…", left, color: theme.ink3)]
        }
        var items: [OverlayItem] = []
        for (position, exemplar) in row.exemplars.enumerated() {
            guard let picture = layout.picture(position, in: place) else { break }
            items += self.picture(exemplar.sample, picture)
            guard let share = exemplar.share else { continue }
            let isHovered = hover == .cluster(place.index, position)
            let track = Rectangle(x: picture.minX, y: picture.maxY + 4, width: picture.width, height: 3)
            let part = Rectangle(origin: track.origin, size: Point(max(track.width * share, 1.5), 3))
            items += [
                .box(Box(track, fill: theme.line)),
                .box(Box(part, fill: isHovered ? theme.signal : SampleMarks.color(row.classIndex, theme))),
            ]
        }
        return items
    }
}
