/// How often the values of a unit occur.
enum UnitHistogram {
    /// The number of points in each of `count` bins from the lowest to the highest value of all plots; values outside
    /// are in the outermost bins.
    ///
    /// - Parameter chosen: the points that are counted; nil: all.
    static func bins(of cloud: UnitCloud, unit: Int, chosen: [Int32]? = nil, count: Int) -> [Int] {
        var bins = [Int](repeating: 0, count: count)
        let (low, high) = (cloud.points.range.lowerBound, cloud.points.range.upperBound)
        let scale = high > low ? Float(count) / (high - low) : 0
        cloud.withValues(unit, unit) { values, _ in
            func add(_ value: Float) {
                guard value == value else { return }
                bins[Int(min(max((value - low) * scale, 0), Float(count - 1)))] += 1
            }
            if let chosen {
                for index in chosen { add(values[Int(index)]) }
            } else {
                for index in 0..<cloud.count { add(values[index]) }
            }
        }
        return bins
    }
}
