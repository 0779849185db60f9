import Rendering

/// How far the mask moves each layer: bars under the columns of Plate.
@MainActor struct MovementBars {
    /// What is shown.
    let frame: NetworkFrame

    private var theme: Theme { frame.theme }
    private var opacity: Float { max(0, 1 - 2 * frame.turn) * (1 - frame.fan) }

    /// Draws bars, values and names, or what would be there.
    func draw(into drawing: inout Drawing) {
        let area = frame.regions.movement
        guard area.height > 60, opacity > 0.02, frame.content.hasNetwork else { return }
        let title = area.height > 120 ? Point(area.minX, area.minY + 44) : Point(area.minX, area.minY + 26)
        guard let movement = frame.content.movement, frame.content.hasMask else {
            guard frame.content.emptyReason == nil else { return }
            text(
                "Drag over the picture to hide a part of it:", title, .left, 13, .regular, theme.ink3,
                &drawing)
            text(
                "here stands how far that moves each layer.", title + Point(0, 18), .left, 13, .regular,
                theme.ink3, &drawing)
            return
        }
        text("How far the mask", title, .left, 14, .semibold, theme.ink, &drawing)
        text("moves each layer", title + Point(0, 19), .left, 14, .semibold, theme.ink, &drawing)
        text("relative L2 distance", title + Point(0, 38), .left, 12, .regular, theme.ink2, &drawing)
        draw(movement, into: &drawing)
    }

    private func draw(_ movement: [Float], into drawing: inout Drawing) {
        let area = frame.regions.movement
        let base = (area.maxY - 24).rounded()
        let highest = max(movement.max() ?? 0, 1e-6)
        var end = -Float.infinity
        var ends: (Float, Float) = (.infinity, 0)
        var written = -Float.infinity
        for layer in frame.content.layers where movement.indices.contains(layer.id) && layer.kind != .join {
            let column = frame.arrangement.columns[layer.id]
            guard let block = column.blocks.first, !column.sharesRank || column.middle.y > -1e6 else {
                continue
            }
            let left = frame.project(block.origin).x
            let right = frame.project(block.origin + block.right).x
            let full = right - left
            let width = layer.kind == .dense ? full : max(2, full * 0.5)
            let height = max(1, (area.height - 54) * movement[layer.id] / highest)
            let x = (left + right) / 2
            guard left >= end - 1 else { continue }
            end = right
            ends = (min(ends.0, left), max(ends.1, right))
            let bar = Rectangle(
                x: (x - width / 2).rounded(), y: base - height, width: width.rounded(), height: height)
            drawing.overlay.append(.box(Box(bar, fill: theme.bar.opacity(0.85 * opacity))))
            let isPointed = frame.hover?.layer == layer.id
            guard full >= 34 || layer.kind == .dense || isPointed else { continue }
            let room = max(full + 12, 34)
            let name = frame.stage.fonts.truncated(
                frame.content.title(of: layer.id).short, to: room, size: 12)
            let value = NumberFormat.distance(movement[layer.id])
            let half = max(frame.width(name, 12), frame.width(value, 13, .semibold)) / 2 + 2
            guard x - half > written else { continue }
            written = x + half
            text(value, Point(x, base - height - 6), .center, 13, .semibold, theme.ink, &drawing)
            text(name, Point(x, base + 18), .center, 12, .regular, theme.ink2, &drawing)
        }
        guard ends.1 > ends.0 else { return }
        let line = [Point(ends.0 - 2, base + 0.5), Point(ends.1 + 2, base + 0.5)]
        drawing.overlay.append(.polyline(Polyline(line, width: 1, color: theme.line2.opacity(opacity))))
    }

    private func text(
        _ string: String, _ place: Point, _ alignment: TextAlignment, _ size: Float, _ weight: FontWeight,
        _ color: Color, _ drawing: inout Drawing
    ) {
        drawing.overlay.append(
            .text(
                TextRun(
                    string, at: place, size: size, weight: weight, color: color.opacity(opacity),
                    alignment: alignment, halo: theme.paper)))
    }
}
