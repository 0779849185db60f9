import Inference
import Rendering

/// The card of the point under the pointer: the picture with what the unit sees of it, and the two values.
struct UnitCard {
    /// What it tells.
    struct Content {
        /// The picture that the network is fed, or a smaller one until that is there.
        var image: DisplayImage?
        /// The picture's extent, in pixels.
        var pictureSize: SIMD2<Int>
        /// The pixels that the place sees; nil: nobody knows.
        var field: PixelBox?
        /// Class and name of the picture.
        var name: String
        /// The class; -1: none.
        var classIndex: Int
        /// The place in its map; nil: a vector has none.
        var place: SIMD2<Int>?
        /// The units of the plot with their values.
        var values: [(name: String, value: Float)]
        /// On which side of the non-linearity.
        var side: String
    }

    /// Where it stands, in stage points.
    let place: Rectangle
    let content: Content

    private static let wordsHeight: Float = 82

    /// Where the picture lies.
    var picture: Rectangle {
        let room = Rectangle(
            x: place.minX + 11, y: place.minY + 11, width: place.width - 22,
            height: max(place.height - 11 - Self.wordsHeight, 8))
        return room.fitting(content.pictureSize)
    }

    /// Where a box of the picture's pixels lies.
    func stage(_ box: PixelBox) -> Rectangle {
        let step = picture.width / Float(max(content.pictureSize.x, 1))
        return Rectangle(
            origin: picture.origin + Point(Float(box.x), Float(box.y)) * step,
            size: Point(Float(box.width), Float(box.height)) * step)
    }

    /// What it looks like.
    func items(_ pen: Pen) -> [OverlayItem] {
        [.box(Box(place, fill: pen.theme.raised, border: pen.theme.signal, borderWidth: 1.6, radius: 6))]
            + pictureItems(pen) + words(pen)
    }

    private func pictureItems(_ pen: Pen) -> [OverlayItem] {
        var items: [OverlayItem] = []
        if let image = content.image {
            items.append(.image(image, picture, opacity: 1))
        } else {
            items.append(pen.fill(picture, pen.theme.line.opacity(0.5)))
        }
        guard let field = content.field,
            field.width < content.pictureSize.x || field.height < content.pictureSize.y
        else { return items }
        let box = stage(field)
        // What lies outside steps back: four bands around the field.
        let veil = pen.theme.paper.opacity(0.55)
        let bands = [
            Rectangle(
                x: picture.minX, y: picture.minY, width: picture.width, height: box.minY - picture.minY),
            Rectangle(x: picture.minX, y: box.maxY, width: picture.width, height: picture.maxY - box.maxY),
            Rectangle(x: picture.minX, y: box.minY, width: box.minX - picture.minX, height: box.height),
            Rectangle(x: box.maxX, y: box.minY, width: picture.maxX - box.maxX, height: box.height),
        ]
        items += bands.filter { $0.width > 0 && $0.height > 0 }.map { pen.fill($0, veil) }
        return items + [
            pen.outline(box.inset(by: -1.7), pen.theme.casing, width: 4.2),
            pen.outline(box.inset(by: -1.1), pen.theme.signal, width: 2.2),
        ]
    }

    private func words(_ pen: Pen) -> [OverlayItem] {
        let (left, right) = (place.minX + 12, place.maxX - 12)
        let baselines = [58, 36, 14].map { place.maxY - Float($0) }
        let (ink2, theme) = (pen.theme.ink2, pen.theme)
        let position = content.place.map { "place \(NumberFormat.position($0.x, $0.y))" } ?? ""
        let end = pen.fonts.width(of: position, size: TypeSize.label)
        var items = pen.mark(content.classIndex, Point(left + 6, baselines[0] - 5), radius: 5)
        items += [
            pen.text(
                content.name, Point(left + 20, baselines[0]), width: right - left - 28 - end,
                size: TypeSize.body,
                weight: .semibold),
            pen.text(position, Point(right, baselines[0]), color: ink2, alignment: .right),
            pen.text(content.side, Point(right, baselines[1]), color: ink2, alignment: .right),
        ]
        var x = left
        let room = right - pen.fonts.width(of: content.side, size: TypeSize.label) - 10
        for (name, value) in content.values {
            let shown = pen.fonts.truncated(name, to: 70, size: TypeSize.label, weight: .bold)
            let number = NumberFormat.value(value)
            let start = x + pen.fonts.width(of: shown, size: TypeSize.label, weight: .bold) + 6
            let stop = start + pen.fonts.width(of: number, size: TypeSize.label)
            guard stop <= room else { break }
            items += [
                pen.text(shown, Point(x, baselines[1]), weight: .bold),
                pen.text(number, Point(start, baselines[1]), color: ink2),
            ]
            x = stop + 14
        }
        guard let field = content.field else { return items }
        return items + [
            pen.outline(
                Rectangle(x: left, y: baselines[2] - 11, width: 13, height: 13), theme.signal, width: 2),
            pen.text(
                UnitsWords.seen(width: field.width, height: field.height, of: content.pictureSize),
                Point(left + 20, baselines[2]), color: ink2),
        ]
    }
}
