import Rendering
import Workbench

/// Where the parts of the Channels scene lie, in stage points: a title, the graph strip, and at most two cards below.
struct ChannelsLayout: Sendable, Equatable {
    /// A card's parts.
    struct CardPlace: Sendable, Equatable {
        /// All of it.
        var frame: Rectangle
        /// The choice of the view.
        var choice: Rectangle
        /// The cross that closes it.
        var close: Rectangle
        /// What is shown.
        var body: Rectangle

        /// The segment of a view.
        func segment(_ index: Int) -> Rectangle {
            let width = choice.width / Float(LayerView.allCases.count)
            return Rectangle(
                x: choice.minX + Float(index) * width, y: choice.minY, width: width, height: choice.height)
        }
    }

    /// The stage.
    let size: Point
    /// Where the tiles are.
    let strip: Rectangle
    /// Below the strip: what its colours stand for.
    let keyBaseline: Float
    /// One for every open layer, from left to right.
    let cards: [CardPlace]

    /// Around everything.
    static let margin = SampleHeader.margin

    /// The layout of so many cards on a stage.
    init(size: Point, cardCount: Int) {
        self.size = size
        let margin = Self.margin
        let stripTop = SampleHeader.height - 4
        let stripHeight = cardCount == 0 ? max(size.y * 0.5, 120) : min(max(size.y * 0.19, 112), 190)
        strip = Rectangle(
            x: margin - 6, y: stripTop, width: size.x - 2 * margin + 12, height: stripHeight.rounded())
        keyBaseline = strip.maxY + 16
        let top = keyBaseline + 18
        let gap: Float = 16
        let width = (size.x - 2 * margin - gap * Float(max(cardCount - 1, 0))) / Float(max(cardCount, 1))
        cards = (0..<cardCount).map { index in
            let frame = Rectangle(
                x: (margin + Float(index) * (width + gap)).rounded(), y: top, width: width.rounded(.down),
                height: size.y - margin - top)
            return Self.card(frame)
        }
    }

    private static func card(_ frame: Rectangle) -> CardPlace {
        let choiceWidth = min(frame.width - 32, 5 * 78)
        let choice = Rectangle(x: frame.minX + 16, y: frame.minY + 40, width: choiceWidth, height: 28)
        let top = choice.maxY + 12
        return CardPlace(
            frame: frame, choice: choice,
            close: Rectangle(x: frame.maxX - 34, y: frame.minY + 8, width: 26, height: 26),
            body: Rectangle(
                x: frame.minX + 16, y: top, width: frame.width - 32, height: frame.maxY - 12 - top))
    }

    /// Where the clusters begin in the room of a hierarchy card, below the tree.
    static func clusters(in body: Rectangle, count: Int) -> (tree: Rectangle, bars: Rectangle) {
        guard count > 0 else {
            return (body, Rectangle(x: body.minX, y: body.maxY, width: body.width, height: 0))
        }
        let wanted = ClusterBars.extent(count)
        let height = min(wanted, max(body.height * 0.4, ClusterBars.pitch))
        let bars = Rectangle(x: body.minX, y: body.maxY - height, width: body.width, height: height)
        let tree = Rectangle(
            x: body.minX, y: body.minY, width: body.width, height: max(body.height - height - 34, 40))
        return (tree, bars)
    }
}
