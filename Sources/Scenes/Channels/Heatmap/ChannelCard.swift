import Rendering

/// The card of a cell of the heatmap: the picture, the channel over it, and what they are.
struct ChannelCard {
    /// The extent, in points.
    static let size = Point(336, 196)

    /// The picture, and the channel over it; nil: not there yet.
    let picture: DisplayImage?
    let overlay: DisplayImage?
    /// The range of the layer; nil: not there yet.
    let range: ClosedRange<Float>?
    /// The class of the picture; -1: none.
    let classIndex: Int
    /// Below the pictures, two lines each.
    let pictureWords: [String]
    let channelWords: [String]
    /// Whether a click keeps it.
    let isPinned: Bool
    let pen: Pen

    /// The card in its place.
    func items(in place: Rectangle) -> [OverlayItem] {
        let theme = pen.theme
        let left = Rectangle(x: place.minX + 12, y: place.minY + 12, width: 128, height: 128)
        let right = Rectangle(x: left.maxX + 8, y: left.minY, width: 128, height: 128)
        var items: [OverlayItem] = [
            .box(
                Box(
                    place, fill: theme.raised, border: isPinned ? theme.ink : theme.line2,
                    borderWidth: isPinned ? 2 : 1, radius: 6))
        ]
        items += shown(picture, left) + shown(overlay, right)
        items += key(beside: right)
        items += pen.mark(classIndex, Point(left.minX + 6, left.maxY + 17), radius: 5)
        items += lines(pictureWords, at: Point(left.minX, left.maxY + 22), indent: 16, width: 128)
        items += lines(channelWords, at: Point(right.minX, right.maxY + 22), indent: 0, width: 168)
        return items
    }

    private func shown(_ image: DisplayImage?, _ square: Rectangle) -> [OverlayItem] {
        guard let image else { return [pen.fill(square, pen.theme.surface)] }
        let longer = Float(max(image.width, image.height))
        let size = (square.size * Point(Float(image.width), Float(image.height)) / longer).rounded(.down)
        return [.image(image, Rectangle(origin: square.center - size / 2, size: size), opacity: 1)]
    }

    private func key(beside square: Rectangle) -> [OverlayItem] {
        let ramp = Rectangle(x: square.maxX + 8, y: square.minY, width: 8, height: square.height)
        guard let range else { return [] }
        return [
            .image(Pen.uprightRamp, ramp, opacity: 1),
            pen.text(
                NumberFormat.value(range.upperBound), Point(ramp.maxX + 4, ramp.minY + 9),
                size: TypeSize.remark, color: pen.theme.ink2),
            pen.text(
                NumberFormat.value(range.lowerBound), Point(ramp.maxX + 4, ramp.maxY), size: TypeSize.remark,
                color: pen.theme.ink2),
        ]
    }

    private func lines(_ words: [String], at place: Point, indent: Float, width: Float) -> [OverlayItem] {
        words.enumerated().map { line, words in
            let isFirst = line == 0
            return pen.text(
                words, place + Point(isFirst ? indent : 0, 19 * Float(line)),
                width: width - (isFirst ? indent : 0),
                size: isFirst ? TypeSize.label : TypeSize.remark, weight: isFirst ? .semibold : .regular,
                color: isFirst ? pen.theme.ink : pen.theme.ink2)
        }
    }
}
