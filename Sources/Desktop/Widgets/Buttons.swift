import Rendering

extension Canvas {
    /// A button with words.
    func button(_ id: String, _ title: String, _ place: Rectangle, isEnabled: Bool = true) -> Bool {
        let touch = isEnabled ? area(id, place) : []
        fill(place, touch.contains(.held) ? theme.surface : theme.raised, radius: 6)
        outline(place, touch.contains(.hovered) ? theme.ink2 : theme.line2, radius: 6)
        text(title, in: place, .label, isEnabled ? theme.ink : theme.ink3, alignment: .center)
        focusRing(place, touch)
        return touch.contains(.clicked)
    }

    /// A square button with an icon; its words and key are in a tooltip.
    func iconButton(
        _ id: String, _ icon: Icon, _ place: Rectangle, words: String, key: String? = nil,
        isEnabled: Bool = true, isOn: Bool = false, isFramed: Bool = false
    ) -> Bool {
        let touch = area(id, place)
        if isFramed || isOn || touch.contains(.hovered) && isEnabled {
            fill(place, theme.raised, radius: 6)
            let border = isOn ? theme.ink : touch.contains(.hovered) ? theme.ink2 : theme.line2
            outline(place, border, width: isOn ? 1.5 : 1, radius: 6)
        }
        self.icon(icon, in: place, size: 20, isEnabled ? theme.ink : theme.ink3.opacity(0.55))
        focusRing(place, touch)
        tooltip(id, words, key: key, beside: place)
        return isEnabled && touch.contains(.clicked)
    }

    /// A key as it looks on a keyboard; returns its width.
    @discardableResult
    func keyCap(_ key: String, at left: Point, _ style: TextStyle = .remark) -> Float {
        let width = keyCapWidth(key, style)
        let place = Rectangle(x: left.x, y: left.y - 10, width: width, height: 20)
        fill(place, theme.raised, radius: 4)
        outline(place, theme.line2, radius: 4)
        text(key, in: place, style, theme.ink2, alignment: .center)
        return width
    }

    /// The width of a key, in points.
    func keyCapWidth(_ key: String, _ style: TextStyle = .remark) -> Float { max(width(key, style) + 12, 20) }

    /// The ring of the keyboard's focus, two points off.
    func focusRing(_ place: Rectangle, _ touch: Touch, radius: Float = 6) {
        guard touch.contains(.focused) else { return }
        outline(place.inset(by: -4), theme.ink, width: 2, radius: radius + 4)
    }

    /// Words that appear beside an area when the pointer has rested on it.
    func tooltip(_ id: String, _ words: String, key: String? = nil, beside place: Rectangle) {
        guard hasRested(on: id) else { return }
        tooltips.append(Tooltip(words: words, key: key, place: place))
    }

    /// Draws the tooltips of this frame, above everything and inside of the window.
    func drawTooltips(windowSize: Point) {
        defer { tooltips.removeAll() }
        for tooltip in tooltips {
            let lines = lines(tooltip.words, .label, width: 300)
            let keyWidth = tooltip.key.map { keyCapWidth($0) + 8 } ?? 0
            let textWidth = lines.map { width($0, .label) }.max() ?? 0
            let size = Point(textWidth + keyWidth + 20, Float(lines.count) * 18 + 12)
            var origin = Point(tooltip.place.center.x - size.x / 2, tooltip.place.maxY + 6)
            if origin.y + size.y > windowSize.y - 4 { origin.y = tooltip.place.minY - size.y - 6 }
            origin.x = min(max(origin.x, 6), windowSize.x - size.x - 6)
            let card = Rectangle(origin: origin, size: size)
            fill(card, theme.ink, radius: 6)
            for (index, line) in lines.enumerated() {
                text(line, at: origin + Point(10, 20 + Float(index) * 18), .label, theme.paper)
            }
            if let key = tooltip.key {
                keyCap(key, at: Point(card.maxX - 10 - keyCapWidth(key), card.center.y))
            }
        }
    }
}

/// Words beside an area.
struct Tooltip {
    let words: String
    let key: String?
    let place: Rectangle
}
