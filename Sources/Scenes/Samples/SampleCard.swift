import Rendering

/// The card of the sample under the pointer, the same in every view: its picture, its class, and what the network
/// says of it.
struct SampleCard {
    /// What a card tells.
    struct Content: Sendable {
        /// The picture, small.
        var image: DisplayImage?
        /// What the picture is called.
        var name = ""
        /// The class, and its index in the data set; nil: in none.
        var label: Label?
        /// What the network says; nil: it is no classifier, or was not run.
        var answer: Answer?
        /// What the view has to add, a line each.
        var remarks: [String] = []
        /// Further pictures below.
        var row: Row?
    }

    /// Small pictures side by side, as the neighbors on a curve.
    struct Row: Sendable {
        /// What they are.
        var title: String
        /// A picture, its class for the mark, and whether it is the one that the card speaks of.
        var pictures: [(image: DisplayImage?, classIndex: Int, isMain: Bool)]
    }

    /// A class by name and mark.
    struct Label: Sendable, Equatable {
        /// Its name.
        var name: String
        /// Its index in the data set, for the mark; -1: the data set does not have it.
        var classIndex: Int
    }

    /// What the network says.
    struct Answer: Sendable, Equatable {
        /// Its most probable class.
        var label: Label
        /// How probable it is, 0...1.
        var probability: Float
        /// Whether that is the picture's class; nil: nobody can say.
        var isRight: Bool?
    }

    /// Where it stands, in stage points.
    let place: Rectangle
    private let content: Content

    private static let pictureSide: Float = 96
    private static let width: Float = 324
    private static let rowHeight: Float = 76

    /// A card beside `anchor`, inside of `bounds`, where it covers the least of `kept`.
    init(_ content: Content, beside anchor: Rectangle, in bounds: Rectangle, keeping kept: [Rectangle] = []) {
        self.content = content
        let textHeight = max(Self.pictureSide + 24, 78 + 18 * Float(content.remarks.count) + 14)
        let height = textHeight + (content.row == nil ? 0 : Self.rowHeight)
        place = CardPlace.find(Point(Self.width, height), beside: anchor, in: bounds, keeping: kept)
    }

    /// What it looks like.
    func items(theme: Theme, fonts: TextMeasure) -> [OverlayItem] {
        let picture = Rectangle(
            origin: place.origin + 12, size: Point(Self.pictureSide, Self.pictureSide))
        var items: [OverlayItem] = [.box(Box(place, fill: theme.raised, border: theme.line2, radius: 6))]
        if let image = content.image {
            let fitted = picture.fitting(SIMD2(image.width, image.height))
            items += [.image(image, fitted, opacity: 1), .box(Box(fitted, border: theme.line2))]
        }
        let left = picture.maxX + 14
        let text = Lines(left: left, right: place.maxX - 14, top: place.minY, fonts: fonts)
        items.append(text.line(content.name, 25, theme.ink2, size: TypeSize.remark))
        items += label(text, theme) + answer(text, theme)
        return items
            + content.remarks.enumerated().map { text.line($1, 91 + 18 * Float($0), theme.ink2) }
            + (content.row.map { row($0, theme, fonts) } ?? [])
    }

    /// Pictures of 36 points from side to side, a line in the colour of their class below each.
    private func row(_ row: Row, _ theme: Theme, _ fonts: TextMeasure) -> [OverlayItem] {
        let (side, gap): (Float, Float) = (36, 8)
        let top = place.maxY - 12 - side
        let title = Lines(left: place.minX + 12, right: place.maxX - 12, top: top, fonts: fonts)
            .line(row.title, -9, theme.ink2, size: TypeSize.remark)
        return [title]
            + row.pictures.enumerated().flatMap { index, picture -> [OverlayItem] in
                let cell = Rectangle(
                    x: place.minX + 12 + Float(index) * (side + gap), y: top, width: side, height: side)
                let color = SampleMarks.color(picture.classIndex, theme)
                var items: [OverlayItem] = [.box(Box(cell, fill: theme.surface))]
                if let image = picture.image {
                    items.append(.image(image, cell.fitting(SIMD2(image.width, image.height)), opacity: 1))
                }
                let foot = Rectangle(x: cell.minX, y: cell.maxY + 2, width: side, height: 3)
                items.append(.box(Box(foot, fill: color)))
                items += SampleMarks.mark(picture.classIndex).overlay(
                    at: Point(cell.maxX - 5, cell.minY + 5), radius: 4, theme: theme, casing: theme.casing)
                let edge = picture.isMain ? theme.signal : theme.line2
                items.append(
                    .box(Box(cell.inset(by: picture.isMain ? -2 : 0), border: edge, borderWidth: picture.isMain ? 2 : 1)))
                return items
            }
    }

    private func label(_ text: Lines, _ theme: Theme) -> [OverlayItem] {
        guard let label = content.label else {
            return [text.line("no class", 47, theme.ink2, size: TypeSize.body)]
        }
        let words = text.line(
            label.name, 47, theme.ink, weight: .semibold, size: TypeSize.body, indent: Self.markWidth)
        return mark(label, text, 42, theme) + [words]
    }

    private func answer(_ text: Lines, _ theme: Theme) -> [OverlayItem] {
        guard let answer = content.answer else { return [] }
        let isWrong = answer.isRight == false
        let words = text.line(
            (isWrong ? "taken for " : "") + answer.label.name, 69, isWrong ? theme.ink : theme.ink2,
            weight: isWrong ? .semibold : .regular, indent: Self.markWidth,
            end: " " + NumberFormat.probability(answer.probability))
        return mark(answer.label, text, 64, theme) + [words]
    }

    private func mark(_ label: Label, _ text: Lines, _ y: Float, _ theme: Theme) -> [OverlayItem] {
        SampleMarks.mark(label.classIndex).overlay(
            at: Point(text.left + 6, text.top + y), radius: 5, theme: theme)
    }

    private static let markWidth: Float = 18

    /// Lines of text between two edges.
    private struct Lines {
        let left: Float
        let right: Float
        let top: Float
        let fonts: TextMeasure

        /// A line, shortened to fit; `end` stays whole.
        func line(
            _ words: String, _ y: Float, _ color: Color, weight: FontWeight = .regular,
            size: Float = TypeSize.label, indent: Float = 0, end: String = ""
        ) -> OverlayItem {
            let room = right - left - indent - fonts.width(of: end, size: size, weight: weight)
            let shown = fonts.truncated(words, to: room, size: size, weight: weight) + end
            return .text(
                TextRun(shown, at: Point(left + indent, top + y), size: size, weight: weight, color: color))
        }
    }
}

/// Where a card stands beside something.
enum CardPlace {
    /// The place for a card of `size` beside `anchor`, inside of `bounds`, that covers the least of `kept`; right,
    /// left, below, above, where several are as good.
    static func find(
        _ size: Point, beside anchor: Rectangle, in bounds: Rectangle, keeping kept: [Rectangle] = [],
        gap: Float = 14
    ) -> Rectangle {
        let middle = anchor.center - size / 2
        let origins = [
            Point(anchor.maxX + gap, middle.y), Point(anchor.minX - gap - size.x, middle.y),
            Point(middle.x, anchor.maxY + gap), Point(middle.x, anchor.minY - gap - size.y),
        ]
        let high = pointwiseMax(bounds.origin, bounds.origin + bounds.size - size)
        let candidates = origins.map {
            Rectangle(origin: pointwiseMax(bounds.origin, pointwiseMin(high, $0)), size: size)
        }
        func cost(_ place: Rectangle) -> Float {
            let over = anchor.inset(by: -4).intersection(place).map { 1e6 + $0.width * $0.height } ?? 0
            return kept.reduce(over) { sum, other in
                sum + (other.intersection(place).map { $0.width * $0.height } ?? 0)
            }
        }
        return candidates.min { cost($0) < cost($1) } ?? Rectangle(origin: bounds.origin, size: size)
    }
}
