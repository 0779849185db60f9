import Rendering

/// The last column: the most probable classes with bars, values, and what they were without the mask.
@MainActor struct TopTen {
    /// What is shown.
    let frame: NetworkFrame

    private var theme: Theme { frame.theme }
    private static let head: Float = 52

    /// From one class to the next: room for a line of text and a thin bar at least.
    static func pitch(_ regions: StageRegions) -> Float { min(44, max(22, room(regions) / 10)) }

    /// How many classes there is room for.
    static func rowCount(_ regions: StageRegions) -> Int {
        max(1, min(10, Int((room(regions) / pitch(regions)).rounded(.down))))
    }

    private static func room(_ regions: StageRegions) -> Float { regions.top.height - head - 24 }

    /// Where a class stands.
    static func place(ofRank rank: Int, _ regions: StageRegions) -> Rectangle {
        let pitch = pitch(regions)
        return Rectangle(
            x: regions.top.minX, y: regions.top.minY + head + Float(rank) * pitch,
            width: regions.top.width, height: pitch)
    }

    /// The class at a stage place, by its rank.
    static func entry(at place: Point, regions: StageRegions, count: Int) -> Int? {
        guard regions.top.contains(place), regions.card.width > 0 else { return nil }
        let row = Int(((place.y - regions.top.minY - head) / pitch(regions)).rounded(.down))
        return (0..<min(count, rowCount(regions))).contains(row) ? row : nil
    }

    /// Draws list and bars.
    func draw(into drawing: inout Drawing) {
        let top = frame.content.top.prefix(Self.rowCount(frame.regions))
        guard !top.isEmpty, frame.fan < 0.5 else { return }
        if frame.content.settings.isPresenting { return PresentedAnswer(frame: frame).draw(into: &drawing) }
        let area = frame.regions.top
        text(
            "Top \(top.count)", area.minX, area.minY + 12, TypeSize.body, .semibold, theme.ink,
            &drawing)
        text("probability", area.minX, area.minY + 30, TypeSize.label, .regular, theme.ink2, &drawing)
        for (rank, entry) in top.enumerated() {
            draw(entry, rank, isStrong: rank == 0 || entry.isOriginalAnswer, into: &drawing)
        }
        guard top.contains(where: isMoved) else { return }
        let y = area.minY + Self.head + Float(top.count) * Self.pitch(frame.regions) + 14
        tick(Point(area.minX + 1, y - 5), height: 14, &drawing)
        text("without the mask", area.minX + 10, y, TypeSize.label, .regular, theme.ink2, &drawing)
    }

    private func isMoved(_ entry: NetworkContent.TopEntry) -> Bool {
        entry.withoutMask.map { abs($0 - entry.probability) >= 0.01 } ?? false
    }

    private func draw(
        _ entry: NetworkContent.TopEntry, _ rank: Int, isStrong: Bool, into drawing: inout Drawing
    ) {
        let area = frame.regions.top
        let pitch = Self.pitch(frame.regions)
        let y = area.minY + Self.head + Float(rank) * pitch
        let weight = isStrong ? FontWeight.semibold : .regular
        let value = NumberFormat.probability(entry.probability)
        let room = area.width - frame.width(value, TypeSize.value, weight) - 8
        let name = frame.stage.fonts.truncated(entry.name, to: room, size: TypeSize.value, weight: weight)
        let ink = isStrong ? theme.ink : theme.ink2
        text(name, area.minX, y + 13, TypeSize.value, weight, theme.ink, &drawing)
        drawing.overlay.append(
            .text(
                TextRun(
                    value, at: Point(area.maxX, y + 13), size: TypeSize.value, weight: weight, color: ink,
                    alignment: .right)))
        let height = min(8, max(3, pitch - 22).rounded(.down))
        let bar = Rectangle(
            x: area.minX, y: (y + (height < 8 ? 17 : 19)).rounded(), width: area.width, height: height)
        drawing.overlay.append(.box(Box(bar, fill: theme.surface, border: theme.line)))
        var filled = bar
        filled.size.x = max(1, bar.width * entry.probability)
        drawing.overlay.append(.box(Box(filled, fill: theme.bar)))
        if let before = entry.withoutMask, isMoved(entry) {
            let x = min(bar.maxX - 1, bar.minX + 1 + bar.width * before)
            tick(Point(x, bar.center.y), height: min(14, height + 6), &drawing)
        }
        if entry.isPicked {
            let mark = Rectangle(x: area.minX - 9, y: y + 1, width: 3, height: min(28, pitch - 4))
            drawing.overlay.append(.box(Box(mark, fill: theme.ink)))
        }
        if frame.hover == .answer(rank) {
            let box = Rectangle(
                x: area.minX - 6, y: y - 4, width: area.width + 12, height: min(36, pitch + 4))
            drawing.overlay.append(.box(Box(box, border: theme.signal, borderWidth: 1.2, radius: 4)))
        }
    }

    private func tick(_ center: Point, height: Float, _ drawing: inout Drawing) {
        let box = Rectangle(
            x: (center.x - 1).rounded(), y: center.y - height / 2, width: 2, height: height)
        drawing.overlay.append(.box(Box(box.inset(by: -1), fill: theme.paper)))
        drawing.overlay.append(.box(Box(box, fill: theme.ink)))
    }

    private func text(
        _ string: String, _ x: Float, _ y: Float, _ size: Float, _ weight: FontWeight, _ color: Color,
        _ drawing: inout Drawing
    ) {
        drawing.overlay.append(
            .text(TextRun(string, at: Point(x, y), size: size, weight: weight, color: color)))
    }
}
