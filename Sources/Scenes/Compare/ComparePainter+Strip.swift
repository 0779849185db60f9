import Rendering
import Workbench

/// The key of the colours, and how far each layer moved.
extension ComparePainter {
    // MARK: Key

    /// What the colours mean, from a place on.
    func key(at place: Point) -> [OverlayItem] {
        let y = place.y
        var x = place.x
        var items: [OverlayItem] = []
        func say(_ words: String) {
            items.append(text(words, Point(x, y), color: theme.ink2))
            x += fonts.width(of: words, size: 13) + 8
        }
        func show(_ colors: ColorMap) {
            let place = Rectangle(x: x, y: y - 10, width: 120, height: 11)
            items += ramp(colors, place)
            x += 128
        }
        if content.enlarged != nil || content.cells.contains(where: \.isDifference) {
            say("lower")
            show(theme.signedColors)
            say(CompareWords.higher(content))
            x += 18
        }
        say("low")
        show(content.colors.colorMap)
        say("high value")
        return items
    }

    private func ramp(_ colors: ColorMap, _ place: Rectangle) -> [OverlayItem] {
        (0..<60).map { step in
            let width = place.width / 60
            let box = Rectangle(
                x: place.minX + Float(step) * width, y: place.minY, width: width, height: place.height)
            return .box(Box(box, fill: colors.color(at: Float(step) / 59)))
        } + [.box(Box(place, border: theme.line2))]
    }

    // MARK: Strip

    var stripItems: [OverlayItem] {
        let line = [
            Point(CompareLayout.margin, layout.separator),
            Point(layout.size.x - CompareLayout.margin, layout.separator),
        ]
        let base = Rectangle(
            x: strip.area.minX - 12, y: strip.area.maxY, width: strip.area.width + 12, height: 1)
        var items: [OverlayItem] = [.polyline(Polyline(line, width: 1, color: theme.line))]
        items += stripTitle
        if let shown = shownGroup { items += frame(shown) }
        items += content.strip.indices.flatMap(bars)
        items.append(.box(Box(base, fill: theme.line2)))
        return items + stripNames
    }

    private var stripTitle: [OverlayItem] {
        let x = CompareLayout.margin
        let y = layout.separator + 34
        let measure =
            content.settings.measure == .distance ? "relative L2 distance" : "1 \(NumberFormat.minus) cosine"
        return [
            text("How far", Point(x, y), size: 14, weight: .semibold),
            text("each layer", Point(x, y + 18), size: 14, weight: .semibold),
            text("moved", Point(x, y + 36), size: 14, weight: .semibold),
            text(measure, Point(x, y + 58), size: 13, color: theme.ink2),
        ]
    }

    private var shownGroup: Int? { content.strip.firstIndex { $0.id == content.layer?.layer.id } }

    private var hoveredGroup: Int? {
        guard case .layer(let index) = hover else { return nil }
        return index
    }

    /// Whether names and values have their place in every group; else only the layer that is shown and the one that is
    /// pointed at have them.
    private var hasRoomForAll: Bool { strip.pitch >= 38 }

    /// The frame around the layer that is shown.
    private func frame(_ index: Int) -> [OverlayItem] {
        let group = strip.group(index)
        let top = highest(index) - (hasRoomForAll ? 28 : 8)
        let bottom = strip.area.maxY + (hasRoomForAll ? namesHeight : 4)
        let half = min(group.width / 2, 44) - (group.width > 20 ? 1 : -2)
        let place = Rectangle(
            x: group.center.x - half, y: top, width: 2 * half, height: bottom - top)
        return [
            .box(
                Box(
                    place, fill: theme.raised, border: theme.ink, borderWidth: 2,
                    radius: group.width > 20 ? 6 : 2))
        ]
    }

    private var namesHeight: Float { showsCounts ? 48 : 28 }
    private var showsCounts: Bool { layout.size.y - strip.area.maxY > 70 }

    private func values(_ index: Int) -> [Float] {
        content.strip[index].movements.map { CompareStrip.value($0, content.settings.measure) }
    }

    /// Where the highest bar of a layer ends.
    private func highest(_ index: Int) -> Float {
        values(index).enumerated().map { strip.bar(index, variant: $0, value: $1).minY }.min()
            ?? strip.area.maxY
    }

    private func bars(_ index: Int) -> [OverlayItem] {
        let color =
            index == shownGroup
            ? theme.ink : theme.bar.mixed(with: theme.paper, index == hoveredGroup ? 0.2 : 0.45)
        var items = values(index).enumerated().map { variant, value in
            OverlayItem.box(Box(strip.bar(index, variant: variant, value: value), fill: color))
        }
        if index == hoveredGroup, index != shownGroup {
            let top = highest(index)
            let group = strip.group(index)
            let half = min(group.width / 2, 44)
            let place = Rectangle(
                x: group.center.x - half, y: top - 2, width: 2 * half, height: strip.area.maxY - top + 4)
            items.append(.box(Box(place, border: theme.signal, borderWidth: 1.5)))
        }
        if hasRoomForAll, strip.barCount == 1, let value = values(index).first {
            items.append(valueText(index, value))
        }
        return items
    }

    private func valueText(_ index: Int, _ value: Float) -> OverlayItem {
        let isShown = index == shownGroup
        let wide = strip.pitch >= 46
        return text(
            NumberFormat.distance(value), Point(strip.group(index).center.x, highest(index) - 9),
            size: isShown && wide ? 15 : wide ? 14 : 12, weight: isShown ? .bold : .semibold,
            alignment: .center)
    }

    private var stripNames: [OverlayItem] {
        if hasRoomForAll { return content.strip.indices.flatMap(name) }
        // Of the two that may be named the one under the pointer comes first.
        var items: [OverlayItem] = []
        var taken: [Rectangle] = []
        for index in [hoveredGroup, shownGroup].compactMap(\.self) {
            let layer = content.strip[index]
            let value = values(index).map { NumberFormat.distance($0) }.joined(separator: ", ")
            let words = "\(layer.names[0]) \(value)"
            let width = fonts.width(of: words, size: 13, weight: .semibold)
            let middle = min(
                max(strip.group(index).center.x, strip.area.minX + width / 2), strip.area.maxX - width / 2)
            let place = Rectangle(
                x: middle - width / 2 - 6, y: strip.area.maxY + 8, width: width + 12, height: 20)
            guard !taken.contains(where: { $0.intersects(place) }) else { continue }
            taken.append(place)
            items.append(
                text(words, Point(middle, strip.area.maxY + 22), weight: .semibold, alignment: .center))
        }
        return items
    }

    private func name(_ index: Int) -> [OverlayItem] {
        let layer = content.strip[index]
        let isShown = index == shownGroup
        let weight = isShown ? FontWeight.bold : .regular
        let room = strip.pitch - 4
        // The heavier name is wider.
        let isTight = isShown && fonts.width(of: layer.names[0], size: 13, weight: weight) > room
        let size: Float = isTight ? 12 : 13
        let x = strip.group(index).center.x
        func fitting(_ words: [String], size: Float, _ weight: FontWeight) -> String {
            words.first { fonts.width(of: $0, size: size, weight: weight) <= room }
                ?? fonts.truncated(words.last ?? "", to: room, size: size, weight: weight)
        }
        var items = [
            text(
                fitting(layer.names, size: size, weight), Point(x, strip.area.maxY + 19), size: size,
                weight: weight, color: isShown ? theme.ink : theme.ink2, alignment: .center)
        ]
        if showsCounts {
            items.append(
                text(
                    fitting(layer.counts, size: 12, .regular), Point(x, strip.area.maxY + 37), size: 12,
                    color: theme.ink2, alignment: .center))
        }
        return items
    }
}
