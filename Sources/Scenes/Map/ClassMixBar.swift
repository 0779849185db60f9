import Rendering

/// A bar of the classes of some samples, as wide as its place, the largest share first.
public struct ClassMixBar {
    private let parts: [(classIndex: Int, share: Float)]

    /// A bar of how many samples each class has; the last number is that of the samples of no class.
    public init(_ counts: [Int]) {
        let total = Float(max(counts.reduce(0, +), 1))
        parts = counts.indices.filter { counts[$0] > 0 }
            .sorted { (counts[$0], $1) > (counts[$1], $0) }
            .map { ($0 == counts.count - 1 ? -1 : $0, Float(counts[$0]) / total) }
    }

    /// What it looks like; a part that is wide enough bears the mark of its class.
    public func items(in place: Rectangle, theme: Theme) -> [OverlayItem] {
        var x = place.minX
        return parts.flatMap { part -> [OverlayItem] in
            let width = part.share * place.width
            defer { x += width }
            let gap: Float = width > 3 ? 1 : 0
            let box = Rectangle(x: x, y: place.minY, width: width - gap, height: place.height)
            let mark = SampleMarks.mark(part.classIndex)
            let fill: [OverlayItem] = [.box(Box(box, fill: mark.color(theme)))]
            guard width >= 22, mark != .ring else { return fill }
            let isBright = mark == .cross && theme.isDark
            let cloud = PointCloud([
                PointCloud.Mark(
                    mark, at: Point(x + 10, place.center.y), radius: 4,
                    fill: isBright ? theme.paper : Color(0xFFFFFF))
            ])
            return fill + [.points(cloud)]
        }
    }
}
