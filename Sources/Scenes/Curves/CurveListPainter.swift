import Rendering
import Workbench

/// Draws what the open operation comes to: the quality of every class, and how many neighbors are alike.
@MainActor struct CurveListPainter {
    let content: CurvesContent
    let list: CurveListLayout
    /// The baseline of the heading.
    let heading: Float
    let pen: Pen
    var hover: CurvesHover?

    private var theme: Theme { pen.theme }
    private var place: Rectangle { list.place }

    /// All of it.
    var items: [OverlayItem] {
        headings + [.beginClip(list.classArea.inset(by: -2))] + content.listedClasses.indices.flatMap(classRow)
            + [.endClip] + scrollBar + agreement
    }

    private var headings: [OverlayItem] {
        let name = content.opened.map { "neighbors alike in \($0.name)" } ?? ""
        let width = pen.fonts.width(of: "Classes", size: TypeSize.section, weight: .bold) + 12
        let source = CurvesWords.source(content.labels)
        let words = source.isEmpty ? name : source + ", " + name
        let marks = CurvesWords.marks(content.labels).map {
            pen.text($0, Point(place.minX, list.classArea.maxY + 14), width: place.width, size: TypeSize.remark, color: theme.ink3)
        }
        return [
            pen.text("Classes", Point(place.minX, heading), size: TypeSize.section, weight: .bold),
            pen.text(
                pen.fonts.truncated(words, to: place.width - width, size: TypeSize.label),
                Point(place.maxX, heading), color: theme.ink2, alignment: .right),
        ] + (marks.map { [$0] } ?? [])
    }

    // MARK: Classes

    private var nameWidth: Float {
        let longest = content.listedClasses.map {
            pen.fonts.width(of: content.labels.names[$0], size: TypeSize.body)
        }
        return min(max(longest.max() ?? 0, 40), place.width * 0.42)
    }

    private func classRow(_ row: Int) -> [OverlayItem] {
        let (index, area) = (content.listedClasses[row], list.classes[row])
        guard area.intersects(list.classArea) else { return [] }
        let isChosen = content.selectedCounts[index] > 0 && content.selectedCounts[index] == content.memberCounts[index]
        let baseline = area.center.y + 5
        var items: [OverlayItem] = []
        if isChosen {
            items.append(.box(Box(area.inset(by: 1), fill: theme.raised, border: theme.ink, borderWidth: 2, radius: 6)))
        } else if hover == .classRow(row) {
            items.append(.box(Box(area.inset(by: 1), fill: theme.raised, border: theme.line2, radius: 6)))
        }
        items += pen.mark(index, Point(area.minX + 16, area.center.y), radius: 6)
        items.append(
            pen.text(
                content.labels.names[index], Point(area.minX + 32, baseline), width: nameWidth,
                size: TypeSize.body, weight: isChosen ? .semibold : .regular))
        guard let quality = content.opened?.glyph?.quality.ofClasses[index] else { return items }
        return items + measure(quality, area, baseline, isStrong: isChosen)
    }

    /// A bar and its figure at the right of a row.
    private func measure(_ share: Float, _ area: Rectangle, _ baseline: Float, isStrong: Bool) -> [OverlayItem] {
        let left = area.minX + 32 + nameWidth + 14
        let bar = Rectangle(x: left, y: area.center.y - 4, width: max(area.maxX - 58 - left, 0), height: 8)
        let filled = Rectangle(origin: bar.origin, size: Point(bar.width * share, bar.height))
        return [
            pen.fill(bar, theme.line.opacity(0.7)), pen.fill(filled, theme.bar),
            pen.text(
                NumberFormat.share(share), Point(area.maxX - 12, baseline), size: TypeSize.body,
                weight: isStrong ? .semibold : .regular, color: isStrong ? theme.ink : theme.ink2, alignment: .right),
        ]
    }

    private var scrollBar: [OverlayItem] {
        guard list.longestScroll > 0, let first = list.classes.first else { return [] }
        let area = list.classArea
        let length = max(area.height * area.height / (area.height + list.longestScroll), 20)
        let y = area.minY + (area.height - length) * (area.minY - first.minY) / list.longestScroll
        return [.box(Box(Rectangle(x: area.maxX - 4, y: y, width: 4, height: length), fill: theme.line2, radius: 2))]
    }

    // MARK: Agreement

    private var agreement: [OverlayItem] {
        let counts = content.opened?.glyph?.quality.agreement
        let whole = max(counts?.reduce(0, +) ?? 0, 1)
        return [pen.text("Agreement", Point(place.minX, list.heading), size: TypeSize.section, weight: .bold)]
            + list.agreement.indices.flatMap { row -> [OverlayItem] in
                let area = list.agreement[row]
                let swatch = Rectangle(x: area.minX + 9, y: area.center.y - 7, width: 14, height: 14)
                var items: [OverlayItem] = []
                if hover == .agreementRow(row) {
                    items.append(.box(Box(area, fill: theme.raised, border: theme.line2, radius: 6)))
                }
                items += [
                    .box(Box(swatch, fill: CurvePalette.agreement(theme)[row], border: theme.line2)),
                    pen.text(
                        CurvesWords.agreement[row], Point(area.minX + 32, area.center.y + 5),
                        width: area.width - 90, size: TypeSize.body),
                ]
                guard let counts else { return items }
                let share = NumberFormat.share(Float(counts[row]) / Float(whole))
                return items + [
                    pen.text(
                        share, Point(area.maxX - 12, area.center.y + 5), size: TypeSize.body, color: theme.ink2,
                        alignment: .right)
                ]
            }
    }
}
