import Rendering

/// What the signs of the disc mean, in one line.
struct RadialKey {
    /// The left end of the line's baseline.
    let place: Point
    /// How many neighbours each operation has.
    let count: Int
    let pen: Pen

    init(at place: Point, count: Int, pen: Pen) { (self.place, self.count, self.pen) = (place, count, pen) }

    /// All that has room in `width` points.
    func items(width: Float) -> [OverlayItem] {
        let theme = pen.theme
        var items: [OverlayItem] = []
        var x = place.x
        func say(_ words: String, gap: Float) {
            let room = place.x + width - x
            items.append(pen.text(words, Point(x, place.y), width: room, color: theme.ink2))
            x += pen.fonts.width(of: words, size: TypeSize.label) + gap
        }
        for (color, words) in [
            (RadialPainter.closer(theme), "came closer"), (RadialPainter.farther(theme), "went farther"),
        ] {
            items += arrow(from: Point(x + 3, place.y - 4.5), color)
            x += 34
            say(words, gap: 16)
        }
        let ring = Point(x + 6, place.y - 4.5)
        let circle = (0..<24).map { step in
            ring + RadialLayout.direction(Float(step) / 24) * 5.5
        }
        items.append(.polyline(Polyline(circle, width: 1, color: theme.line2, isClosed: true)))
        x += 18
        let last = Ordinal.words(count)
        let long = "circles: the nearest and the \(last); beyond: lost"
        let fits = pen.fonts.width(of: long, size: TypeSize.label) <= place.x + width - x
        say(fits ? long : "nearest, \(last); beyond: lost", gap: 0)
        return items
    }

    private func arrow(from start: Point, _ color: Color) -> [OverlayItem] {
        let end = start + Point(24, 0)
        return [
            pen.line([start, end - Point(4, 0)], color, width: 1.4),
            .polygon([end, end + Point(-6, -2.7), end + Point(-6, 2.7)], color),
            .points(
                PointCloud([
                    .init(
                        .circle, at: start, radius: 2, fill: pen.theme.paper, outline: color,
                        outlineWidth: 1.2)
                ])),
        ]
    }
}
