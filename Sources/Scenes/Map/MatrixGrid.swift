import Rendering

/// Where the rows of a grouped matrix begin and end, in whole points; columns lie as the rows do.
struct MatrixGrid: Sendable, Equatable {
    /// The extent in both directions.
    let side: Float
    /// Where each row begins, from the matrix's edge.
    let starts: [Float]
    /// Where each row ends.
    let ends: [Float]
    /// The rows of each group.
    let groups: [Range<Int>]

    /// The space between groups, where there is room.
    static let gutter: Float = 3

    /// A grid of groups of rows in a square of `side` points.
    init(groupCounts: [Int], side: Float) {
        let count = groupCounts.reduce(0, +)
        let gaps = Float(max(groupCounts.count - 1, 0))
        let whole = max(side.rounded(.down), 1)
        let isTight = (whole - gaps * Self.gutter) < Float(count)
        let gutter = isTight ? min(1, whole / 4 / max(gaps, 1)).rounded(.down) : Self.gutter
        let cell = max(whole - gaps * gutter, 0) / Float(max(count, 1))
        var starts: [Float] = []
        var ends: [Float] = []
        var groups: [Range<Int>] = []
        for (group, size) in groupCounts.enumerated() {
            groups.append(starts.count..<starts.count + size)
            for _ in 0..<size {
                let place = Float(starts.count) * cell + Float(group) * gutter
                // Rows thinner than a point share one.
                let start = cell < 1 ? min(place + cell / 2, whole - 1).rounded(.down) : place.rounded()
                starts.append(start)
                ends.append(cell < 1 ? start + 1 : (place + cell).rounded())
            }
        }
        (self.side, self.starts, self.ends, self.groups) = (whole, starts, ends, groups)
    }

    /// The number of rows.
    var count: Int { starts.count }

    /// The row at a distance from the edge; nil between groups and outside.
    func row(at place: Float) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] <= place { low = middle + 1 } else { high = middle }
        }
        return low < count && starts[low] <= place ? low : nil
    }

    /// Where a group begins and ends.
    func extent(of group: Int) -> (start: Float, end: Float)? {
        guard groups.indices.contains(group), let first = groups[group].first, let last = groups[group].last
        else {
            return nil
        }
        return (starts[first], ends[last])
    }

    /// A cell, from the matrix's corner; at least `least` wide and high.
    func cell(row: Int, column: Int, least: Float = 1) -> Rectangle {
        Rectangle(
            x: starts[column], y: starts[row], width: max(ends[column] - starts[column], least),
            height: max(ends[row] - starts[row], least))
    }

    /// The rows that a point of the grid shows; empty between groups.
    var rowsOfPoint: [Range<Int>] {
        var rows = [Range<Int>](repeating: 0..<0, count: Int(side))
        for row in 0..<count {
            for point in Int(starts[row])..<min(Int(ends[row]), rows.count) {
                rows[point] = (rows[point].isEmpty ? row : rows[point].lowerBound)..<row + 1
            }
        }
        return rows
    }
}
