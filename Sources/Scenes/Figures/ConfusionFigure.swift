import Datasets
import Rendering
import Samples
import Workbench

extension Figure {
    /// What is taken for what: true classes as rows, answers as columns, other answers last; each by its row's share.
    @MainActor public static func confusion(
        _ confusion: SampleConfusion, of population: Population, theme: Theme
    ) -> Figure {
        let rows = confusion.counts.indices.filter { confusion.counts[$0].contains { $0 > 0 } }
        let others = population.classNames.count
        let columns = rows + (rows.contains { confusion.counts[$0][others] > 0 } ? [others] : [])
        let cell = Float(max(min(640 / max(rows.count, 1), 44), 6))
        let names = rows.map { TextMeasure.standard.truncated(population.classNames[$0], to: 150, size: 12) }
        let wide = names.map { TextMeasure.standard.width(of: $0, size: 12) }.max() ?? 0
        let hasNames = cell >= 14
        let origin = Point(margin + (hasNames ? wide + 34 : 26), 100)
        let pen = Pen(theme: theme, fonts: .standard)
        var items: [OverlayItem] = []
        for (row, index) in rows.enumerated() {
            let middle = origin.y + (Float(row) + 0.5) * cell
            items += pen.mark(index, Point(origin.x - 12, middle))
            items += pen.mark(index, Point(origin.x + (Float(row) + 0.5) * cell, origin.y - 12))
            if hasNames {
                items.append(
                    pen.text(names[row], Point(origin.x - 26, middle + 4), size: 12, alignment: .right))
            }
            let total = max(confusion.counts[index].reduce(0, +), 1)
            for (column, other) in columns.enumerated() where confusion.counts[index][other] > 0 {
                let count = confusion.counts[index][other]
                let share = 0.25 + 0.75 * Float(count) / Float(total)
                let color = other == index ? theme.bar : Color(0xD55E00)
                let place = Rectangle(
                    x: origin.x + Float(column) * cell, y: origin.y + Float(row) * cell, width: cell - 1,
                    height: cell - 1)
                items.append(.box(Box(place, fill: theme.paper.mixed(with: color, share))))
                if cell >= 24 {
                    items.append(
                        pen.text(
                            "\(count)", place.center + Point(0, 4), size: 12,
                            color: share > 0.6 ? theme.paper : theme.ink, alignment: .center))
                }
            }
        }
        let side = Point(Float(columns.count) * cell, Float(rows.count) * cell)
        items.append(.box(Box(Rectangle(origin: origin, size: side), border: theme.line2)))
        if columns.count > rows.count {
            items.append(
                pen.text(
                    "others", Point(origin.x + side.x - cell / 2, origin.y - 8), size: 12, alignment: .center)
            )
        }
        let accuracy = confusion.accuracy.map { NumberFormat.probability(Float($0)) } ?? "none"
        let width = max(origin.x + side.x - margin, 360)
        let remark =
            "\(accuracy) of \(NumberFormat.count(confusion.sampleCount)) recognized; rows are the true classes"
        return Figure(
            size: Point(margin * 2 + width, origin.y + side.y + margin), theme: theme,
            heading("Taken for", remark, width: width, theme: theme) + items)
    }

    /// The pictures that stand for each class, with the share of their cluster.
    @MainActor public static func representatives(
        _ found: [Representatives], of population: Population, theme: Theme, thumbnail: (Int) -> Picture?
    ) -> Figure {
        let pen = Pen(theme: theme, fonts: .standard)
        let shown = found.indices.filter { !found[$0].exemplars.isEmpty }
        let most = shown.map { min(found[$0].exemplars.count, 10) }.max() ?? 1
        let pictures = margin + 180
        var items: [OverlayItem] = []
        for (row, index) in shown.enumerated() {
            let top = 76 + Float(row) * 66
            let name = pen.fonts.truncated(population.classNames[index], to: 140, size: 14)
            items += pen.mark(index, Point(margin + 8, top + 24))
            items.append(pen.text(name, Point(margin + 24, top + 29), size: 14))
            let total = Float(max(found[index].clusters.reduce(0) { $0 + $1.count }, 1))
            for (column, exemplar) in found[index].exemplars.prefix(10).enumerated() {
                let place = Rectangle(x: pictures + Float(column) * 58, y: top, width: 48, height: 48)
                guard let picture = thumbnail(population.samples[exemplar]) else { continue }
                let image = DisplayImage(rgb: picture.pixels, width: picture.width, height: picture.height)
                let share = Float(found[index].clusters[column].count) / total
                items.append(.image(image, place.fitting(SIMD2(image.width, image.height)), opacity: 1))
                items.append(
                    .box(Box(Rectangle(x: place.minX, y: top + 52, width: 48, height: 3), fill: theme.line)))
                items.append(
                    .box(
                        Box(
                            Rectangle(x: place.minX, y: top + 52, width: 48 * share, height: 3),
                            fill: SampleMarks.color(index, theme))))
            }
        }
        let width = max(180 + Float(most) * 58, 420)
        return Figure(
            size: Point(margin * 2 + width, 76 + Float(shown.count) * 66 + margin), theme: theme,
            heading(
                "Representatives",
                "one picture a cluster of the summaries of all layers; line: its share of the class",
                width: width, theme: theme) + items)
    }
}
