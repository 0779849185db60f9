import Rendering

extension Canvas {
    /// A piece of the selection: what it is, its value, and a chevron; opens a list.
    func chip(_ id: String, label: String, value: String, _ place: Rectangle, isOpen: Bool) -> Bool {
        let touch = area(id, place)
        fill(place, theme.raised, radius: 6)
        let border = isOpen ? theme.ink : touch.contains(.hovered) ? theme.ink2 : theme.line2
        outline(place, border, radius: 6)
        let inner = Rectangle(
            x: place.minX + 12, y: place.minY, width: place.width - 44, height: place.height)
        text(label, in: inner, .body, theme.ink2)
        let start = inner.minX + width(label, .body) + 8
        text(
            value, in: Rectangle(x: start, y: place.minY, width: inner.maxX - start, height: place.height),
            .body, theme.ink)
        let chevron = Rectangle(x: place.maxX - 28, y: place.minY, width: 20, height: place.height)
        icon(.chevronDown, in: chevron, size: 15, theme.ink2)
        focusRing(place, touch)
        return touch.contains(.clicked)
    }

    /// How wide a chip wants to be, in points.
    func chipWidth(label: String, value: String) -> Float {
        min(width(label, .body) + width(value, .body) + 53, 280)
    }
}
