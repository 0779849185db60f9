import Rendering

/// Two samples of the matrix side by side, and the channels that both answer to strongly.
struct PairCard {
    /// What the card tells.
    struct Content {
        /// The two, as cards of their own would show them.
        var samples: [SampleCard.Content]
        /// The Jaccard similarity, 0...1.
        var similarity: Float
        /// The channels that are strong in both, by their number in the layer.
        var shared: [Int]
        /// How many channels count as strong in each.
        var keptCount: Int
        /// Whether it stays until it is closed.
        var isPinned = false
    }

    /// Where it stands, in stage points.
    let place: Rectangle
    /// The button that closes it, where it is pinned.
    let close: Rectangle?
    private let content: Content
    private let lines: [String]
    private let top: Float

    private static let pictureSide: Float = 112
    private static let width: Float = 268

    /// A card beside a cell of the matrix, inside of `bounds`.
    init(_ content: Content, beside anchor: Rectangle, in bounds: Rectangle, fonts: TextMeasure) {
        self.content = content
        let numbers = content.shared.map { "#\($0)" }.joined(separator: " ")
        let all = fonts.lines(of: numbers, size: TypeSize.remark, width: Self.width - 28)
        let limit = content.isPinned ? 6 : 2
        lines = all.count > limit ? all.prefix(limit - 1) + [all[limit - 1] + " …"] : all
        top = content.isPinned ? 30 : 12
        let height = top + Self.pictureSide + 62 + Float(lines.count) * 17 + 10
        place = CardPlace.find(Point(Self.width, height), beside: anchor, in: bounds, keeping: [anchor])
        close =
            content.isPinned
            ? Rectangle(x: place.maxX - 24, y: place.minY + 4, width: 20, height: 20) : nil
    }

    /// What it looks like.
    func items(theme: Theme, fonts: TextMeasure, isCloseHovered: Bool = false) -> [OverlayItem] {
        let border = content.isPinned ? theme.line2 : theme.signal
        var items: [OverlayItem] = [
            .box(
                Box(
                    place, fill: theme.raised, border: border, borderWidth: content.isPinned ? 1 : 1.6,
                    radius: 6))
        ]
        for (index, sample) in content.samples.prefix(2).enumerated() {
            items += side(sample, x: place.minX + 14 + Float(index) * (Self.pictureSide + 16), theme, fonts)
        }
        let (left, low) = (place.minX + 14, place.minY + top + Self.pictureSide)
        let shared = "\(content.shared.count) of \(content.keptCount) strong channels shared"
        items.append(line(shared, Point(left, low + 42), theme.ink, weight: .semibold))
        items.append(
            line(
                "Jaccard similarity \(NumberFormat.distance(content.similarity))", Point(left, low + 60),
                theme.ink2))
        items += lines.enumerated().map {
            line($1, Point(left, low + 79 + Float($0) * 17), theme.ink2, size: TypeSize.remark)
        }
        if let close { items += cross(close, isCloseHovered ? theme.signal : theme.ink2) }
        return items
    }

    private func side(
        _ sample: SampleCard.Content, x: Float, _ theme: Theme, _ fonts: TextMeasure
    ) -> [OverlayItem] {
        let square = Rectangle(x: x, y: place.minY + top, width: Self.pictureSide, height: Self.pictureSide)
        var items: [OverlayItem] = []
        if let image = sample.image {
            let fitted = square.fitting(SIMD2(image.width, image.height))
            items += [.image(image, fitted, opacity: 1), .box(Box(fitted, border: theme.line2))]
        }
        let index = sample.label?.classIndex ?? -1
        items += SampleMarks.mark(index).overlay(at: Point(x + 6, square.maxY + 15), radius: 5, theme: theme)
        let words = fonts.truncated(
            sample.label?.name ?? sample.name, to: Self.pictureSide - 18, size: TypeSize.label,
            weight: .semibold)
        items.append(line(words, Point(x + 18, square.maxY + 19.5), theme.ink, weight: .semibold))
        return items
    }

    private func cross(_ place: Rectangle, _ color: Color) -> [OverlayItem] {
        let (a, b) = (place.inset(by: 5).origin, place.inset(by: 5).origin + place.inset(by: 5).size)
        return [[a, b], [Point(a.x, b.y), Point(b.x, a.y)]].map {
            .polyline(Polyline($0, width: 1.6, color: color))
        }
    }

    private func line(
        _ words: String, _ place: Point, _ color: Color, weight: FontWeight = .regular,
        size: Float = TypeSize.label
    ) -> OverlayItem {
        .text(TextRun(words, at: place, size: size, weight: weight, color: color))
    }
}
