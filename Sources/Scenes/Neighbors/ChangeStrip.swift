import Rendering

/// Where the bars of all neighbours lie, sorted by how much closer or farther they went: pure geometry.
struct ChangeStrip: Sendable, Equatable {
    /// From the lowest bar to the highest.
    let area: Rectangle
    /// How much farther each neighbour went, ascending.
    let values: [Float]

    /// How many pictures a brush holds.
    static let brushCount = 10
    private static let widestPitch: Float = 12

    /// The bars of some changes, ascending, in a place.
    init(_ values: [Float], in area: Rectangle) { (self.values, self.area) = (values, area) }

    /// From a bar to the next.
    var pitch: Float { min(area.width / Float(max(values.count, 1)), Self.widestPitch) }

    /// What the whole height stands for above the line and below it.
    private var ranges: (up: Float, down: Float) {
        let (up, down) = (max(values.last ?? 0, 0), max(-(values.first ?? 0), 0))
        // Both sides can be seen, even where all went one way.
        let least = max(max(up, down) * 0.2, 1e-3)
        return (max(up, least), max(down, least))
    }

    /// The height of the line that stands for no change.
    var zero: Float {
        let ranges = ranges
        return (area.minY + area.height * ranges.up / (ranges.up + ranges.down)).rounded()
    }

    /// The bar of a neighbour.
    func bar(_ index: Int) -> Rectangle {
        let height = height(of: values[index])
        let width = max(pitch >= 3 ? pitch - 1 : pitch, 0.8)
        return Rectangle(
            x: area.minX + Float(index) * pitch, y: values[index] < 0 ? zero : zero - height, width: width,
            height: height)
    }

    /// How high the bar of a change is, either way.
    func height(of value: Float) -> Float {
        let ranges = ranges
        return max(abs(value) / (ranges.up + ranges.down) * area.height, 0.5)
    }

    /// The neighbour whose bar is above, on or below a place.
    func index(at place: Point) -> Int? {
        guard area.inset(by: -4).contains(place), !values.isEmpty else { return nil }
        let index = Int((place.x - area.minX) / pitch)
        return values.indices.contains(index) ? index : nil
    }

    /// The brush around ten neighbours from a first one.
    func brush(from first: Int) -> Rectangle {
        let count = min(Self.brushCount, values.count)
        let left = area.minX + Float(first) * pitch
        // Ten bars of many can be narrower than a hand can grasp.
        let width = max(Float(count) * pitch, 6)
        let bars = (first..<min(first + count, values.count)).map { bar($0) }
        let top = min(bars.map(\.minY).min() ?? zero, zero - 8)
        let bottom = max(bars.map(\.maxY).max() ?? zero, zero + 8)
        return Rectangle(x: left, y: top, width: width, height: bottom - top).inset(by: -3)
    }

    /// The first of ten neighbours around a place.
    func first(around place: Point) -> Int {
        let middle = Int(((place.x - area.minX) / pitch).rounded(.down))
        return min(max(middle - Self.brushCount / 2, 0), max(values.count - Self.brushCount, 0))
    }
}

/// Draws the bars of all neighbours, and the brush over ten of them.
struct ChangeStripPainter {
    let strip: ChangeStrip
    let pen: Pen
    /// The first of those in the brush; nil: there is no brush.
    var brushed: Int?
    /// The neighbour that is pointed at in any view, by its place in the strip.
    var pointed: Int?

    /// All of it.
    func items() -> [OverlayItem] {
        let theme = pen.theme
        let right = strip.area.minX + Float(strip.values.count) * strip.pitch
        let zero = pen.line([Point(strip.area.minX, strip.zero), Point(right, strip.zero)], theme.line2)
        return bars + [zero] + hand
    }

    private var bars: [OverlayItem] {
        let (closer, farther) = (RadialPainter.closer(pen.theme), RadialPainter.farther(pen.theme))
        // Bars narrower than a point are drawn as one a point: the mean of those that lie there.
        guard strip.pitch < 1 else {
            return strip.values.indices.map {
                pen.fill(strip.bar($0), strip.values[$0] < 0 ? closer : farther)
            }
        }
        let columns = max(Int(strip.area.width), 1)
        let merged = (0..<columns).map { column -> Float in
            let first = column * strip.values.count / columns
            let last = max((column + 1) * strip.values.count / columns, first + 1)
            return strip.values[first..<last].reduce(0, +) / Float(last - first)
        }
        return merged.enumerated().map { column, value in
            let height = strip.height(of: value)
            let bar = Rectangle(
                x: strip.area.minX + Float(column), y: value < 0 ? strip.zero : strip.zero - height, width: 1,
                height: height)
            return pen.fill(bar, value < 0 ? closer : farther)
        }
    }

    /// How many came closer and how many went farther, at the right end of a line above the bars.
    ///
    /// - Parameter baseline: the height of the line.
    /// - Returns: the words, and where they begin.
    func words(baseline: Float) -> (items: [OverlayItem], left: Float) {
        let parts = [
            (
                "\(NumberFormat.count(strip.values.count { $0 > 0 })) went farther",
                RadialPainter.farther(pen.theme)
            ),
            (
                "\(NumberFormat.count(strip.values.count { $0 < 0 })) came closer",
                RadialPainter.closer(pen.theme)
            ),
        ]
        var right = strip.area.maxX
        var items: [OverlayItem] = []
        for (words, color) in parts {
            items.append(
                pen.text(
                    words, Point(right, baseline), weight: .semibold, color: color, alignment: .right))
            right -= pen.fonts.width(of: words, size: TypeSize.label, weight: .semibold) + 16
        }
        return (items, right)
    }

    private var hand: [OverlayItem] {
        let theme = pen.theme
        var items: [OverlayItem] = []
        if let brushed, !strip.values.isEmpty {
            items.append(
                .box(
                    Box(
                        strip.brush(from: brushed), fill: theme.signal.opacity(0.1), border: theme.signal,
                        borderWidth: 1.6)))
        }
        if let pointed, strip.values.indices.contains(pointed) {
            let bar = strip.bar(pointed)
            let x = bar.center.x
            items.append(
                pen.line(
                    [Point(x, min(bar.minY, strip.zero) - 6), Point(x, max(bar.maxY, strip.zero) + 6)],
                    theme.signal, width: 2.2, casing: theme.casing))
        }
        return items
    }
}
