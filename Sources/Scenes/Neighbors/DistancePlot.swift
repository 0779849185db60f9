import Foundation
import Rendering

/// Draws the distances of one sample to every class on one axis; its own class is filled, the others are grey with their
/// shapes at the peaks.
struct DistancePlot {
    let curves: DistanceCurves
    /// What the classes are called.
    let classNames: [String]
    /// From the axis to the highest peak.
    let area: Rectangle
    let pen: Pen
    /// The class that is pointed at.
    var hoveredClass: Int?
    /// How far the sample is that is pointed at; nil: none is.
    var pointedDistance: Float?

    /// What is needed below the axis, in points.
    static let axisHeight: Float = 22
    /// What is needed above the peaks for marks and names, in points.
    static let headHeight: Float = 24

    private var theme: Theme { pen.theme }

    /// Where a distance lies on the axis.
    func x(of distance: Float) -> Float {
        let last = curves.places.last ?? 0
        return area.minX + (last > 0 ? distance / last : 0) * area.width
    }

    private func y(of density: Float) -> Float {
        let peak = curves.peak
        return area.maxY - (peak > 0 ? density / peak : 0) * (area.height - Self.headHeight)
    }

    private func place(_ curve: DistanceCurves.Curve, _ index: Int) -> Point {
        Point(x(of: curves.places[index]), y(of: curve.values[index]))
    }

    /// Where the mark of a class lies.
    func peak(of curve: DistanceCurves.Curve) -> Point { place(curve, curve.peak) }

    /// The class whose mark or name is at a place.
    func classIndex(at place: Point) -> Int? {
        if let named = names.first(where: { $0.place.inset(by: -2).contains(place) }) {
            return named.classIndex
        }
        let near = curves.curves.map { curve -> (Int, Float) in
            let way = peak(of: curve) - place
            return (curve.classIndex, (way * way).sum())
        }.filter { $0.1 < 64 }
        return near.min { $0.1 < $1.1 }?.0
    }

    /// All of it.
    func items() -> [OverlayItem] {
        let own = curves.curves.filter(isOwn)
        let others = curves.curves.filter { !isOwn($0) }
        return axis + others.map { line($0) } + own.flatMap { fill($0) } + own.map { line($0) } + reach
            + pointed + (others + own).flatMap(mark) + nameItems
    }

    private func isOwn(_ curve: DistanceCurves.Curve) -> Bool {
        curve.classIndex == curves.ownClass ?? -1
    }

    // MARK: Curves

    private func line(_ curve: DistanceCurves.Curve) -> OverlayItem {
        let least = curves.peak * 0.002
        // Where there is nothing of the class, the axis is enough.
        let shown = curve.values.indices.filter { index in
            let around = max(index - 1, 0)...min(index + 1, curve.values.count - 1)
            return around.contains { curve.values[$0] > least }
        }
        let isHovered = curve.classIndex == hoveredClass
        let color =
            isHovered
            ? theme.signal : isOwn(curve) ? pen.color(ofClass: curve.classIndex) : theme.ink3.opacity(0.6)
        return pen.line(
            shown.map { place(curve, $0) }, color, width: isOwn(curve) ? 2.6 : isHovered ? 2 : 1.3)
    }

    /// The area below a curve, in columns as wide as a point: no shape that could be filled from its middle.
    private func fill(_ curve: DistanceCurves.Curve) -> [OverlayItem] {
        let color = pen.color(ofClass: curve.classIndex).opacity(0.2)
        let last = curve.values.count - 1
        return stride(from: area.minX, to: area.maxX - 0.5, by: 1).compactMap { x in
            let share = (x + 0.5 - area.minX) / area.width * Float(last)
            let index = min(Int(share), max(last - 1, 0))
            let value =
                curve.values[index] + (curve.values[min(index + 1, last)] - curve.values[index])
                * (share - Float(index))
            let top = y(of: value)
            guard area.maxY - top > 0.5 else { return nil }
            return pen.fill(Rectangle(x: x, y: top, width: 1, height: area.maxY - top), color)
        }
    }

    private func mark(_ curve: DistanceCurves.Curve) -> [OverlayItem] {
        // Many classes share the ring: that says nothing but that there are many.
        guard curve.classIndex < 8 || curves.curves.count <= 16 else { return [] }
        return pen.mark(
            curve.classIndex, peak(of: curve), radius: isOwn(curve) ? 5.5 : 4.5, casing: theme.paper)
    }

    // MARK: Names

    private struct Name {
        var classIndex: Int
        var words: String
        var place: Rectangle
        var isOwn: Bool
    }

    /// The own class first, then the highest peaks, as long as there is room.
    private var names: [Name] {
        var taken =
            curves.curves.map { Rectangle(origin: peak(of: $0), size: .zero).inset(by: -5) }
            + [reachWords?.place].compactMap(\.self)
        let order = curves.curves.sorted {
            (isOwn($0) ? 1 : 0, $0.values[$0.peak]) > (isOwn($1) ? 1 : 0, $1.values[$1.peak])
        }
        return order.compactMap { curve in
            guard classNames.indices.contains(curve.classIndex) else { return nil }
            let weight: FontWeight = isOwn(curve) ? .semibold : .regular
            let words = pen.fonts.truncated(
                classNames[curve.classIndex], to: 110, size: TypeSize.label, weight: weight)
            let width = pen.fonts.width(of: words, size: TypeSize.label, weight: weight)
            let peak = peak(of: curve)
            let candidates = [
                Point(peak.x - width / 2, peak.y - 24), Point(peak.x + 9, peak.y - 9),
                Point(peak.x - 9 - width, peak.y - 9),
            ]
            for origin in candidates {
                let place = Rectangle(origin: origin, size: Point(width, 17))
                let isInside =
                    place.minX >= area.minX && place.maxX <= area.maxX + 16 && place.minY >= area.minY - 4
                guard isInside, !taken.contains(where: { $0.intersects(place) }) else { continue }
                taken.append(place)
                return Name(classIndex: curve.classIndex, words: words, place: place, isOwn: isOwn(curve))
            }
            return nil
        }
    }

    private var nameItems: [OverlayItem] {
        names.map { name in
            pen.text(
                name.words, Point(name.place.minX, name.place.maxY - 4),
                weight: name.isOwn ? .semibold : .regular,
                color: name.classIndex == hoveredClass ? theme.signal : name.isOwn ? theme.ink : theme.ink2,
                halo: theme.paper)
        }
    }

    // MARK: Axis

    private var axis: [OverlayItem] {
        let ticks = NiceTicks.values(to: curves.places.last ?? 0, count: max(Int(area.width / 90), 2))
        return [pen.line([Point(area.minX, area.maxY), Point(area.maxX, area.maxY)], theme.line2)]
            + ticks.flatMap { value -> [OverlayItem] in
                let x = x(of: value)
                return [
                    pen.line([Point(x, area.maxY), Point(x, area.maxY + 4)], theme.line2),
                    pen.text(
                        NiceTicks.words(value, among: ticks), Point(x, area.maxY + 17), color: theme.ink2,
                        alignment: .center),
                ]
            }
    }

    /// What is said of the last neighbour's distance, and where.
    private var reachWords: (words: String, place: Rectangle)? {
        guard let reach = curves.reach else { return nil }
        let words = Ordinal.words(curves.count) + " neighbor"
        let width = pen.fonts.width(of: words, size: TypeSize.label)
        let x = x(of: reach)
        let left = x - width - 7 >= area.minX ? x - width - 7 : x + 7
        return (words, Rectangle(x: left, y: area.minY - 4, width: width, height: 17))
    }

    private var reach: [OverlayItem] {
        guard let reach = curves.reach, let label = reachWords else { return [] }
        let x = x(of: reach)
        return [
            pen.line(
                [Point(x, area.minY), Point(x, area.maxY)], theme.ink2, width: 1.3, dashes: [4, 3]),
            pen.text(
                label.words, Point(label.place.minX, label.place.maxY - 4), color: theme.ink2,
                halo: theme.paper),
        ]
    }

    private var pointed: [OverlayItem] {
        guard let pointedDistance else { return [] }
        let x = x(of: pointedDistance)
        return [
            pen.line(
                [Point(x, area.minY + 14), Point(x, area.maxY)], theme.signal, width: 2, casing: theme.casing)
        ]
    }
}

/// Round numbers along an axis.
enum NiceTicks {
    /// From 0 to at most `end`, in about `count` equal steps of 1, 2 or 5 times a power of ten.
    static func values(to end: Float, count: Int) -> [Float] {
        guard end > 0, end.isFinite, count > 0 else { return [0] }
        let rough = end / Float(count)
        let power = Float(pow(10, Double(log10(rough)).rounded(.down)))
        let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? 10 * power
        return (0...Int((end / step + 1e-4).rounded(.down))).map { Float($0) * step }
    }

    /// A number with as many decimals as its axis needs.
    static func words(_ value: Float, among ticks: [Float]) -> String {
        let step = ticks.count > 1 ? ticks[1] - ticks[0] : 1
        if step >= 1 { return NumberFormat.count(Int(value.rounded())) }
        return NumberFormat.decimal(value, places: min(Int((-log10(Double(step)) - 1e-6).rounded(.up)), 6))
    }
}

/// Numbers that tell a place in an order.
enum Ordinal {
    /// "1st", "22nd", "113th", "1,000th".
    static func words(_ value: Int) -> String {
        let ending =
            switch (value % 100, value % 10) {
            case (11...13, _): "th"
            case (_, 1): "st"
            case (_, 2): "nd"
            case (_, 3): "rd"
            default: "th"
            }
        return NumberFormat.count(value) + ending
    }
}
