import Rendering

/// The classes at the right of the stage, and below it every kind of line exactly as it is drawn.
@MainActor struct PlaneKey {
    /// What is explained.
    let frame: NetworkFrame
    /// What is on the planes.
    let content: PlaneContent

    private var theme: Theme { frame.theme }
    private static let head: Float = 52
    private static let pitch: Float = 27

    // MARK: Classes

    /// The classes that are listed: those with samples, as many as there is room for.
    static func listed(_ content: PlaneContent, _ regions: StageRegions) -> [Int] {
        let all = content.classCounts.indices.filter { content.classCounts[$0] > 0 }
        let room = max(1, Int((room(regions) / pitch).rounded(.down)))
        return all.count <= room ? all : Array(all.prefix(max(1, room - 1)))
    }

    private static func room(_ regions: StageRegions) -> Float {
        min(regions.key.minY - 16, regions.size.y - 60) - regions.top.minY - head
    }

    /// Where a line of the list stands.
    static func place(ofLine line: Int, _ regions: StageRegions) -> Rectangle {
        Rectangle(
            x: regions.top.minX, y: regions.top.minY + head + Float(line) * pitch, width: regions.top.width,
            height: pitch)
    }

    /// The class at a stage place.
    static func classIndex(at place: Point, _ content: PlaneContent, _ regions: StageRegions) -> Int? {
        listed(content, regions).enumerated().first {
            Self.place(ofLine: $0.offset, regions).contains(place)
        }?
        .element
    }

    /// Both keys.
    var items: [OverlayItem] { classes + lines }

    private var classes: [OverlayItem] {
        let area = frame.regions.top
        let listed = Self.listed(content, frame.regions)
        let all = content.classCounts.count { $0 > 0 }
        guard !listed.isEmpty else { return [] }
        var items = [
            text("Classes", area.minX, area.minY + 12, TypeSize.body, .semibold, theme.ink),
            text("pictures", area.minX, area.minY + 30, TypeSize.label, .regular, theme.ink2),
        ]
        for (line, index) in listed.enumerated() {
            items += row(index, Self.place(ofLine: line, frame.regions))
        }
        if all > listed.count {
            let place = Self.place(ofLine: listed.count, frame.regions)
            items.append(
                text(
                    "and \(NumberFormat.count(all - listed.count)) more", place.minX + 24,
                    place.center.y + 4.5,
                    TypeSize.label, .regular, theme.ink3))
        }
        return items
    }

    private func row(_ index: Int, _ place: Rectangle) -> [OverlayItem] {
        let count = NumberFormat.count(content.classCounts[index])
        let room = place.width - 24 - frame.width(count, TypeSize.label) - 8
        let name = frame.stage.fonts.truncated(
            content.population.classNames[index], to: room, size: TypeSize.value)
        let isPointed = frame.hover?.classIndex == index
        let y = place.center.y
        var items = SampleMarks.mark(index).overlay(at: Point(place.minX + 8, y), radius: 5.5, theme: theme)
        items.append(
            text(name, place.minX + 24, y + 5, TypeSize.value, isPointed ? .semibold : .regular, theme.ink))
        items.append(
            .text(
                TextRun(
                    count, at: Point(place.maxX, y + 4.5), size: TypeSize.label, color: theme.ink2,
                    alignment: .right)))
        if isPointed {
            let box = Rectangle(
                x: place.minX - 6, y: place.minY, width: place.width + 12, height: place.height)
            items.append(.box(Box(box, border: theme.signal, borderWidth: 1.2, radius: 4)))
        }
        return items
    }

    // MARK: Lines

    private var lines: [OverlayItem] {
        let area = frame.regions.key
        var x = area.minX
        let y = area.maxY - 8
        var items: [OverlayItem] = []
        func add(_ color: Color, _ width: Float, _ words: String) {
            let line = [Point(x, y - 4.5), Point(x + 30, y - 4.5)]
            items.append(.polyline(Polyline(line, width: width, color: color)))
            items.append(text(words, x + 38, y, TypeSize.label, .regular, theme.ink2))
            x += 38 + frame.width(words, TypeSize.label) + 26
        }
        for (color, width, words) in PlaneWords.lines(content, theme) { add(color, width, words) }
        return items
    }

    private func text(
        _ words: String, _ x: Float, _ y: Float, _ size: Float, _ weight: FontWeight, _ color: Color
    ) -> OverlayItem {
        .text(
            TextRun(
                words, at: Point(x, y), size: size, weight: weight, color: color, halo: theme.paper,
                haloRadius: 3))
    }
}
