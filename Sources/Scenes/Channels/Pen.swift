import Rendering

/// Draws words, lines and boxes in the colours of a theme: what all parts of the Channels scene and its figures share.
struct Pen: Sendable {
    /// The colours.
    let theme: Theme
    /// How wide text is.
    let fonts: TextMeasure

    /// A line of text; its baseline is at `place`.
    func text(
        _ string: String, _ place: Point, size: Float = TypeSize.label, weight: FontWeight = .regular,
        color: Color? = nil, alignment: TextAlignment = .left, halo: Color? = nil
    ) -> OverlayItem {
        .text(
            TextRun(
                string, at: place, size: size, weight: weight, color: color ?? theme.ink,
                alignment: alignment,
                halo: halo))
    }

    /// A line of text, no wider than `width`.
    func text(
        _ string: String, _ place: Point, width: Float, size: Float = TypeSize.label,
        weight: FontWeight = .regular, color: Color? = nil, alignment: TextAlignment = .left
    ) -> OverlayItem {
        text(
            fonts.truncated(string, to: width, size: size, weight: weight), place, size: size, weight: weight,
            color: color, alignment: alignment)
    }

    /// A line from point to point.
    func line(
        _ points: [Point], _ color: Color? = nil, width: Float = 1, dashes: [Float] = [], casing: Color? = nil
    ) -> OverlayItem {
        .polyline(Polyline(points, width: width, color: color ?? theme.line2, casing: casing, dashes: dashes))
    }

    /// A filled rectangle.
    func fill(_ place: Rectangle, _ color: Color) -> OverlayItem { .box(Box(place, fill: color)) }

    /// The outline of a rectangle, inside of it.
    func outline(_ place: Rectangle, _ color: Color, width: Float = 1) -> OverlayItem {
        .box(Box(place, border: color, borderWidth: width))
    }

    /// An outline in the colour of what is pointed at, outside of a rectangle, with a halo.
    func ring(_ place: Rectangle, width: Float = 1.2) -> [OverlayItem] {
        [
            outline(place.inset(by: -width - 1), theme.casing, width: width + 2),
            outline(place.inset(by: -width), theme.signal, width: width),
        ]
    }

    /// A class's mark; -1: of no class.
    func mark(_ classIndex: Int, _ place: Point, radius: Float = 5.5, casing: Color? = nil) -> [OverlayItem] {
        ClassMark(slot: classIndex).overlay(at: place, radius: radius, theme: theme, casing: casing)
    }

    /// A class's colour; -1: of no class.
    func color(ofClass index: Int) -> Color { ClassMark(slot: index).color(theme) }

    /// From the lowest to the highest colour of magnitudes, with what they stand for at both ends.
    func key(_ low: String, _ high: String, at place: Point, length: Float = 84) -> [OverlayItem] {
        let start = fonts.width(of: low, size: TypeSize.remark) + 6
        let ramp = Rectangle(x: place.x + start, y: place.y - 9, width: length, height: 9)
        return [
            text(low, place, size: TypeSize.remark, color: theme.ink2, halo: theme.paper),
            .image(Self.ramp, ramp, opacity: 1),
            text(
                high, Point(ramp.maxX + 6, place.y), size: TypeSize.remark, color: theme.ink2,
                halo: theme.paper),
        ]
    }

    /// The colours of magnitudes in a row.
    static let ramp = DisplayImage(
        map: (0..<128).map(Float.init), width: 128, height: 1, colorMap: .viridis)
    /// The colours of magnitudes in a column, the highest on top.
    static let uprightRamp = DisplayImage(
        map: (0..<128).reversed().map(Float.init), width: 1, height: 128, colorMap: .viridis)
}
