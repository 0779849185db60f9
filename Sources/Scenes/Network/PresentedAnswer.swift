import Rendering
import Workbench

/// What an audience reads: the answer in large type with what it was before, and what is hidden or marked in words.
@MainActor struct PresentedAnswer {
    /// What is shown.
    let frame: NetworkFrame

    private var theme: Theme { frame.theme }
    private var content: NetworkContent { frame.content }
    private static let pitch: Float = 68
    private static let head: Float = 66

    /// The classes: the most probable ones, and the answer without the mask wherever it has gone.
    private var entries: [NetworkContent.TopEntry] {
        let area = frame.regions.top
        let count = max(1, min(5, Int((area.height - Self.head) / Self.pitch)))
        var shown = Array(content.top.prefix(count))
        if let original, !shown.contains(where: \.isOriginalAnswer), shown.count > 1 {
            shown[shown.count - 1] = original
        }
        return shown
    }

    private var original: NetworkContent.TopEntry? {
        content.top.first(where: \.isOriginalAnswer) ?? content.lostAnswer
    }

    /// Draws answer and words.
    func draw(into drawing: inout Drawing) {
        let area = frame.regions.top
        text("Answer", Point(area.minX, area.minY + 12), 16, .bold, theme.ink, &drawing)
        text("probability", Point(area.minX, area.minY + 30), 13, .regular, theme.ink2, &drawing)
        for (rank, entry) in entries.enumerated() {
            draw(entry, at: area.minY + Self.head + Float(rank) * Self.pitch, isFirst: rank == 0, &drawing)
        }
        drawBefore(into: &drawing)
    }

    private func draw(
        _ entry: NetworkContent.TopEntry, at y: Float, isFirst: Bool, _ drawing: inout Drawing
    ) {
        let area = frame.regions.top
        let isStrong = isFirst || entry.isOriginalAnswer
        let (size, weight): (Float, FontWeight) = isStrong ? (18, .bold) : (15, .regular)
        let value = NumberFormat.probability(entry.probability)
        let room = area.width - frame.width(value, size, weight) - 8
        let name = frame.stage.fonts.truncated(entry.name, to: room, size: size, weight: weight)
        text(name, Point(area.minX, y), size, weight, theme.ink, &drawing)
        text(value, Point(area.maxX, y), size, weight, theme.ink, &drawing, .right)
        let bar = Rectangle(x: area.minX, y: (y + 8).rounded(), width: area.width, height: 12)
        drawing.overlay.append(.box(Box(bar, fill: theme.surface, border: theme.line2)))
        var filled = bar
        filled.size.x = max(1, bar.width * entry.probability)
        drawing.overlay.append(.box(Box(filled, fill: theme.bar)))
        guard let before = entry.withoutMask, abs(before - entry.probability) >= 0.01 else { return }
        let x = min(bar.maxX - 2, bar.minX + bar.width * before)
        let tick = Rectangle(x: (x - 1).rounded(), y: bar.minY - 4, width: 3, height: bar.height + 8)
        drawing.overlay.append(.box(Box(tick.inset(by: -1), fill: theme.paper)))
        drawing.overlay.append(.box(Box(tick, fill: theme.ink)))
        text(
            "was \(NumberFormat.probability(before))", Point(area.minX, bar.maxY + 17), 13, .semibold,
            theme.ink2, &drawing)
    }

    /// Below the picture: what the marked pixel sees, and the answer without the mask.
    private func drawBefore(into drawing: inout Drawing) {
        guard frame.turn < 0.5, frame.fan < 0.5 else { return }
        let corners = frame.arrangement.input.corners.prefix(4).map(frame.project)
        let left = corners.map(\.x).min() ?? 0
        var y = (corners.map(\.y).max() ?? 0) + 22
        if let pin = content.selection.pin, content.layers.indices.contains(pin.layer) {
            text(
                "The marked pixel of \(content.layers[pin.layer].name)", Point(left, y), 13, .regular,
                theme.ink2, &drawing)
            text("sees only this square.", Point(left, y + 19), 14, .bold, theme.signal, &drawing)
            y += 44
        }
        guard content.hasMask, let answer = original, let before = answer.withoutMask,
            y + 40 < frame.regions.key.minY
        else { return }
        text("Without the mask", Point(left, y), 13, .regular, theme.ink2, &drawing)
        text(
            "\(answer.name) \(NumberFormat.probability(before))", Point(left, y + 22), 18, .bold, theme.ink,
            &drawing)
    }

    private func text(
        _ string: String, _ place: Point, _ size: Float, _ weight: FontWeight, _ color: Color,
        _ drawing: inout Drawing, _ alignment: TextAlignment = .left
    ) {
        drawing.overlay.append(
            .text(
                TextRun(
                    string, at: place, size: size, weight: weight, color: color, alignment: alignment,
                    halo: theme.paper, haloRadius: 3)))
    }
}
