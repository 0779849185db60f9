import Rendering

/// The marks of a scatterplot, kept while neither places nor selection change.
@MainActor final class ScatterMarks {
    private struct Key: Equatable {
        var places: UInt64
        var selected: Set<Int>
        var theme: Theme
        var isFaint: Bool
        var radius: Float
    }

    private var latest: (key: Key, cloud: PointCloud)?

    /// The radius of the marks of so many samples in a frame of `size`, both in points: they cover at most about a
    /// fifth of it.
    nonisolated static func radius(_ count: Int, in size: Point) -> Float {
        let room = size.x * size.y / 175
        return min(max(3.4 * (room / Float(max(count, 1))).squareRoot(), 1.4), 3.4)
    }

    /// The marks in a frame of `size` points; `isFaint` where pictures lie over them.
    func cloud(of scatter: Scatter, in size: Point, theme: Theme, isFaint: Bool = false) -> PointCloud {
        let radius = Self.radius(scatter.places.count, in: size)
        let key = Key(
            places: scatter.places.id, selected: scatter.selected, theme: theme, isFaint: isFaint,
            radius: radius)
        if let latest, latest.key == key { return latest.cloud }
        let cloud = PointCloud(Self.marks(scatter, radius: radius, theme: theme, isFaint: isFaint))
        latest = (key, cloud)
        return cloud
    }

    /// The marks in the order of drawing: those of all classes in turn, the selected ones last.
    nonisolated static func marks(_ scatter: Scatter, radius: Float, theme: Theme, isFaint: Bool = false)
        -> [PointCloud
        .Mark]
    {
        let places = scatter.places
        let classCount = (places.classOf.max() ?? -1) + 1
        let full = (-1..<max(classCount, 0)).map { SampleMarks.color($0, theme) }
        let isSelecting = !scatter.selected.isEmpty
        let faded = full.map {
            isSelecting || isFaint ? SampleMarks.faded($0, SampleMarks.pointFade, theme) : $0
        }
        var chosen: [PointCloud.Mark] = []
        var marks: [PointCloud.Mark] = []
        marks.reserveCapacity(places.count)
        for position in interleaved(places.count) {
            let index = places.classOf[position]
            let mark = SampleMarks.mark(index)
            if isSelecting, scatter.selected.contains(places.samples[position]) {
                chosen.append(
                    PointCloud.Mark(
                        mark, at: places.points[position], radius: radius * 1.47, fill: full[index + 1],
                        outline: theme.ink, outlineWidth: 1))
            } else {
                marks.append(
                    PointCloud.Mark(mark, at: places.points[position], radius: radius, fill: faded[index + 1])
                )
            }
        }
        return marks + chosen
    }

    /// All numbers below `count` in an order in which neighbours are far apart, so that no class covers another one.
    nonisolated static func interleaved(_ count: Int) -> [Int] {
        guard count > 2 else { return Array(0..<count) }
        var step = Int(Float(count) * 0.618)
        func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
        while divisor(step, count) != 1 { step += 1 }
        return (0..<count).map { $0 * step % count }
    }
}
