import Rendering
import Workbench

/// Draws the Channels scene: the strip, the wedges that join its open tiles to their cards, and the cards.
@MainActor struct ChannelsPainter {
    let content: ChannelsContent
    let layout: ChannelsLayout
    let strip: StripPainter
    let plots: [CardPlot]
    let pen: Pen
    let hover: ChannelsHover?
    let images: ChannelsImages
    let thumbnail: (Int) -> DisplayImage?

    private var theme: Theme { pen.theme }

    /// Everything below the title.
    var items: [OverlayItem] {
        var items = wedges + strip.items + stripKey
        for index in content.cards.indices { items += card(index) }
        return items
    }

    // MARK: The strip

    private var stripKey: [OverlayItem] {
        let start = Point(ChannelsLayout.margin, layout.keyBaseline)
        let key = pen.key("0", NumberFormat.decimal(content.tileBound, places: 1), at: start, length: 70)
        let note = pen.text(
            "shared channels of two classes (mean Jaccard)", start + Point(124, 0), size: TypeSize.remark,
            color: theme.ink2, halo: theme.paper)
        return key + [note]
    }

    private var wedges: [OverlayItem] {
        content.cards.enumerated().flatMap { index, card -> [OverlayItem] in
            guard let node = content.layers.firstIndex(where: { $0.id == card.layer }) else { return [] }
            let tile = strip.place(of: node).inset(by: -3)
            guard tile.maxX > strip.area.minX, tile.minX < strip.area.maxX else { return [] }
            let left = max(tile.minX, strip.area.minX)
            let right = min(tile.maxX, strip.area.maxX)
            let frame = layout.cards[index].frame
            let corners = [
                Point(left, tile.maxY), Point(right, tile.maxY), Point(frame.maxX, frame.minY),
                Point(frame.minX, frame.minY),
            ]
            return [
                .polygon(corners, theme.ink.opacity(0.045)), pen.line([corners[0], corners[3]]),
                pen.line([corners[1], corners[2]]),
            ]
        }
    }

    // MARK: Cards

    private func card(_ index: Int) -> [OverlayItem] {
        let (card, place) = (content.cards[index], layout.cards[index])
        let frame = Box(place.frame, fill: theme.raised, border: theme.line2, radius: 6)
        return [.box(frame)] + head(card, place) + cross(index, place) + choice(index, card, place)
            + plots[index].items(hover?.inCard(index), self) + buttons(index)
    }

    private func head(_ card: ChannelsContent.Card, _ place: ChannelsLayout.CardPlace) -> [OverlayItem] {
        let start = place.frame.origin + Point(16, 27)
        let room = place.close.minX - 8 - start.x
        let name = pen.fonts.truncated(card.name, to: room, size: TypeSize.section, weight: .bold)
        let width = pen.fonts.width(of: name, size: TypeSize.section, weight: .bold) + 8
        return [
            pen.text(name, start, size: TypeSize.section, weight: .bold),
            pen.text(card.remark, start + Point(width, 0), width: room - width, color: theme.ink2),
        ]
    }

    private func cross(_ index: Int, _ place: ChannelsLayout.CardPlace) -> [OverlayItem] {
        let color = hover == .close(card: index) ? theme.signal : theme.ink2
        let middle = place.close.center
        return [Point(4.5, 4.5), Point(4.5, -4.5)].map {
            pen.line([middle - $0, middle + $0], color, width: 1.6)
        }
    }

    private func choice(
        _ index: Int, _ card: ChannelsContent.Card, _ place: ChannelsLayout.CardPlace
    ) -> [OverlayItem] {
        var items: [OverlayItem] = [.box(Box(place.choice, fill: theme.paper, radius: 6))]
        for (number, view) in LayerView.allCases.enumerated() {
            let segment = place.segment(number)
            let isOn = view == card.view
            if isOn {
                items += [.beginClip(segment), .box(Box(place.choice, fill: theme.ink, radius: 6)), .endClip]
            } else if number > 0, LayerView.allCases[number - 1] != card.view {
                items.append(
                    pen.fill(
                        Rectangle(x: segment.minX, y: segment.minY, width: 1, height: segment.height),
                        theme.line))
            }
            let isHovered = hover == .choice(card: index, view: view)
            items.append(
                pen.text(
                    ChannelsWords.name(view), segment.center + Point(0, 4.5), width: segment.width - 4,
                    weight: isOn ? .semibold : .regular,
                    color: isOn ? theme.paper : isHovered ? theme.signal : theme.ink2, alignment: .center))
        }
        return items + [.box(Box(place.choice, border: theme.line2, radius: 6))]
    }

    private func buttons(_ index: Int) -> [OverlayItem] {
        plots[index].buttons.enumerated().flatMap { number, button -> [OverlayItem] in
            let isHovered = hover == .button(card: index, number)
            return [
                .box(
                    Box(
                        button.place, fill: theme.raised, border: isHovered ? theme.signal : theme.line2,
                        borderWidth: isHovered ? 1.5 : 1, radius: 6)),
                pen.text(
                    button.title, button.place.center + Point(0, 4.5), width: button.place.width - 8,
                    alignment: .center),
            ]
        }
    }
}

/// A button on a card.
struct CardButton: Sendable, Equatable {
    /// What it says.
    var title: String
    /// Where it stands.
    var place: Rectangle
    /// What a click asks for.
    var command: Command
}
