import Rendering

/// The clusters of a layer and how the classes are mixed in them.
struct ClusterBarsContent: Sendable, Equatable {
    /// A cluster.
    struct Cluster: Sendable, Equatable {
        /// What its letter stands for, here and on the Map.
        var number: Int
        /// Its members, by their index in the data set.
        var samples: [Int]
        /// How many of them each class has, the largest first; class -1: of none.
        var parts: [Part]
    }

    /// The members of a cluster in one class.
    struct Part: Sendable, Equatable {
        /// The class; -1: of none.
        var classIndex: Int
        /// How many.
        var count: Int
    }

    /// By their numbers.
    var clusters: [Cluster]
    /// How they were found, as in "K-means, K = 8".
    var method: String

    /// Clusters of samples; `labels` has the cluster of each, `classOf` its class.
    init(labels: [Int32], samples: [Int], classOf: [Int], method: String) {
        self.method = method
        var members: [Int32: [Int]] = [:]
        for (position, label) in labels.enumerated() { members[label, default: []].append(position) }
        clusters = members.sorted { $0.key < $1.key }.map { label, positions in
            let counts = Dictionary(grouping: positions) { classOf[$0] }.mapValues(\.count)
            let parts = counts.map { Part(classIndex: $0.key, count: $0.value) }
                .sorted { (-$0.count, $0.classIndex) < (-$1.count, $1.classIndex) }
            return Cluster(number: Int(label), samples: positions.map { samples[$0] }.sorted(), parts: parts)
        }
    }
}

/// Draws the clusters of a layer as bars of one length, their classes as segments.
struct ClusterBars {
    let content: ClusterBarsContent
    let place: Rectangle
    let pen: Pen
    /// The selected samples.
    var selected: Set<Int> = []
    /// The cluster that is pointed at.
    var hovered: Int?

    /// The height of a bar, and from one to the next.
    static let height: Float = 16
    static let pitch: Float = 21
    /// Left of the bars, for names and counts.
    private static let head: Float = 66

    /// How high so many bars are.
    static func extent(_ count: Int) -> Float { Float(count) * pitch }

    /// The bars that have room.
    var shownCount: Int { min(content.clusters.count, max(Int(place.height / Self.pitch), 1)) }

    /// The bar of a cluster.
    func bar(_ index: Int) -> Rectangle {
        Rectangle(
            x: place.minX + Self.head, y: place.minY + Float(index) * Self.pitch,
            width: place.width - Self.head, height: Self.height)
    }

    /// The segments of a bar, the largest class first.
    func segments(_ index: Int) -> [(part: ClusterBarsContent.Part, place: Rectangle)] {
        let bar = bar(index)
        let cluster = content.clusters[index]
        var left = bar.minX
        return cluster.parts.map { part in
            let width = bar.width * Float(part.count) / Float(max(cluster.samples.count, 1))
            defer { left += width }
            return (part, Rectangle(x: left, y: bar.minY, width: width, height: bar.height))
        }
    }

    /// The cluster at a place.
    func cluster(at point: Point) -> Int? {
        guard point.x >= place.minX, point.x < place.maxX, point.y >= place.minY else { return nil }
        let index = Int((point.y - place.minY) / Self.pitch)
        return index < shownCount ? index : nil
    }

    /// All of it.
    var items: [OverlayItem] { (0..<shownCount).flatMap { row($0) } }

    private func row(_ index: Int) -> [OverlayItem] {
        let bar = bar(index)
        let cluster = content.clusters[index]
        let isHovered = hovered == index
        let isSelected = !selected.isEmpty && cluster.samples.allSatisfy { selected.contains($0) }
        let ink = isHovered ? pen.theme.signal : pen.theme.ink
        var items = [
            pen.text(
                ClusterLetter.of(cluster.number), Point(place.minX, bar.maxY - 3), weight: .semibold,
                color: ink
            ),
            pen.text(
                NumberFormat.count(cluster.samples.count), Point(bar.minX - 10, bar.maxY - 3),
                color: pen.theme.ink2, alignment: .right),
        ]
        for segment in segments(index) { items += self.segment(segment.part, segment.place) }
        if isSelected { items.append(pen.outline(bar.inset(by: -2), pen.theme.ink, width: 2)) }
        if isHovered { items += pen.ring(bar) }
        return items
    }

    private func segment(_ part: ClusterBarsContent.Part, _ place: Rectangle) -> [OverlayItem] {
        let gap: Float = place.width > 3 ? 1 : 0
        let filled = Rectangle(
            x: place.minX, y: place.minY, width: max(place.width - gap, 0.5), height: place.height)
        let color = pen.color(ofClass: part.classIndex)
        guard place.width >= 22, (0..<8).contains(part.classIndex) else { return [pen.fill(filled, color)] }
        let white = Color(pen.theme.isDark && part.classIndex == 5 ? 0x14181D : 0xFFFFFF)
        return [pen.fill(filled, color)]
            + Self.recolored(
                ClassMark(slot: part.classIndex).overlay(
                    at: Point(place.minX + 11, place.center.y), radius: 4.5, theme: pen.theme), white)
    }

    /// A mark in another colour than its own.
    private static func recolored(_ items: [OverlayItem], _ color: Color) -> [OverlayItem] {
        items.map { item in
            switch item {
            case .polygon(let points, _): return .polygon(points, color)
            case .box(var box):
                box.fill = color
                return .box(box)
            default: return item
            }
        }
    }
}
