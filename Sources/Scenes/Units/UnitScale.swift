import Rendering

/// Where values lie in a square plot, both axes alike. Values outside of the range lie on the border.
struct UnitScale: Sendable, Equatable {
    /// From the lowest to the highest value.
    let range: ClosedRange<Float>
    /// The plot's side, in points or pixels.
    let side: Float

    /// The part of the side that stays free at each end, so that what lies on the border is seen whole.
    private static let margin: Float = 0.035

    /// From the plot's left edge, or from its lower one, to a value.
    func along(_ value: Float) -> Float {
        start + step * (min(max(value, range.lowerBound), range.upperBound) - range.lowerBound)
    }

    /// From the plot's top left corner to a point.
    func place(_ x: Float, _ y: Float) -> Point { Point(along(x), side - along(y)) }

    /// Where the lowest value lies.
    var start: Float { Self.margin * side }

    /// Points or pixels a unit of the values.
    var step: Float {
        let extent = range.upperBound - range.lowerBound
        return extent > 0 ? (1 - 2 * Self.margin) * side / extent : 0
    }
}
