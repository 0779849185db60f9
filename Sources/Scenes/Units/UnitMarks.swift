import Rendering

/// The marks of the selected points in all plots, one cloud, kept while nothing of it changes.
@MainActor final class UnitMarks {
    private struct Key: Equatable {
        var cloud: UInt64
        var selection: UInt64
        var grid: UnitGrid
        var theme: Theme
    }

    /// More selected points than this have no mark of their own in a plot; their number stands beside.
    nonisolated static let largestCount = 220

    private var latest: (key: Key, cloud: PointCloud)?

    /// The marks, in stage points.
    func cloud(of selection: UnitSelection, in cloud: UnitCloud, _ grid: UnitGrid, theme: Theme) -> PointCloud
    {
        let key = Key(cloud: cloud.id, selection: selection.id, grid: grid, theme: theme)
        if let latest, latest.key == key { return latest.cloud }
        let made = PointCloud(Self.marks(of: selection, in: cloud, grid, theme: theme))
        latest = (key, made)
        return made
    }

    /// The points that have a mark: they are in random order, so the first ones are as good as any.
    nonisolated static func marked(_ selection: UnitSelection) -> ArraySlice<Int32> {
        selection.indices.prefix(largestCount)
    }

    /// The radius of a mark in a plot of `side` points.
    nonisolated static func radius(_ side: Float) -> Float { min(max(side / 38, 2), 3.4) }

    nonisolated static func marks(
        of selection: UnitSelection, in cloud: UnitCloud, _ grid: UnitGrid, theme: Theme
    ) -> [PointCloud.Mark] {
        let shapes = ClassMark.allCases
        let fills = shapes.map { $0.color(theme) }
        let edges = fills.map { $0.mixed(with: theme.isDark ? theme.paper : theme.ink, 0.55) }
        let scale = UnitScale(range: cloud.points.range, side: grid.side)
        let radius = radius(grid.side)
        var marks: [PointCloud.Mark] = []
        for cell in grid.cells where grid.single(cell) == nil {
            let origin = grid.plot(cell).origin
            cloud.withValues(grid.columns[cell.column], grid.rows[cell.row]) { xs, ys in
                for index in marked(selection) {
                    let (x, y, slot) = (xs[Int(index)], ys[Int(index)], Int(cloud.marks[Int(index)]))
                    guard x == x, y == y else { continue }
                    marks.append(
                        PointCloud.Mark(
                            shapes[slot], at: origin + scale.place(x, y), radius: radius, fill: fills[slot],
                            outline: shapes[slot] == .ring ? nil : edges[slot], outlineWidth: 0.6))
                }
            }
        }
        return marks
    }
}
