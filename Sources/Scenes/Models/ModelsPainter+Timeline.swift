import Rendering
import Workbench

/// How the answer and some maps develop from checkpoint to checkpoint.
extension ModelsPainter {
    var timeline: [OverlayItem] {
        guard let series = content.series, let timeline = layout.timeline else { return [] }
        return heading + frames(series, timeline) + grid(timeline) + curves(series, timeline)
            + names(series, timeline) + rows(series, timeline)
    }

    private var heading: [OverlayItem] {
        let start = Point(ModelsLayout.margin, layout.separator + 26)
        let width = fonts.width(of: "While it learned", size: TypeSize.section, weight: .bold)
        let room = layout.size.x - 2 * ModelsLayout.margin - width - 10
        return [
            text("While it learned", start, size: TypeSize.section, weight: .bold),
            text(
                fonts.truncated(
                    ModelsWords.rowsTitle(count: layout.timeline?.rows.count ?? 0, content), to: room,
                    size: 13),
                start + Point(width + 10, 0), color: theme.ink2),
        ]
    }

    /// Around the checkpoint that is shown above, and the one under the pointer.
    private func frames(
        _ series: ModelsContent.Series, _ timeline: ModelsLayout.Timeline
    ) -> [OverlayItem] {
        let bottom = timeline.rows.last?.map(\.maxY).max() ?? timeline.plot.maxY + 22
        func frame(_ index: Int) -> Rectangle {
            Rectangle(
                x: timeline.centers[index] - timeline.pitch / 2, y: timeline.plot.minY - 8,
                width: timeline.pitch, height: bottom + 6 - timeline.plot.minY + 8)
        }
        var items: [OverlayItem] = []
        if timeline.centers.indices.contains(series.shown) {
            items.append(
                .box(
                    Box(
                        frame(series.shown), fill: theme.raised, border: theme.ink, borderWidth: 2, radius: 6)
                ))
        }
        if case .checkpoint(let index, _) = hover, index != series.shown {
            items.append(.box(Box(frame(index), border: theme.signal, borderWidth: 1.5, radius: 6)))
        }
        return items
    }

    // MARK: Curves

    private func grid(_ timeline: ModelsLayout.Timeline) -> [OverlayItem] {
        [Float(0), 0.5, 1].flatMap { value -> [OverlayItem] in
            let y = height(of: value, timeline)
            return [
                .polyline(
                    Polyline(
                        [Point(timeline.plot.minX, y), Point(timeline.plot.maxX, y)], width: 1,
                        color: theme.line)),
                text(
                    NumberFormat.share(value), Point(timeline.plot.minX - 8, y + 4), size: 12,
                    color: theme.ink2, alignment: .right),
            ]
        }
    }

    private func height(of value: Float, _ timeline: ModelsLayout.Timeline) -> Float {
        timeline.plot.maxY - min(max(value, 0), 1) * timeline.plot.height
    }

    private func curves(
        _ series: ModelsContent.Series, _ timeline: ModelsLayout.Timeline
    ) -> [OverlayItem] {
        var items: [OverlayItem] = []
        var labels: [(y: Float, curve: ModelsContent.Curve)] = []
        for curve in series.curves.reversed() {
            let points = zip(timeline.centers, curve.values).compactMap { x, value in
                value.map { Point(x, height(of: $0, timeline)) }
            }
            guard let last = points.last else { continue }
            let color = curve.isAnswer ? theme.ink : theme.ink3
            if points.count > 1 {
                items.append(
                    .polyline(Polyline(points, width: curve.isAnswer ? 2.5 : 1.5, color: color)))
            }
            for point in points {
                let dot = Rectangle(x: point.x - 3, y: point.y - 3, width: 6, height: 6)
                items.append(
                    .box(Box(dot, fill: curve.isAnswer ? theme.ink : theme.paper, border: color, radius: 3)))
            }
            labels.append((last.y, curve))
        }
        return items + self.labels(labels, timeline)
    }

    /// The classes' names at the ends of their curves, pushed apart where they would lie on each other.
    private func labels(
        _ labels: [(y: Float, curve: ModelsContent.Curve)], _ timeline: ModelsLayout.Timeline
    ) -> [OverlayItem] {
        let ordered = labels.sorted { ($0.y, $0.curve.name) < ($1.y, $1.curve.name) }
        var places = ordered.map(\.y)
        for index in places.indices.dropFirst() { places[index] = max(places[index], places[index - 1] + 15) }
        let excess = max((places.last ?? 0) - (timeline.plot.maxY + 2), 0)
        for index in places.indices.reversed() {
            let limit = index + 1 < places.count ? places[index + 1] - 15 : places[index] - excess
            places[index] = min(places[index], limit)
        }
        let x = (timeline.centers.last ?? timeline.plot.maxX) + timeline.pitch / 2 + 8
        return zip(ordered, places).map { label, y in
            let weight: FontWeight = label.curve.isAnswer ? .semibold : .regular
            let name = fonts.truncated(
                label.curve.name, to: layout.size.x - ModelsLayout.margin - x, size: 13, weight: weight)
            return text(
                name, Point(x, y + 4), weight: weight, color: label.curve.isAnswer ? theme.ink : theme.ink2)
        }
    }

    // MARK: Maps

    /// What the checkpoints are called, as many as have room; always the shown one.
    private func names(
        _ series: ModelsContent.Series, _ timeline: ModelsLayout.Timeline
    ) -> [OverlayItem] {
        let y = timeline.plot.maxY + 20
        let widest = series.names.map { fonts.width(of: $0, size: 12, weight: .semibold) }.max() ?? 0
        let step = max(Int(((widest + 8) / timeline.pitch).rounded(.up)), 1)
        return series.names.indices.compactMap { index -> OverlayItem? in
            let isShown = index == series.shown
            guard isShown || index % step == 0 && abs(index - series.shown) >= step else { return nil }
            return text(
                series.names[index], Point(timeline.centers[index], y), size: 12,
                weight: isShown ? .semibold : .regular, color: isShown ? theme.ink : theme.ink2,
                alignment: .center)
        }
    }

    private func rows(
        _ series: ModelsContent.Series, _ timeline: ModelsLayout.Timeline
    ) -> [OverlayItem] {
        zip(series.rows, timeline.rows).enumerated().flatMap { number, pair -> [OverlayItem] in
            let (row, places) = pair
            guard let first = places.first else { return [] }
            var items = [
                text(
                    row.title, Point(timeline.plot.minX - 8, first.center.y + 4), weight: .semibold,
                    alignment: .right)
            ]
            for (index, (cell, place)) in zip(row.cells, places).enumerated() {
                if let cell { items.append(.image(cell.image, place, opacity: 1)) }
                let isHovered = hover == .checkpoint(index, row: number)
                items.append(
                    .box(
                        Box(
                            place.inset(by: isHovered ? -2 : -1),
                            border: isHovered ? theme.signal : theme.line2,
                            borderWidth: isHovered ? 2 : 1)))
            }
            return items
        }
    }
}
