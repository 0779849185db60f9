import Rendering
import Workbench

/// Draws the network: an operation's samples on a curve as a glyph, its name above and its quality below, dots along
/// the edges.
@MainActor struct CurveGraphPainter {
    let content: CurvesContent
    let layout: StripLayout
    let view: StripView
    let area: Rectangle
    let pen: Pen
    /// The operation under the pointer, by its index.
    var hovered: Int?
    var flow = CurveFlow()
    let images: CurveImages
    /// Whether the open operation is outlined.
    var marksOpen = true

    /// From this side on, in points, a glyph has its extent and its figures written.
    nonisolated static let smallestNamed: Float = 44
    /// The same for the extent beside the name, and the highlighted class's figure.
    private static let smallestDetailed: Float = 84

    private var theme: Theme { pen.theme }

    /// All of it.
    var items: [OverlayItem] {
        let shown = content.operations.indices.filter { tile(of: $0).inset(by: -60).intersects(area) }
        return [.beginClip(area)] + edges + shown.flatMap(glyph) + shown.flatMap(figures) + names(shown) + [
            .endClip
        ]
    }

    /// Where an operation's tile stands on the stage.
    func tile(of index: Int) -> Rectangle { view.place(layout.tiles[index], in: area) }

    /// Where an operation's cells stand on the stage.
    func place(of index: Int) -> CurvePlace { CurvePlace(tile: tile(of: index), grid: content.grid) }

    /// The operation whose glyph is at a place of the stage.
    func operation(at place: Point) -> Int? {
        guard area.contains(place) else { return nil }
        return content.operations.indices.first { tile(of: $0).inset(by: -3).contains(place) }
    }

    // MARK: Edges

    private var edges: [OverlayItem] {
        let visible = view.visible(in: area)
        let hasArrows = (layout.pitch - layout.tileSide) * view.zoom >= 16
        return layout.edges.flatMap { points -> [OverlayItem] in
            guard let first = points.first, let last = points.last, last.x >= visible.lowerBound,
                first.x <= visible.upperBound
            else { return [] }
            var line = points.map { view.place($0, in: area) }
            let end = line[line.count - 1] - Point(2, 0)
            line[0].x += 2
            line[line.count - 1].x = end.x - (hasArrows ? 7 : 0)
            let dots = flow.dots(on: line).map { dot in
                PointCloud.Mark(.circle, at: dot, radius: hasArrows ? 2.5 : 1.6, fill: theme.ink2)
            }
            var items = [pen.line(line, theme.line2, width: 1.2)]
            if !dots.isEmpty { items.append(.points(PointCloud(dots))) }
            if hasArrows {
                items.append(.polygon([end, end + Point(-7, -4), end + Point(-7, 4)], theme.ink2))
            }
            return items
        }
    }

    // MARK: Glyphs

    private func glyph(_ index: Int) -> [OverlayItem] {
        let operation = content.operations[index]
        let place = place(of: index).frame
        var items: [OverlayItem]
        if let glyph = operation.glyph {
            let palette = CurvePalette(content.coloring, content.labels, theme)
            items = [
                .image(
                    images.image(of: glyph, palette, content.coloring, content.selection), place, opacity: 1)
            ]
        } else {
            items = [pen.fill(place, theme.surface)] + waiting(operation.wait, place)
        }
        if marksOpen, index == content.open {
            items.append(pen.outline(place.inset(by: -3), theme.ink, width: 3))
        } else if index == hovered {
            items.append(pen.outline(place.inset(by: -2), theme.signal, width: 2))
        } else {
            items.append(pen.outline(place.inset(by: -1), theme.line2))
        }
        return items
    }

    /// What is going on, in an empty frame.
    private func waiting(_ wait: CurvesContent.Wait, _ place: Rectangle) -> [OverlayItem] {
        var words = ""
        var bar: [OverlayItem] = []
        switch wait {
        case .queued: words = "waiting"
        case .failed: words = "failed"
        case .running(let share):
            words = share.map { NumberFormat.share($0) } ?? "running"
            let length = place.width * (share ?? 0)
            bar = [pen.fill(Rectangle(x: place.minX, y: place.maxY - 2, width: length, height: 2), theme.ink)]
        }
        let width = pen.fonts.width(of: words, size: TypeSize.remark)
        guard width + 8 <= place.width else { return bar }
        return bar + [
            pen.text(
                words, place.center + Point(0, 4), size: TypeSize.remark, color: theme.ink3,
                alignment: .center)
        ]
    }

    // MARK: Figures

    /// The quality below a glyph: a bar, all labels at the left, the highlighted class at the right; where that has no
    /// room, its mark lies on the bar.
    private func figures(_ index: Int) -> [OverlayItem] {
        guard content.hasClasses, let glyph = content.operations[index].glyph else { return [] }
        let place = place(of: index).frame
        let quality = glyph.quality.quality
        let bar = Rectangle(x: place.minX, y: place.maxY + 8, width: place.width, height: 4)
        let filled = Rectangle(origin: bar.origin, size: Point(bar.width * quality, bar.height))
        let bars = [pen.fill(bar, theme.line), pen.fill(filled, theme.bar)]
        guard place.width >= Self.smallestNamed else { return bars + marked(glyph, bar) }
        let words = NumberFormat.share(quality)
        let start = Point(place.minX, place.maxY + 30)
        let width = pen.fonts.width(of: words, size: TypeSize.label, weight: .semibold)
        let figure = pen.text(words, start, weight: .semibold, color: theme.ink)
        return bars + [figure]
            + (highlighted(glyph, place, from: start.x + width + 6, start.y) ?? marked(glyph, bar))
    }

    /// How well the highlighted class lies together, 0...1; nil: none is highlighted.
    private func highlightedQuality(_ glyph: CurveGlyph) -> (index: Int, quality: Float)? {
        guard let index = content.highlighted, glyph.quality.ofClasses.indices.contains(index) else {
            return nil
        }
        return (index, glyph.quality.ofClasses[index])
    }

    /// Its mark and figure; nil: they have no room.
    private func highlighted(_ glyph: CurveGlyph, _ place: Rectangle, from start: Float, _ baseline: Float)
        -> [OverlayItem]?
    {
        guard let (index, quality) = highlightedQuality(glyph), place.width >= Self.smallestDetailed else {
            return nil
        }
        let words = NumberFormat.share(quality)
        let left = place.maxX - pen.fonts.width(of: words, size: TypeSize.label)
        guard left - 14 >= start else { return nil }
        return pen.mark(index, Point(left - 9, baseline - 4.5), radius: 5) + [
            pen.text(words, Point(left, baseline), color: theme.ink2)
        ]
    }

    /// Its mark where its figure would end a bar.
    private func marked(_ glyph: CurveGlyph, _ bar: Rectangle) -> [OverlayItem] {
        guard let (index, quality) = highlightedQuality(glyph) else { return [] }
        let place = Point(bar.minX + bar.width * quality, bar.center.y)
        return pen.mark(index, place, radius: 4.5, casing: theme.paper)
    }

    // MARK: Names

    /// The hovered and the open operation's names first, then from left to right what has room.
    private func names(_ shown: [Int]) -> [OverlayItem] {
        let first = [hovered, content.open].compactMap(\.self).filter { shown.contains($0) }
        let order = first + shown.filter { !first.contains($0) }
        var taken: [Rectangle] = []
        return order.flatMap { index -> [OverlayItem] in
            let tile = tile(of: index)
            let isCertain = first.contains(index)
            guard isCertain || tile.minX >= area.minX - 1 else { return [] }
            let room = isCertain ? max(tile.width, 160) : max(tile.width, layout.pitch * view.zoom - 8)
            let name = pen.fonts.truncated(
                content.operations[index].name, to: room, size: TypeSize.label, weight: .semibold)
            let width = pen.fonts.width(of: name, size: TypeSize.label, weight: .semibold)
            let left = max(min(tile.minX, area.maxX - width - 4), area.minX)
            let place = Rectangle(x: left - 3, y: tile.minY - 22, width: width + 6, height: 18)
            guard name.count > 1, !taken.contains(where: { $0.intersects(place) }) else { return [] }
            taken.append(place)
            let color = index == hovered ? theme.signal : theme.ink
            return [
                pen.text(name, Point(left, tile.minY - 9), weight: .semibold, color: color, halo: theme.paper)
            ] + extent(of: index, tile, after: left + width)
        }
    }

    private func extent(of index: Int, _ tile: Rectangle, after x: Float) -> [OverlayItem] {
        let words = content.operations[index].extent
        let width = pen.fonts.width(of: words, size: TypeSize.remark)
        guard tile.width >= Self.smallestDetailed, tile.maxX - width - 8 > x else { return [] }
        return [
            pen.text(
                words, Point(tile.maxX, tile.minY - 9), size: TypeSize.remark, color: theme.ink3,
                alignment: .right)
        ]
    }
}
