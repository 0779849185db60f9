import Rendering
import Workbench

/// Draws the Models scene: title, both networks with their answers, and below them the layers in focus or the
/// checkpoints.
@MainActor struct ModelsPainter {
    let content: ModelsContent
    let layout: ModelsLayout
    let theme: Theme
    let fonts: TextMeasure
    let hover: ModelsScene.Hover?

    /// The whole stage.
    func drawing() -> Drawing {
        var drawing = Drawing(background: theme.paper, camera: .flat(stageSize: layout.size))
        if let notice = ModelsWords.notice(for: content) {
            drawing.overlay =
                NoticeCard(notice, fonts: fonts, size: layout.size)
                .items(theme: theme, fonts: fonts, hovered: hoveredOffer)
            return drawing
        }
        drawing.overlay = title + links
        for (network, shown) in [content.open, content.other].enumerated() {
            drawing.overlay += picture(shown, layout.strips[network])
            drawing.overlay += shown.columns.indices.flatMap { column($0, of: network, shown) }
            drawing.overlay += answers(shown, layout.strips[network].answers)
        }
        let line = [
            Point(ModelsLayout.margin, layout.separator),
            Point(layout.size.x - ModelsLayout.margin, layout.separator),
        ]
        drawing.overlay.append(.polyline(Polyline(line, width: 1, color: theme.line)))
        drawing.overlay += content.series == nil ? large : timeline
        return drawing
    }

    private var hoveredOffer: Int? {
        guard case .offer(let index) = hover else { return nil }
        return index
    }

    // MARK: Title

    private var title: [OverlayItem] {
        let start = Point(ModelsLayout.margin, 38)
        let room = layout.size.x - 2 * ModelsLayout.margin
        let shown = fonts.truncated(
            ModelsWords.title(content), to: room, size: TypeSize.title, weight: .bold)
        let width = fonts.width(of: shown, size: TypeSize.title, weight: .bold)
        return [
            .text(TextRun(shown, at: start, size: TypeSize.title, weight: .bold, color: theme.ink)),
            text(
                fonts.truncated(content.verdict, to: room - width - 12, size: 14),
                start + Point(width + 12, 0), size: 14, color: theme.ink2),
        ]
    }

    // MARK: Layers

    /// Lines between layers that lie equally deep.
    private var links: [OverlayItem] {
        content.links.sorted { isFocus($1) && !isFocus($0) }.compactMap { link -> OverlayItem? in
            guard let open = link.open, let other = link.other,
                let upper = layout.strips[0].column(open), let lower = layout.strips[1].column(other)
            else { return nil }
            let isStrong = isFocus(link) || isHovered(link)
            return .polyline(
                Polyline(
                    [Point(upper.center.x, upper.maxY + 1), Point(lower.center.x, lower.minY - 1)],
                    width: isStrong ? 2 : 1, color: isStrong ? theme.ink : theme.line2))
        }
    }

    private func isFocus(_ link: ModelsContent.Link) -> Bool { link == content.focus }

    private func isHovered(_ link: ModelsContent.Link) -> Bool {
        switch hover {
        case .column(0, let index): link.open == index
        case .column(_, let index): link.other == index
        default: false
        }
    }

    private func column(
        _ index: Int, of network: Int, _ shown: ModelsContent.Network
    ) -> [OverlayItem] {
        let strip = layout.strips[network]
        let column = shown.columns[index]
        guard let area = strip.column(index), let last = strip.faces[index].last else { return [] }
        let isFocus = (network == 0 ? content.focus.open : content.focus.other) == index
        let isHovered = hover == .column(network: network, index)
        var items: [OverlayItem] = []
        if isFocus {
            items.append(
                .box(Box(area, fill: theme.raised, border: theme.ink, borderWidth: 2, radius: 6)))
        } else if isHovered {
            items.append(.box(Box(area, border: theme.signal, borderWidth: 1.5, radius: 6)))
        }
        for (face, place) in zip(ModelsContent.shownFaces(of: column), strip.faces[index]) {
            items.append(.image(face.image, place, opacity: shown.isLagging ? 0.85 : 1))
            items.append(.box(Box(place.inset(by: -1), border: theme.line2)))
        }
        return items + foot(of: column, below: last, isStrong: isFocus || isHovered, pitch: strip.pitch)
    }

    /// A layer's name and how far the mask moved it, where they have room; of a strong one always.
    private func foot(
        of column: ModelsContent.Column, below face: Rectangle, isStrong: Bool, pitch: Float
    ) -> [OverlayItem] {
        let weight: FontWeight = isStrong ? .semibold : .regular
        var items: [OverlayItem] = []
        // A strong one that has no room in its place lies over its neighbors' names.
        let room = max(pitch - 4, 90)
        let fitting = (isStrong ? [pitch - 4, room] : [pitch - 4]).lazy.compactMap { room in
            column.names.first { fonts.width(of: $0, size: 12, weight: weight) <= room }
        }.first
        if let name = fitting ?? (isStrong ? column.names.last : nil) {
            items.append(
                text(
                    fonts.truncated(name, to: room, size: 12, weight: weight),
                    Point(face.center.x, face.maxY + 16), size: 12, weight: weight,
                    color: isStrong ? theme.ink : theme.ink2, alignment: .center, isOverLines: true))
        }
        if let movement = column.movement, pitch >= 30 || isStrong {
            items.append(
                text(
                    NumberFormat.distance(movement), Point(face.center.x, face.maxY + 32), size: 12,
                    weight: .semibold, alignment: .center, isOverLines: true))
        }
        return items
    }

    // MARK: Picture

    private func picture(
        _ shown: ModelsContent.Network, _ strip: ModelsLayout.Strip
    ) -> [OverlayItem] {
        let name = fonts.truncated(
            shown.name, to: strip.picture.width + 24, size: 14, weight: .semibold)
        var items = [text(name, Point(strip.area.minX, strip.area.minY + 16), size: 14, weight: .semibold)]
        guard let image = shown.picture else { return items }
        let place = strip.picture.topFitting(SIMD2(image.width, image.height))
        items.append(.image(image, place, opacity: 1))
        items.append(.box(Box(place.inset(by: -1), border: theme.line2)))
        let unit = place.size / Point(Float(image.width), Float(image.height))
        items += shown.outlines.map { outline in
            .polyline(
                Polyline(
                    outline.map { place.origin + $0 * unit }, width: 1.5, color: theme.ink, isClosed: true,
                    casing: theme.casing))
        }
        items.append(
            text(
                NumberFormat.pixels(image.width, image.height), Point(strip.area.minX, place.maxY + 17),
                size: 12, color: theme.ink2))
        if strip.step > 1 {
            items.append(
                text(
                    "1 of \(strip.step) layers shown", Point(strip.area.minX, place.maxY + 32), size: 12,
                    color: theme.ink2))
        }
        return items
    }

    // MARK: Answers

    private func answers(_ shown: ModelsContent.Network, _ area: Rectangle) -> [OverlayItem] {
        guard !shown.answers.isEmpty else {
            let lines = fonts.lines(
                of: shown.failure ?? "Computing\u{2026}", size: 13, width: area.width)
            return lines.prefix(5).enumerated().map { index, line in
                text(line, Point(area.minX, area.minY + 16 + 18 * Float(index)), color: theme.ink2)
            }
        }
        let count = min(shown.answers.count, max(Int(area.height / 28), 1))
        let pitch = min(area.height / Float(count), 38)
        return shown.answers.prefix(count).enumerated().flatMap { rank, answer in
            row(
                answer, isFirst: rank == 0,
                in: Rectangle(
                    x: area.minX, y: area.minY + Float(rank) * pitch, width: area.width, height: pitch))
        }
    }

    private func row(
        _ answer: ModelsContent.Answer, isFirst: Bool, in place: Rectangle
    ) -> [OverlayItem] {
        let weight: FontWeight = isFirst ? .bold : .regular
        let value = NumberFormat.probability(answer.probability)
        let room = place.width - fonts.width(of: value, size: 14, weight: weight) - 8
        let name = fonts.truncated(answer.name, to: room, size: 14, weight: weight)
        let bar = Rectangle(x: place.minX, y: place.minY + 19, width: place.width, height: 6)
        var filled = bar
        filled.size.x = max(1, bar.width * min(max(answer.probability, 0), 1))
        var items = [
            text(name, Point(place.minX, place.minY + 13), size: 14, weight: weight),
            text(value, Point(place.maxX, place.minY + 13), size: 14, weight: weight, alignment: .right),
            .box(Box(bar, fill: theme.surface, border: theme.line2)),
            .box(Box(filled, fill: theme.bar)),
        ]
        if let unmasked = answer.unmasked, abs(unmasked - answer.probability) >= 0.01 {
            let x = min(bar.maxX - 2, bar.minX + bar.width * unmasked)
            let tick = Rectangle(x: (x - 1).rounded(), y: bar.minY - 2, width: 2, height: bar.height + 4)
            items.append(.box(Box(tick.inset(by: -1), fill: theme.paper)))
            items.append(.box(Box(tick, fill: theme.ink)))
        }
        return items
    }

    // MARK: Layers in focus

    /// The blocks of the layers in focus, large.
    private var large: [OverlayItem] {
        [content.openFocus, content.otherFocus].enumerated().flatMap { network, column -> [OverlayItem] in
            let left = ModelsLayout.margin + Float(network) * (layout.size.x / 2 - ModelsLayout.margin + 20)
            let room = layout.size.x / 2 - ModelsLayout.margin - 24
            let name = network == 0 ? content.open.name : content.other.name
            let start = Point(left, layout.separator + 28)
            guard let column else {
                return [text("\(name) has no layer of this kind.", start, size: 14, color: theme.ink2)]
            }
            let title = "\(name), \(column.names[0])"
            let shown = fonts.truncated(title, to: room, size: TypeSize.section, weight: .bold)
            let width = fonts.width(of: shown, size: TypeSize.section, weight: .bold)
            return [
                text(shown, start, size: TypeSize.section, weight: .bold),
                text(
                    fonts.truncated(column.size, to: max(room - width - 10, 0), size: 13),
                    start + Point(width + 10, 0), color: theme.ink2),
            ] + zip(column.faces, layout.large[network]).flatMap(large)
        }
    }

    private func large(_ face: ModelsContent.Face, _ place: Rectangle) -> [OverlayItem] {
        let room = max(place.width, 90)
        return [
            .image(face.image, place, opacity: 1),
            .box(Box(place.inset(by: -1), border: theme.line2)),
            text(
                fonts.truncated(face.title, to: room, size: 13, weight: .semibold),
                Point(place.minX, place.maxY + 18), weight: .semibold),
            text(
                fonts.truncated(face.detail, to: room, size: 12), Point(place.minX, place.maxY + 34),
                size: 12,
                color: theme.ink2),
        ]
    }

    // MARK: Pieces

    func text(
        _ string: String, _ place: Point, size: Float = 13, weight: FontWeight = .regular,
        color: Color? = nil, alignment: TextAlignment = .left, isOverLines: Bool = false
    ) -> OverlayItem {
        .text(
            TextRun(
                string, at: place, size: size, weight: weight, color: color ?? theme.ink,
                alignment: alignment, halo: isOverLines ? theme.paper : nil))
    }
}
