import Rendering

/// Where values lie along one side of a plot. Values outside of the range lie on the border.
struct UnitAxis: Sendable, Equatable {
    /// From the lowest to the highest value.
    let range: ClosedRange<Float>
    /// The side, in points or pixels.
    let length: Float
    /// Where the lowest value lies.
    let start: Float
    /// Points or pixels a unit of the values.
    let step: Float

    /// The part of the side that stays free at each end, so that what lies on the border is seen whole.
    private static let margin: Float = 0.035

    /// A side of `length` for values of a range.
    init(range: ClosedRange<Float>, length: Float) {
        (self.range, self.length) = (range, length)
        start = Self.margin * length
        let extent = range.upperBound - range.lowerBound
        step = extent > 0 ? (1 - 2 * Self.margin) * length / extent : 0
    }

    /// From the side's beginning to a value.
    func along(_ value: Float) -> Float {
        start + step * (min(max(value, range.lowerBound), range.upperBound) - range.lowerBound)
    }
}

/// Where pairs of values lie in a plot.
struct UnitScale: Sendable, Equatable {
    /// Across, from the left.
    let x: UnitAxis
    /// Upwards, from below.
    let y: UnitAxis

    /// Any two axes.
    init(x: UnitAxis, y: UnitAxis) { (self.x, self.y) = (x, y) }

    /// A square plot with the same values on both axes.
    init(range: ClosedRange<Float>, side: Float) {
        x = UnitAxis(range: range, length: side)
        y = x
    }

    /// From the plot's top left corner to a point.
    func place(_ x: Float, _ y: Float) -> Point { Point(self.x.along(x), self.y.length - self.y.along(y)) }
}
