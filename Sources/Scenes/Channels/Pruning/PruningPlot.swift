import Foundation
import Rendering

/// Draws accuracy against the share of channels removed: one line for all samples, one a class, each with its name
/// beside it; on a card of the stage, or in a figure.
struct PruningPlot {
    let content: PruningContent
    /// Where 0 to 100 % lie in both directions.
    let axes: Rectangle
    let pen: Pen
    /// The step that is pointed at.
    var step: Int?
    /// The line that is pointed at.
    var curve: Int?

    private var theme: Theme { pen.theme }
    /// More lines than this have no names.
    private static let mostNamed = 12

    /// A plot in a room, its numbers left of and below the axes.
    init(_ content: PruningContent, in place: Rectangle, pen: Pen, step: Int? = nil, curve: Int? = nil) {
        (self.content, self.pen, self.step, self.curve) = (content, pen, step, curve)
        axes = Rectangle(
            x: place.minX + 40, y: place.minY + 10, width: max(place.width - 60, 1),
            height: max(place.height - 54, 1))
    }

    /// All of it.
    var items: [OverlayItem] { grid + lines + marks + names + pointed }

    /// The step and the line that are nearest to a place on the axes.
    func nearest(to place: Point) -> (step: Int, curve: Int)? {
        guard axes.inset(by: -8).contains(place), !content.curves.isEmpty else { return nil }
        let steps = content.removedCounts.indices
        let share = (place.x - axes.minX) / axes.width
        guard let step = steps.min(by: { abs(content.share($0) - share) < abs(content.share($1) - share) })
        else { return nil }
        func distance(_ curve: Int) -> Float {
            let value = content.curves[curve].accuracy[step]
            return value.isFinite ? abs(self.place(step, value).y - place.y) : .infinity
        }
        let curve = content.curves.indices.min { distance($0) < distance($1) } ?? 0
        return (step, curve)
    }

    /// Where a value of a step lies.
    func place(_ step: Int, _ value: Float) -> Point {
        Point(
            axes.minX + content.share(step) * axes.width,
            axes.maxY - min(max(value, 0), 1) * axes.height)
    }

    // MARK: Parts

    private var grid: [OverlayItem] {
        let across = [Float(0), 0.25, 0.5, 0.75, 1].flatMap { value -> [OverlayItem] in
            let y = axes.maxY - value * axes.height
            return [
                pen.line(
                    [Point(axes.minX, y), Point(axes.maxX, y)], value == 0 ? theme.line2 : theme.line),
                pen.text(
                    NumberFormat.count(Int(value * 100)) + (value == 1 ? NumberFormat.thinSpace + "%" : ""),
                    Point(axes.minX - 8, y + 4), size: TypeSize.remark, color: theme.ink2, alignment: .right),
            ]
        }
        let below = [Float(0), 0.25, 0.5, 0.75, 1].map { share in
            pen.text(
                NumberFormat.count(Int(share * 100)) + (share == 1 ? NumberFormat.thinSpace + "%" : ""),
                Point(axes.minX + share * axes.width, axes.maxY + 18), size: TypeSize.remark,
                color: theme.ink2, alignment: .center)
        }
        let title = pen.text(
            "share of the channels removed", Point(axes.center.x, axes.maxY + 38), color: theme.ink2,
            alignment: .center)
        return across + below + [title]
    }

    private func points(of curve: Int) -> [Point] {
        content.curves[curve].accuracy.enumerated().filter(\.element.isFinite).map { place($0, $1) }
    }

    private var lines: [OverlayItem] {
        let isCrowded = content.curves.count > Self.mostNamed
        let order = content.curves.indices.reversed().filter { $0 != curve } + [curve].compactMap(\.self)
        return order.filter { content.curves.indices.contains($0) }.map { index in
            let isAll = content.curves[index].classIndex == nil
            let width: Float = isAll ? 2.6 : index == curve ? 2.2 : 1.4
            let fade: Float = isAll || index == curve ? 1 : isCrowded ? 0.45 : 0.9
            return .polyline(
                Polyline(points(of: index), width: width, color: color(of: index).opacity(fade)))
        }
    }

    /// A mark on the line of every class, each at another step.
    private var marks: [OverlayItem] {
        let last = max(content.removedCounts.count - 1, 1)
        return content.curves.indices.flatMap { index -> [OverlayItem] in
            guard let classIndex = content.curves[index].classIndex, classIndex < 8 else { return [] }
            let step = min(2 + index * max(last - 2, 1) / max(content.curves.count, 1), last)
            let value = content.curves[index].accuracy[step]
            guard value.isFinite else { return [] }
            return pen.mark(classIndex, place(step, value), radius: 4.5, casing: theme.raised)
        }
    }

    private func color(of curve: Int) -> Color {
        content.curves[curve].classIndex.map { pen.color(ofClass: $0) } ?? theme.ink
    }

    private var names: [OverlayItem] {
        let named = content.curves.indices.filter {
            content.curves.count <= Self.mostNamed || $0 == 0 || $0 == curve
        }
        let widths = named.map {
            pen.fonts.width(of: content.curves[$0].name, size: TypeSize.label, weight: .semibold)
        }
        let places = CurveNames(
            lines: named.map { points(of: $0) }, widths: widths, bounds: axes.inset(by: -2)
        ).places
        return zip(named, places).compactMap { index, place in
            place.map {
                pen.text(
                    content.curves[index].name, Point($0.minX, $0.maxY - 4), weight: .semibold,
                    color: color(of: index), halo: theme.raised)
            }
        }
    }

    private var pointed: [OverlayItem] {
        guard let step, content.removedCounts.indices.contains(step) else { return [] }
        let x = axes.minX + content.share(step) * axes.width
        let line = pen.line([Point(x, axes.minY), Point(x, axes.maxY)], theme.signal, width: 1.2)
        guard let curve, content.curves.indices.contains(curve) else { return [line] }
        let value = content.curves[curve].accuracy[step]
        guard value.isFinite else { return [line] }
        let at = place(step, value)
        let ring = (0..<24).map { index -> Point in
            let angle = Float(index) / 24 * 2 * .pi
            return at + 5 * Point(cos(angle), sin(angle))
        }
        return [
            line, .polygon(ring, theme.casing),
            .polyline(Polyline(ring, width: 2, color: theme.signal, isClosed: true)),
        ]
    }
}
