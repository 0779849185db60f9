import Rendering

/// The card of the highlighted tile: the picture, its probabilities, its distance to the boundary.
extension OcclusionPainter {
    /// The card.
    func card(_ highlight: Highlight) -> [OverlayItem] {
        let tile = content.tiles[highlight.tile]
        let box = highlight.card
        let picture = Rectangle(origin: box.origin + 14, size: Point(112, 112))
        let words = [
            text(OcclusionWords.place(of: tile), box.origin + Point(14, 147), color: theme.ink2),
            text(otherAnswer(of: tile), box.origin + Point(302, 147), color: theme.ink2, alignment: .right),
            text(OcclusionWords.effect(of: tile), box.origin + Point(14, 169), weight: .semibold),
            text(
                OcclusionWords.decision(of: tile, content.boundary), box.origin + Point(14, 190),
                color: theme.ink2),
        ]
        return [.box(Box(box, fill: theme.raised, border: theme.line2, radius: 6))]
            + self.picture(tile.image, in: picture) + chances(of: tile, in: box) + words
    }

    /// The corners' labels, the most probable first, and what lies outside them: together all there is.
    private func chances(of tile: OcclusionContent.Tile, in box: Rectangle) -> [OverlayItem] {
        var lines = tile.chances.map { (chance: $0, isAnswer: $0.corner == tile.answer.corner) }
        if content.hasOutside {
            let outside = OcclusionContent.Chance(
                label: OcclusionWords.outside(cornerCount: content.corners.count), corner: nil,
                probability: tile.outside)
            lines.append((chance: outside, isAnswer: false))
        }
        return lines.enumerated().flatMap { line, entry in
            chance(entry.chance, isAnswer: entry.isAnswer, at: box.origin + Point(142, 14 + 24 * Float(line)))
        }
    }

    /// A mark, a name, a number, and a bar below.
    private func chance(
        _ chance: OcclusionContent.Chance, isAnswer: Bool, at origin: Point
    ) -> [OverlayItem] {
        let width: Float = 160
        let weight = isAnswer ? FontWeight.semibold : .regular
        let number = NumberFormat.probability(chance.probability)
        let room = width - 18 - 8 - fonts.width(of: number, size: 13, weight: weight)
        let track = Rectangle(origin: origin + Point(18, 15), size: Point(width - 18, 3))
        let share = Rectangle(
            origin: track.origin, size: Point(track.width * min(1, max(0, chance.probability)), track.height))
        return marks.classMark(chance.corner, at: origin + Point(6, 6.5), radius: 5)
            + [
                text(
                    fonts.truncated(chance.label, to: room, size: 13, weight: weight), origin + Point(18, 11),
                    weight: weight),
                text(number, origin + Point(width, 11), weight: weight, alignment: .right),
                .box(Box(track, fill: theme.line)), .box(Box(share, fill: marks.color(chance.corner))),
            ]
    }

    /// The answer, where it stands at no corner.
    private func otherAnswer(of tile: OcclusionContent.Tile) -> String {
        guard tile.answer.corner == nil else { return "" }
        let room = 288 - 12 - fonts.width(of: OcclusionWords.place(of: tile), size: 13)
        return fonts.truncated(OcclusionWords.otherAnswer(tile), to: room, size: 13)
    }

    /// A line of 13.
    func text(
        _ string: String, _ position: Point, weight: FontWeight = .regular, color: Color? = nil,
        alignment: TextAlignment = .left
    ) -> OverlayItem {
        .text(
            TextRun(
                string, at: position, size: 13, weight: weight, color: color ?? theme.ink,
                alignment: alignment))
    }
}
