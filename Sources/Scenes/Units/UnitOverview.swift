import Rendering
import Tensors

/// The correlation of all units with each other as a small picture.
enum UnitOverview {
    /// More units than this are averaged.
    static let largestSide = 512

    /// A pixel a pair of units, or the mean of several where there are many.
    ///
    /// - Parameters:
    ///   - correlation: `[units, units]`, units by number.
    ///   - order: the units, in the order of rows and columns.
    static func image(of correlation: Tensor, order: [Int], theme: Theme) -> DisplayImage {
        let count = order.count
        let side = min(max(count, 1), largestSide)
        var values = [Float](repeating: 0, count: side * side)
        var numbers = values
        correlation.withPointer { correlation in
            for (row, unit) in order.enumerated() {
                let line = row * side / count * side
                for (column, other) in order.enumerated() {
                    let cell = line + column * side / count
                    values[cell] += correlation[unit * count + other]
                    numbers[cell] += 1
                }
            }
        }
        for cell in values.indices { values[cell] /= max(numbers[cell], 1) }
        return DisplayImage(
            map: values, width: side, height: side, colorMap: theme.signedColors, range: -1...1)
    }

    /// The part of the overview that is in view, at least 12 points wide and high.
    static func frame(_ view: UnitMatrixView, shown: Int, of count: Int, in place: Rectangle) -> Rectangle {
        let step = place.width / Float(max(count, 1))
        let extent = max(Float(min(shown, count)) * step, 12)
        let origin = place.origin + Point(Float(view.column), Float(view.row)) * step
        let high = place.origin + place.size - extent
        return Rectangle(
            origin: pointwiseMax(place.origin, pointwiseMin(origin, high)), size: Point(extent, extent))
    }

    /// The units' places in the order that lie under a place of the overview.
    static func units(at point: Point, of count: Int, in place: Rectangle) -> (across: Int, upwards: Int) {
        let share = (point - place.origin) / place.size * Float(count)
        func index(_ value: Float) -> Int { min(max(Int(value), 0), max(count - 1, 0)) }
        return (index(share.x), index(share.y))
    }
}
