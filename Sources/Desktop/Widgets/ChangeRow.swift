import Rendering
import Scenes

/// A class of which the probability rose or fell.
struct ChangeRow {
    let id: String
    let name: String
    /// Probabilities, 0...1.
    let before: Float
    let after: Float
    let meaning: String?
    let isStrong: Bool
}

extension Canvas {
    /// A class, what it was and is, a bar of the larger of the two, and the change in percentage points.
    func changeRow(_ row: ChangeRow, _ place: Rectangle) {
        let touch = area(row.id, place, isFocusable: false)
        let change = row.after - row.before
        let isChanged = abs(change) >= 0.0005
        let color = isChanged ? theme.signedColors.color(at: change > 0 ? 1 : 0) : theme.ink2
        let left = Rectangle(x: place.minX, y: place.minY, width: place.width - 96, height: 20)
        let numbers =
            NumberFormat.probability(row.before) + " \u{2192} " + NumberFormat.probability(row.after)
        let numbersWidth = width(numbers, .label)
        text(
            row.name, in: left.leading(left.width - numbersWidth - 8), row.isStrong ? .bodyStrong : .body,
            theme.ink)
        text(numbers, in: left, .label, theme.ink2, alignment: .right)
        let track = Rectangle(x: left.minX, y: place.minY + 21, width: left.width, height: 10)
        fill(track, theme.line.opacity(0.4))
        let share = max(row.before, row.after)
        let bar = track.leading(max(track.width * share, share > 0 ? 1 : 0))
        fill(bar, isChanged ? color.opacity(change > 0 ? 1 : 0.35) : theme.line2)
        outline(track, theme.line)
        let points = NumberFormat.change(change)
        let value = Rectangle(x: place.maxX - 84, y: place.minY + 6, width: 84, height: 22)
        text(points, in: value, .valueStrong, color, alignment: .right)
        if touch.contains(.hovered), let meaning = row.meaning { tooltip(row.id, meaning, beside: place) }
    }
}
