import Rendering

/// Draws the stability plot around its lines: names, numbers, the colors' key, and what the hand does.
struct StabilityPainter {
    let plot: StabilityPlot
    let pen: Pen
    /// From which operation to which the transformation goes, as places among the axes; nil: it is not shown here.
    var from: Int?
    /// See `from`.
    var to: Int?
    /// The room for names at the left of the axes, in points.
    var nameWidth = Self.nameWidth
    /// The axis whose name is pointed at.
    var hoveredAxis: Int?
    /// The sample in focus, by its index in the data set.
    var focus: Int?
    /// The sample that is pointed at in any view, by its index in the data set.
    var pointed: Int?
    /// What is being brushed, and how many samples are in it.
    var brush: (box: Rectangle, count: Int)?

    private var theme: Theme { pen.theme }
    private var area: Rectangle { plot.area }

    /// All of it; `tiles` are the lines.
    func items(_ tiles: [StabilityImage.Tile]) -> [OverlayItem] {
        StabilityImage.items(tiles, in: area) + names + ticks + ends + key
            + line(of: focus, theme.ink, width: 2) + line(of: pointed, theme.signal, width: 2) + hand
    }

    /// Where an operation's name stands.
    static func namePlace(ofAxis axis: Int, in plot: StabilityPlot, width: Float = nameWidth) -> Rectangle {
        Rectangle(
            x: plot.area.minX - width, y: plot.y(ofAxis: axis) - 8, width: width - 8, height: 16)
    }

    /// The room for names on a stage.
    static let nameWidth: Float = 92
    /// The room for numbers and key below the last axis.
    static let keyHeight: Float = 52

    private var names: [OverlayItem] {
        plot.namedAxes(important: [from, to, hoveredAxis].compactMap(\.self)).sorted().map { axis in
            let isEnd = axis == 0 || axis == plot.lines.names.count - 1
            let isShown = axis == from || axis == to
            let weight: FontWeight = isEnd || isShown ? .semibold : .regular
            let color = axis == hoveredAxis ? theme.signal : isEnd || isShown ? theme.ink : theme.ink2
            let place = Self.namePlace(ofAxis: axis, in: plot, width: nameWidth)
            return pen.text(
                plot.lines.names[axis], Point(place.maxX, place.maxY - 3.5), width: place.width,
                weight: weight, color: color, alignment: .right)
        }
    }

    /// The same signs as at the ends of a trace: hollow where it begins, an arrow where it leads.
    private var ends: [OverlayItem] {
        var items: [OverlayItem] = []
        if let from {
            let place = Point(area.maxX + 11, plot.y(ofAxis: from))
            items += ClassMark.ring.overlay(at: place, radius: 3.4, theme: theme)
        }
        if let to {
            let place = Point(area.maxX + 8, plot.y(ofAxis: to))
            items.append(
                .polygon([place, place + Point(7, -3.6), place + Point(7, 3.6)], theme.ink))
        }
        return items
    }

    private var ticks: [OverlayItem] {
        plot.ticks.flatMap { value -> [OverlayItem] in
            let x = plot.x(of: Float(value))
            let y = area.maxY
            return [
                pen.line([Point(x, y), Point(x, y + 4)], theme.line2),
                pen.text(
                    NumberFormat.count(value), Point(x, y + 17), color: theme.ink2, alignment: .center),
            ]
        }
    }

    private var key: [OverlayItem] {
        let y = area.maxY + 42
        let (low, high) = (plot.lines.range.lowerBound, plot.lines.range.upperBound)
        let lowest = NumberFormat.count(Int(low))
        let start = area.minX + pen.fonts.width(of: lowest, size: TypeSize.label) + 7
        let ramp = Rectangle(x: start, y: y - 10, width: min(100, area.width * 0.25), height: 11)
        let steps = 40
        let boxes = (0..<steps).map { step -> OverlayItem in
            let share = Float(step) / Float(steps - 1)
            let box = Rectangle(
                x: ramp.minX + Float(step) * ramp.width / Float(steps), y: ramp.minY,
                width: ramp.width / Float(steps), height: ramp.height)
            return pen.fill(box, StabilityLines.color(share, theme))
        }
        let last = plot.lines.names.last ?? ""
        return [pen.text(lowest, Point(area.minX, y), color: theme.ink2)] + boxes + [
            pen.text(
                "\(NumberFormat.count(Int(high))) kept in \(NeighborsWords.inside(last))",
                Point(ramp.maxX + 7, y),
                width: area.maxX - ramp.maxX - 7, color: theme.ink2)
        ]
    }

    private func line(of sample: Int?, _ color: Color, width: Float) -> [OverlayItem] {
        guard let position = sample.flatMap({ plot.lines.position(of: $0) }) else { return [] }
        return [pen.line(plot.points(of: position), color, width: width, casing: theme.paper)]
    }

    private var hand: [OverlayItem] {
        guard let brush else { return [] }
        let words = NumberFormat.count(brush.count, "picture")
        let width = pen.fonts.width(of: words, size: TypeSize.label, weight: .semibold) + 24
        let left = min(max(brush.box.maxX + 8, area.minX), area.maxX - width)
        let tag = Rectangle(
            x: left, y: max(brush.box.minY - 30, area.minY - 10), width: width, height: 24)
        return [
            .box(
                Box(brush.box, fill: theme.signal.opacity(0.12), border: theme.signal, borderWidth: 2)),
            .box(Box(tag, fill: theme.ink, radius: 4)),
            pen.text(
                words, Point(tag.center.x, tag.maxY - 7.5), weight: .semibold, color: theme.paper,
                alignment: .center),
        ]
    }
}
