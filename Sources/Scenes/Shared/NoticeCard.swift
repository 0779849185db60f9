import Rendering
import Workbench

/// What is said where there is nothing to show.
struct Notice: Equatable {
    var heading: String
    var text: String
    var isError = false
    /// Buttons: what they say and ask for.
    var offers: [Offer] = []

    /// A button of the notice.
    struct Offer: Equatable {
        var title: String
        var command: Command
    }
}

/// What is said in the middle of an empty stage, with buttons that lead further.
struct NoticeCard {
    /// Where the buttons are, in the order of the notice's offers.
    let buttons: [Rectangle]
    private let notice: Notice
    private let lines: [String]
    private let frame: Rectangle

    /// The notice in a stage of `size` points.
    init(_ notice: Notice, fonts: TextMeasure, size: Point) {
        self.notice = notice
        let room = min(size.x - 80, 460)
        lines = fonts.lines(of: notice.text, size: 14, width: room)
        let height = 40 + Float(lines.count) * 20 + (notice.offers.isEmpty ? 0 : 56)
        frame = Rectangle(
            x: (size.x - room) / 2, y: (size.y - height) / 2, width: room, height: height)
        let widths = notice.offers.map {
            fonts.width(of: $0.title, size: 14, weight: .semibold) + 36
        }
        var x = frame.center.x - (widths.reduce(0, +) + 12 * Float(max(widths.count - 1, 0))) / 2
        var places: [Rectangle] = []
        for width in widths {
            places.append(Rectangle(x: x, y: frame.maxY - 34, width: width, height: 34))
            x += width + 12
        }
        buttons = places
    }

    /// The words and buttons.
    func items(theme: Theme, fonts: TextMeasure, hovered: Int?) -> [OverlayItem] {
        var items: [OverlayItem] = []
        if notice.isError {
            let card = frame.inset(by: -16)
            let bar = Rectangle(x: card.minX, y: card.minY, width: 4, height: card.height)
            items.append(.box(Box(card, fill: theme.raised, border: theme.line2, radius: 6)))
            items.append(.box(Box(bar, fill: Color(0xD55E00))))
        }
        items.append(line(notice.heading, y: 16, size: 16, weight: .semibold, theme.ink))
        for (index, words) in lines.enumerated() {
            items.append(line(words, y: 42 + 20 * Float(index), size: 14, weight: .regular, theme.ink2))
        }
        for (index, place) in buttons.enumerated() {
            let isFirst = index == 0
            let border = index == hovered && !isFirst ? theme.ink2 : theme.line2
            items.append(
                .box(
                    Box(
                        place, fill: isFirst ? theme.ink : theme.raised, border: isFirst ? nil : border,
                        radius: 6)))
            items.append(
                .text(
                    TextRun(
                        notice.offers[index].title, at: place.center + Point(0, 5), size: 14,
                        weight: .semibold, color: isFirst ? theme.paper : theme.ink, alignment: .center)))
        }
        return items
    }

    private func line(
        _ string: String, y: Float, size: Float, weight: FontWeight, _ color: Color
    ) -> OverlayItem {
        .text(
            TextRun(
                string, at: Point(frame.center.x, frame.minY + y), size: size, weight: weight, color: color,
                alignment: .center))
    }
}
