import Rendering

/// Where the nodes and leaves of a class hierarchy lie: less alike on the left, classes in rows on the right.
struct HierarchyLayout: Sendable, Equatable {
    /// A part that can be pointed at.
    enum Part: Sendable, Hashable {
        /// A branch: an inner node, or the row of a class or of folded classes.
        case node(Int)
        /// A kind of a class: a member of the content, and an index into its subclasses.
        case subclass(member: Int, index: Int)
        /// The line that separates superclasses.
        case cut
    }

    /// A class, or several that are folded.
    struct Row: Sendable, Equatable {
        /// The branch.
        var node: Int
        /// Its room, from the mark to the last picture.
        var place: Rectangle
    }

    /// The rows from top to bottom.
    let rows: [Row]
    /// Where every shown branch lies, by its node: leaves at the ends of their lines.
    let nodes: [Int: Point]
    /// The x of similarity 0 and of similarity 1.
    let scale: ClosedRange<Float>
    /// Similarities at both ends of the scale.
    let similarities: ClosedRange<Float>
    /// Where marks and names begin.
    let nameX: Float
    /// Where the pictures of subclasses begin; nil where there is no room.
    let picturesX: Float?
    /// The side of a subclass' picture.
    let pictureSide: Float
    /// All of it.
    let area: Rectangle

    /// More rows than this are folded.
    static let mostRows = 16
    /// Subclasses and pictures that are shown of each.
    static let subclassCount = 3
    static let pictureCount = 2

    /// The layout of a hierarchy in a room; the first 34 points are for headings.
    init(_ content: HierarchyContent, in room: Rectangle) {
        area = room
        let top = room.minY + 34
        let limit = min(Self.mostRows, max(Int((room.maxY - top) / 20), 2))
        let branches = content.folded(to: limit)
        let pitch = min(42, (room.maxY - top) / Float(max(branches.count, 1))).rounded(.down)
        pictureSide = min(32, pitch - 10)
        let blockWidth = 2 * pictureSide + 1
        let picturesWidth = Float(Self.subclassCount) * (blockWidth + 12)
        let hasPictures = room.width - picturesWidth >= 240 && pictureSide >= 12
        picturesX = hasPictures ? room.maxX - picturesWidth : nil
        nameX = room.minX + min(max((room.width - (hasPictures ? picturesWidth : 0)) * 0.46, 100), 190)
        scale = (room.minX + 38)...(nameX - 26)
        let values = content.merges.map(\.similarity)
        let (low, high) = (values.min() ?? 0, values.max() ?? 1)
        similarities = low...max(high, low + 1e-4)
        rows = branches.enumerated().map { index, node in
            Row(
                node: node,
                place: Rectangle(
                    x: room.minX, y: top + Float(index) * pitch, width: room.width, height: pitch))
        }
        var nodes: [Int: Point] = [:]
        for row in rows { nodes[row.node] = Point(nameX - 10, row.place.center.y) }
        for (index, merge) in content.merges.enumerated() {
            guard let left = nodes[merge.left], let right = nodes[merge.right] else { continue }
            let share =
                (merge.similarity - similarities.lowerBound)
                / (similarities.upperBound - similarities.lowerBound)
            nodes[content.members.count + index] = Point(
                scale.lowerBound + min(max(share, 0), 1) * (scale.upperBound - scale.lowerBound),
                (left.y + right.y) / 2)
        }
        self.nodes = nodes
    }

    /// The x of a similarity.
    func x(of similarity: Float) -> Float {
        let share =
            (similarity - similarities.lowerBound) / (similarities.upperBound - similarities.lowerBound)
        return min(
            max(scale.lowerBound + share * (scale.upperBound - scale.lowerBound), area.minX + 6), nameX - 16)
    }

    /// The similarity at an x.
    func similarity(atX x: Float) -> Float {
        let share = (x - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
        return similarities.lowerBound + share * (similarities.upperBound - similarities.lowerBound)
    }

    /// Where the line of superclasses starts and ends.
    var cutHeights: ClosedRange<Float> {
        let bottom = rows.last?.place.maxY ?? area.maxY
        return (area.minY + 22)...max(bottom + 4, area.minY + 23)
    }

    /// The pictures of a subclass, and the line below them.
    func subclass(row: Row, index: Int) -> Rectangle? {
        guard let picturesX, index < Self.subclassCount else { return nil }
        let width = 2 * pictureSide + 1
        return Rectangle(
            x: (picturesX + Float(index) * (width + 12)).rounded(),
            y: (row.place.center.y - (pictureSide + 5) / 2).rounded(), width: width, height: pictureSide + 5)
    }

    /// What is at a place.
    func part(at place: Point, _ content: HierarchyContent) -> Part? {
        let inner = nodes.filter { $0.key >= content.members.count }
        let near = inner.min { distance($0.value, place) < distance($1.value, place) }
        if let near, distance(near.value, place) < 9 { return .node(near.key) }
        if abs(place.x - x(of: content.cut)) < 4, cutHeights.contains(place.y) { return .cut }
        guard let row = rows.first(where: { $0.place.contains(place) }) else { return nil }
        if row.node < content.members.count {
            let count = content.members[row.node].subclasses.count
            let found = (0..<count).first { subclass(row: row, index: $0)?.contains(place) == true }
            if let found { return .subclass(member: row.node, index: found) }
        }
        let end = picturesX ?? area.maxX
        return place.x > nameX - 14 && place.x < end ? .node(row.node) : nil
    }

    private func distance(_ a: Point, _ b: Point) -> Float { ((a - b) * (a - b)).sum().squareRoot() }
}
