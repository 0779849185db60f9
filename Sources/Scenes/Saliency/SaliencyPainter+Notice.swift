import Rendering
import Workbench

/// What is said where something is missing.
extension SaliencyPainter {
    /// A heading and a sentence in the middle of a place, broken into lines.
    func centered(_ words: (String, String), in place: Rectangle) -> [OverlayItem] {
        let lines = fonts.lines(of: words.1, size: 13, width: max(place.width - 40, 60))
        let heading = fonts.lines(of: words.0, size: 14, weight: .semibold, width: max(place.width - 40, 60))
        let height = Float(heading.count) * 20 + Float(lines.count) * 18
        let top = place.center.y - height / 2
        return heading.enumerated().map { line, string in
            text(
                string, Point(place.center.x, top + 15 + Float(line) * 20), size: 14, weight: .semibold,
                alignment: .center)
        }
            + lines.enumerated().map { line, string in
                text(
                    string, Point(place.center.x, top + Float(heading.count) * 20 + 14 + Float(line) * 18),
                    color: theme.ink2, alignment: .center)
            }
    }

    /// Why a map is missing, over the faded picture; the bar of the pool, or the button that runs it.
    func notice(for pane: SaliencyContent.Pane, in place: Rectangle) -> [OverlayItem] {
        guard let words = SaliencyWords.notice(for: pane, content) else { return [] }
        let card = Self.noticeCard(in: place)
        var items: [OverlayItem] = [
            .box(Box(card, fill: theme.raised, border: theme.line2, radius: 6))
        ]
        let isPool = pane == .map && (content.poolProgress != nil || content.canRunPool)
        let upper = Rectangle(
            x: card.minX, y: card.minY + 4, width: card.width, height: card.height - (isPool ? 52 : 8))
        items += centered(words, in: upper)
        guard pane == .map else { return items }
        if let progress = content.poolProgress { items += bar(progress, in: card) }
        for button in Self.noticeButtons(content, layout, fonts) {
            items += button.items(theme, fonts, isHovered: hand.hover == .button(button.action))
        }
        return items
    }

    /// The button over a picture whose map is missing.
    static func noticeButtons(
        _ content: SaliencyContent, _ layout: SaliencyLayout, _ fonts: TextMeasure
    ) -> [StageButton] {
        guard let index = content.panes.firstIndex(of: .map), layout.pictures.indices.contains(index),
            content.map == nil, content.canRunPool
        else { return [] }
        let card = noticeCard(in: layout.pictures[index])
        return [
            StageButton(
                action: .runPool, title: "Run the pool", key: "R",
                place: Rectangle(x: card.center.x - 80, y: card.maxY - 44, width: 160, height: 32),
                isStrong: true)
        ]
    }

    private static func noticeCard(in place: Rectangle) -> Rectangle {
        let size = Point(min(place.width - 16, 300), min(place.height - 16, 140))
        return Rectangle(origin: place.center - size / 2, size: size)
    }

    private func bar(_ progress: SaliencyContent.Progress, in card: Rectangle) -> [OverlayItem] {
        let track = Rectangle(x: card.minX + 20, y: card.maxY - 38, width: card.width - 40, height: 4)
        let share = Float(progress.done) / Float(max(1, progress.total))
        let done = Rectangle(origin: track.origin, size: Point(track.width * min(1, share), 4))
        return [
            .box(Box(track, fill: theme.line)), .box(Box(done, fill: theme.ink)),
            text(SaliencyWords.pool(progress), Point(track.minX, card.maxY - 14), size: 12),
            text(
                "Esc cancels", Point(track.maxX, card.maxY - 14), size: 12, color: theme.ink2,
                alignment: .right),
        ]
    }
}
