import Rendering
import Workbench

/// Draws the Neighbors scene: headings and switches, and its parts in their places.
@MainActor struct NeighborsPainter {
    let scene: NeighborsScene
    let pen: Pen

    private var content: NeighborsContent { scene.content }
    private var layout: NeighborsLayout { scene.layout }
    private var theme: Theme { pen.theme }

    /// All but the card.
    func items() -> [OverlayItem] {
        guard content.isOpen else { return title }
        return title + stageSwitch + stability + distances + neighborhood + changes + maps
    }

    // MARK: Words

    private var title: [OverlayItem] {
        let margin = NeighborsLayout.margin
        let right = (layout.stageSwitch?.minX ?? layout.size.x - margin) - 16
        let words = pen.fonts.truncated(
            content.title.heading, to: right - margin, size: TypeSize.title, weight: .bold)
        let width = pen.fonts.width(of: words, size: TypeSize.title, weight: .bold) + 12
        let room = right - margin - width
        let isWhole = pen.fonts.width(of: content.title.remark, size: TypeSize.body) <= room
        return [
            pen.text(words, Point(margin, 42), size: TypeSize.title, weight: .bold),
            pen.text(
                isWhole ? content.title.remark : content.title.shortRemark, Point(margin + width, 42),
                width: room, size: TypeSize.body, color: theme.ink2),
        ]
    }

    /// A part's title and what follows it: the longest of the remarks that has room.
    private func heading(
        _ words: MapContent.Words, _ place: Point, right: Float, shorter: [String] = []
    ) -> [OverlayItem] {
        let title = pen.fonts.truncated(
            words.heading, to: right - place.x, size: TypeSize.section, weight: .bold)
        let width = pen.fonts.width(of: title, size: TypeSize.section, weight: .bold) + 10
        let room = right - place.x - width
        let remarks = ([words.remark, words.shortRemark] + shorter).filter { !$0.isEmpty }
        let known = words.wait.isEmpty ? remarks : [words.wait]
        let whole = known.first { pen.fonts.width(of: $0, size: TypeSize.label) <= room }
        // The beginning of a sentence is of use only where there is some of it.
        let cut = room < 60 ? "" : pen.fonts.truncated(known.last ?? "", to: room, size: TypeSize.label)
        return [
            pen.text(title, place, size: TypeSize.section, weight: .bold),
            pen.text(whole ?? cut, place + Point(width, 0), color: theme.ink2),
        ]
    }

    /// A box with a sentence, in place of what is not there yet.
    private func empty(_ place: Rectangle, _ words: String) -> [OverlayItem] {
        let lines = pen.fonts.lines(of: words, size: TypeSize.body, width: max(place.width - 48, 40))
        return [.box(Box(place, fill: theme.raised, border: theme.line2))]
            + lines.enumerated().map { index, line in
                let y = place.center.y + (Float(index) - Float(lines.count - 1) / 2) * 20 + 5
                return pen.text(
                    line, Point(place.center.x, y), size: TypeSize.body, color: theme.ink2, alignment: .center
                )
            }
    }

    /// Two words of which one is on.
    private func segments(
        _ place: Rectangle, _ titles: [String], chosen: Int, hovered: Int?
    ) -> [OverlayItem] {
        let half = place.width / Float(titles.count)
        var items: [OverlayItem] = [.box(Box(place, fill: theme.raised, radius: 6))]
        for (index, words) in titles.enumerated() {
            let cell = Rectangle(
                x: place.minX + Float(index) * half, y: place.minY, width: half, height: place.height)
            let isOn = index == chosen
            if isOn { items += [.beginClip(cell), .box(Box(place, fill: theme.ink, radius: 6)), .endClip] }
            items.append(
                pen.text(
                    words, cell.center + Point(0, 4.5), width: half - 12, weight: isOn ? .semibold : .regular,
                    color: isOn ? theme.paper : index == hovered ? theme.ink : theme.ink2, alignment: .center)
            )
        }
        return items + [.box(Box(place, border: theme.line2, radius: 6))]
    }

    private var stageSwitch: [OverlayItem] {
        guard let place = layout.stageSwitch else { return [] }
        var hovered: Int?
        if case .stageSwitch(let isMaps) = scene.hover { hovered = isMaps ? 1 : 0 }
        return segments(place, ["Plots", "Maps"], chosen: scene.showsMaps ? 1 : 0, hovered: hovered)
    }

    // MARK: At the left

    private var stability: [OverlayItem] {
        guard let area = layout.stability else { return [] }
        let start = Point(layout.left.lowerBound, layout.headings)
        var shown = content.stabilityWords
        if content.stability == nil { shown.wait = "" }
        let words = heading(shown, start, right: layout.left.upperBound)
        guard let plot = scene.stabilityPlot else {
            let place = Rectangle(
                x: layout.left.lowerBound, y: area.minY,
                width: layout.left.upperBound - layout.left.lowerBound,
                height: area.height)
            return words + empty(place, content.stabilityWords.wait)
        }
        var painter = StabilityPainter(plot: plot, pen: pen)
        (painter.from, painter.to) = (
            content.axis(of: content.transformation.from), content.axis(of: content.transformation.to)
        )
        if case .axis(let axis) = scene.hover { painter.hoveredAxis = axis }
        (painter.focus, painter.pointed) = (content.focus, content.pointed)
        painter.brush = scene.brush.map { ($0, plot.samples(in: $0).count) }
        return words + painter.items(scene.stabilityTiles)
    }

    private var distances: [OverlayItem] {
        guard let area = layout.distances else { return [] }
        var words = MapContent.Words(heading: "Distances")
        let place = Point(layout.left.lowerBound, layout.distanceHeading)
        var hovered: Int?
        if case .distanceSwitch(let isTo) = scene.hover { hovered = isTo ? 1 : 0 }
        let choice = segments(
            layout.distanceSwitch, [content.names.from, content.names.to],
            chosen: scene.showsFromDistances ? 0 : 1, hovered: hovered)
        let right = layout.distanceSwitch.minX - 10
        guard let plot = scene.distancePlot else {
            return heading(words, place, right: right) + choice + empty(area, content.distanceWait)
        }
        words.remark = NeighborsWords.bandwidth(plot.curves)
        return heading(
            words, place, right: right, shorter: NeighborsWords.shorterBandwidths(plot.curves))
            + choice + plot.items()
    }

    // MARK: At the right

    private var neighborhood: [OverlayItem] {
        let start = Point(layout.right.lowerBound, layout.headings)
        guard let plot = content.plot else {
            let title = MapContent.Words(heading: content.plotWords.heading)
            return heading(title, start, right: layout.right.upperBound)
                + empty(layout.radial.bounds, content.plotWords.wait)
        }
        let words = heading(content.plotWords, start, right: layout.play.minX - 12)
        let key = RadialKey(
            at: Point(layout.right.lowerBound, layout.radialKey), count: plot.count, pen: pen)
        return words + playButton + scene.discItems + (scene.radialPainter?.pointedItems ?? [])
            + key.items(width: layout.right.upperBound - layout.right.lowerBound)
    }

    private var playButton: [OverlayItem] {
        let place = layout.play
        let isHovered = scene.hover == .play
        let left = Point(place.minX + 14, place.center.y)
        let sign: [OverlayItem] =
            scene.motion.isPlaying
            ? [0, 6].map {
                pen.fill(Rectangle(x: left.x + $0, y: left.y - 5, width: 3, height: 10), theme.ink)
            }
            : [.polygon([left + Point(0, -5.5), left + Point(9.5, 0), left + Point(0, 5.5)], theme.ink)]
        return [
            .box(
                Box(place, fill: theme.raised, border: isHovered ? theme.signal : theme.line2, radius: 6))
        ] + sign + [
            pen.text("Play", Point(left.x + 18, place.center.y + 4.5), color: theme.ink)
        ]
    }

    private var changes: [OverlayItem] {
        guard let plot = content.plot else { return [] }
        let strip = scene.strip
        let words = MapContent.Words(
            heading: "Change of every neighbor", remark: "in radii, sorted", shortRemark: "in radii")
        var painter = ChangeStripPainter(strip: strip, pen: pen)
        painter.brushed = plot.traces.isEmpty ? nil : scene.firstBrushed
        painter.pointed = content.pointed.flatMap { sample in
            plot.traces.firstIndex { $0.sample == sample }
        }
        let shown = scene.brushedPictures
        let line = NeighborsWords.brushed(
            first: scene.firstBrushed, count: shown.count, of: plot.traces.count)
        let counts = painter.words(baseline: layout.stripHeading)
        return heading(words, Point(layout.right.lowerBound, layout.stripHeading), right: counts.left)
            + counts.items + painter.items()
            + [pen.text(line, Point(layout.right.lowerBound, layout.pictureHeading), color: theme.ink2)]
            + shown.flatMap { picture($0.sample, $0.place) }
    }

    private func picture(_ sample: Int, _ place: Rectangle) -> [OverlayItem] {
        let index = content.facts?.ownClass(of: sample) ?? -1
        let square = Rectangle(origin: place.origin, size: Point(place.width, place.width))
        var items: [OverlayItem] = [.box(Box(place, fill: theme.raised))]
        if let image = content.image(sample) {
            items.append(.image(image, square.fitting(SIMD2(image.width, image.height)), opacity: 1))
        }
        items.append(
            pen.fill(
                Rectangle(x: place.minX, y: square.maxY, width: place.width, height: 3),
                pen.color(ofClass: index)))
        items += pen.mark(
            index, Point(square.maxX - 6, square.minY + 6), radius: 4.5, casing: theme.casing)
        if content.selected.contains(sample) {
            items.append(pen.outline(place.inset(by: -2), theme.ink, width: 2))
        }
        return items + (sample == content.pointed ? pen.ring(place, width: 2) : [])
    }

    // MARK: Maps

    private var maps: [OverlayItem] {
        layout.maps.indices.flatMap { index -> [OverlayItem] in
            guard content.maps.indices.contains(index) else { return [] }
            let (map, frame) = (content.maps[index], layout.maps[index])
            let drawn = scene.mapItems(index)
            var words = map.words
            if drawn.isEmpty { words.wait = "" }
            return heading(words, Point(frame.minX, frame.minY - 9), right: frame.maxX)
                + (drawn.isEmpty ? empty(frame, map.words.wait) : drawn)
        }
    }
}
