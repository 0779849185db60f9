import Rendering

/// What is said while nothing is placed, and how far a running pool is.
extension OcclusionPainter {
    /// The sentence in the middle of the stage.
    var notice: [OverlayItem] {
        guard let notice = OcclusionWords.notice(for: content) else { return [] }
        let frame = Self.noticePlace(notice, content, fonts, in: size)
        var items: [OverlayItem] = [.box(Box(frame.inset(by: -16), fill: theme.paper, radius: 6))]
        if notice.isError {
            items = [
                .box(Box(frame.inset(by: -16), fill: theme.raised, border: theme.line2, radius: 6)),
                .box(
                    Box(
                        Rectangle(
                            x: frame.minX - 16, y: frame.minY - 16, width: 4, height: frame.height + 32),
                        fill: Color(0xD55E00))),
            ]
        }
        items.append(centered(notice.heading, frame, 16, size: 16, weight: .semibold, color: theme.ink))
        let lines = Self.lines(of: notice.text, fonts)
        for (line, text) in lines.enumerated() {
            items.append(centered(text, frame, 42 + 20 * Float(line), size: 14, color: theme.ink2))
        }
        if notice.offersRun { items += button(Self.buttonPlace(content, fonts, in: size)) }
        if let progress = content.progress, !content.isPlaced {
            items += bar(progress, at: Point(frame.center.x - 140, frame.minY + 40 + 20 * Float(lines.count)))
        }
        return items
    }

    /// The bar of a pool that runs while an older one is shown, or why that failed.
    var newsUnderTitle: [OverlayItem] {
        guard content.isPlaced else { return [] }
        let lines = Float(OcclusionWords.summary(of: content).count)
        let place = Point(OcclusionLayout.margin, 64 + 20 * lines)
        if let progress = content.progress { return bar(progress, at: place) }
        guard let failure = content.failure else { return [] }
        return [
            .box(Box(Rectangle(origin: place, size: Point(4, 22)), fill: Color(0xD55E00))),
            text(failure, place + Point(14, 16)),
        ]
    }

    /// Where the button that runs the pool stands; empty where there is none.
    static func buttonPlace(_ content: OcclusionContent, _ fonts: TextMeasure, in size: Point) -> Rectangle {
        guard let notice = OcclusionWords.notice(for: content), notice.offersRun else {
            return Rectangle(x: 0, y: 0, width: 0, height: 0)
        }
        let frame = noticePlace(notice, content, fonts, in: size)
        return Rectangle(x: frame.center.x - 70, y: frame.maxY - 34, width: 140, height: 34)
    }

    private static func noticePlace(
        _ notice: OcclusionWords.Notice, _ content: OcclusionContent, _ fonts: TextMeasure, in size: Point
    ) -> Rectangle {
        let lines = lines(of: notice.text, fonts)
        let widths = lines.map { fonts.width(of: $0, size: 14) }
        let heading = fonts.width(of: notice.heading, size: 16, weight: .semibold)
        let extra: Float = notice.offersRun ? 58 : content.progress != nil ? 48 : 0
        let extent = Point(max(heading, widths.max() ?? 0, 280), 30 + 20 * Float(lines.count) + extra)
        return Rectangle(origin: (size - extent) / 2, size: extent)
    }

    /// The text in lines of at most 440 points, broken between words.
    private static func lines(of text: String, _ fonts: TextMeasure) -> [String] {
        text.split(separator: " ").reduce(into: [String]()) { lines, word in
            guard let last = lines.last else { return lines.append(String(word)) }
            if fonts.width(of: last + " " + word, size: 14) <= 440 {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
    }

    private func button(_ place: Rectangle) -> [OverlayItem] {
        let words = "Run the pool"
        let width = fonts.width(of: words, size: 14, weight: .semibold)
        let start = place.center.x - (width + 34) / 2
        let tag = Rectangle(x: start + width + 12, y: place.center.y - 10, width: 22, height: 20)
        return [
            .box(Box(place, fill: theme.ink, radius: 6)),
            .text(
                TextRun(
                    words, at: Point(start, place.center.y + 5), size: 14, weight: .semibold,
                    color: theme.paper)),
            .box(Box(tag, border: theme.paper.opacity(0.6), radius: 4)),
            .text(
                TextRun(
                    "R", at: Point(tag.center.x, tag.center.y + 4.5), size: 12, weight: .semibold,
                    color: theme.paper, alignment: .center)),
        ]
    }

    /// A bar of 280, how far it is at its left, how to stop it at its right.
    private func bar(_ progress: OcclusionContent.Progress, at place: Point) -> [OverlayItem] {
        let track = Rectangle(origin: place, size: Point(280, 4))
        let share = Float(progress.done) / Float(max(1, progress.total))
        let done = Rectangle(origin: place, size: Point(280 * min(1, share), 4))
        return [
            .box(Box(track, fill: theme.line)), .box(Box(done, fill: theme.ink)),
            text(OcclusionWords.progress(progress), place + Point(0, 21), color: theme.ink),
            text("Esc cancels", place + Point(280, 21), color: theme.ink2, alignment: .right),
        ]
    }

    private func centered(
        _ string: String, _ frame: Rectangle, _ y: Float, size: Float, weight: FontWeight = .regular,
        color: Color
    ) -> OverlayItem {
        .text(
            TextRun(
                string, at: Point(frame.center.x, frame.minY + y), size: size, weight: weight, color: color,
                alignment: .center))
    }
}
