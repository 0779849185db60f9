import Foundation
import Rendering

extension Canvas {
    /// A row of words of which one is on. Returns the choice, where it was changed; with `isRepeatable` also where
    /// the same one was chosen again, to confirm it.
    func segments(
        _ id: String, _ titles: [String], selected: Int?, _ place: Rectangle, isRepeatable: Bool = false
    ) -> Int? {
        var chosen: Int?
        fill(place, theme.raised, radius: 6)
        let width = place.width / Float(max(titles.count, 1))
        for (index, title) in titles.enumerated() {
            let cell = Rectangle(
                x: place.minX + Float(index) * width, y: place.minY, width: width, height: place.height)
            let touch = area("\(id).\(index)", cell)
            if touch.contains(.clicked) { chosen = index }
            if touch.contains(.raised) { chosen = min(index + 1, titles.count - 1) }
            if touch.contains(.lowered) { chosen = max(index - 1, 0) }
            segment(
                title, cell, isOn: index == selected, isHovered: touch.contains(.hovered), index: index,
                count: titles.count)
            focusRing(cell, touch)
        }
        outline(place, theme.line2, radius: 6)
        return chosen == selected && !isRepeatable ? nil : chosen
    }

    /// A row of words of which any number may be on. Returns the one that was clicked.
    func toggles(_ id: String, _ titles: [String], on: Set<Int>, _ place: Rectangle) -> Int? {
        var chosen: Int?
        fill(place, theme.raised, radius: 6)
        let width = place.width / Float(max(titles.count, 1))
        for (index, title) in titles.enumerated() {
            let cell = Rectangle(
                x: place.minX + Float(index) * width, y: place.minY, width: width, height: place.height)
            let touch = area("\(id).\(index)", cell)
            if touch.contains(.clicked) { chosen = index }
            segment(
                title, cell, isOn: on.contains(index), isHovered: touch.contains(.hovered), index: index,
                count: titles.count)
            if index > 0 {
                fill(Rectangle(x: cell.minX, y: cell.minY, width: 1, height: cell.height), theme.line2)
            }
            focusRing(cell, touch)
        }
        outline(place, theme.line2, radius: 6)
        return chosen
    }

    private func segment(
        _ title: String, _ cell: Rectangle, isOn: Bool, isHovered: Bool, index: Int, count: Int
    ) {
        if isOn {
            fill(cell, theme.ink, radius: 6)
            // Only the control's outer corners are round.
            let half = Point(cell.width / 2, cell.height)
            if index > 0 { fill(Rectangle(origin: cell.origin, size: half), theme.ink) }
            if index < count - 1 {
                fill(Rectangle(origin: cell.origin + Point(half.x, 0), size: half), theme.ink)
            }
        } else if index > 0 {
            fill(Rectangle(x: cell.minX, y: cell.minY, width: 1, height: cell.height), theme.line)
        }
        let color = isOn ? theme.paper : isHovered ? theme.ink : theme.ink2
        text(title, in: cell, isOn ? .labelStrong : .label, color, alignment: .center)
    }

    /// A value between two ends, moved by dragging or by the arrow keys; whole steps of `step`. Returns the new
    /// value, where it was changed.
    func slider(
        _ id: String, _ value: Float, in range: ClosedRange<Float>, step: Float, _ place: Rectangle
    ) -> Float? {
        let track = Rectangle(x: place.minX + 8, y: place.center.y - 1.5, width: place.width - 16, height: 3)
        let touch = area(id, place)
        var changed: Float?
        if touch.contains(.held), let pointer {
            let fraction = min(max((pointer.x - track.minX) / track.width, 0), 1)
            let exact = range.lowerBound + fraction * (range.upperBound - range.lowerBound)
            changed = (exact / step).rounded() * step
        }
        if touch.contains(.lowered) { changed = value - step }
        if touch.contains(.raised) { changed = value + step }
        changed = changed.map { min(max($0, range.lowerBound), range.upperBound) }
        let shown = changed ?? value
        let fraction =
            (shown - range.lowerBound) / max(range.upperBound - range.lowerBound, .leastNonzeroMagnitude)
        let knob = Point(track.minX + fraction * track.width, track.center.y)
        fill(track, theme.line2, radius: 1.5)
        let passed = Rectangle(x: track.minX, y: track.minY, width: knob.x - track.minX, height: 3)
        fill(passed, theme.ink, radius: 1.5)
        disc(knob, radius: 7.5, theme.raised)
        circle(
            knob, radius: 7, touch.isDisjoint(with: [.hovered, .held]) ? theme.ink : theme.signal, width: 1.8)
        if touch.contains(.focused) { circle(knob, radius: 11, theme.ink, width: 2) }
        return changed == value ? nil : changed
    }

    /// A level bar of a share 0...1, square as data are.
    func bar(_ share: Float, _ place: Rectangle, tick: Float? = nil) {
        fill(place, theme.line.opacity(0.55))
        outline(place, theme.line)
        let width = max(place.width * min(max(share, 0), 1), share > 0 ? 1 : 0)
        fill(Rectangle(x: place.minX, y: place.minY, width: width, height: place.height), theme.bar)
        guard let tick else { return }
        let x = place.minX + place.width * tick - 1
        fill(Rectangle(x: x, y: place.minY - 2, width: 2, height: place.height + 4), theme.ink)
    }
}
