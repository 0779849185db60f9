import Rendering

/// Draws a class hierarchy: the tree, classes, and the kinds that were found in them.
@MainActor struct HierarchyPlot {
    let content: HierarchyContent
    let layout: HierarchyLayout
    let classNames: [String]
    let pen: Pen
    /// The picture of a sample, by its index in the data set.
    let thumbnail: (Int) -> DisplayImage?
    /// What is pointed at.
    var hovered: HierarchyLayout.Part?
    /// The selected samples, and the one that is ringed in all views.
    var selected: Set<Int> = []
    var pointed: Int?

    private var theme: Theme { pen.theme }

    /// All of it.
    var items: [OverlayItem] { heads + tree + cut + rows }

    private var heads: [OverlayItem] {
        let y = layout.area.minY + 10
        var items = [
            pen.text("less alike", Point(layout.area.minX, y), size: TypeSize.remark, color: theme.ink2),
            pen.text(
                "alike", Point(layout.scale.upperBound + 12, y), size: TypeSize.remark, color: theme.ink2,
                alignment: .right),
        ]
        if let x = layout.picturesX, content.members.contains(where: { !$0.subclasses.isEmpty }) {
            items.append(
                pen.text(
                    "subclasses; line: their share", Point(max(x, layout.area.maxX), y),
                    size: TypeSize.remark, color: theme.ink2, alignment: .right))
        }
        return items
    }

    // MARK: The tree

    private var tree: [OverlayItem] {
        let superclasses = Set(content.superclasses)
        let shown = content.merges.indices.filter { layout.nodes[$0 + content.members.count] != nil }
        let lines = shown.flatMap { branch(of: $0) }
        return lines
            + shown.flatMap { knot(of: $0, isSuperclass: superclasses.contains($0 + content.members.count)) }
    }

    /// Down from a node to its two branches, and on to the right.
    private func branch(of merge: Int) -> [OverlayItem] {
        let (left, right) = (content.merges[merge].left, content.merges[merge].right)
        guard let node = layout.nodes[merge + content.members.count], let upper = layout.nodes[left],
            let lower = layout.nodes[right]
        else { return [] }
        return [upper, lower].map {
            pen.line([Point(node.x, node.y), Point(node.x, $0.y), $0], theme.ink3, width: 1.2)
        }
    }

    private func knot(of merge: Int, isSuperclass: Bool) -> [OverlayItem] {
        let id = merge + content.members.count
        guard let node = layout.nodes[id] else { return [] }
        let square = Rectangle(origin: (node - 5).rounded(.toNearestOrAwayFromZero), size: Point(10, 10))
        var items: [OverlayItem] = [
            .box(
                Box(
                    square, fill: isSuperclass ? theme.ink : theme.raised, border: theme.ink, borderWidth: 1.2
                ))
        ]
        let isHovered = hovered == .node(id)
        if isSuperclass || id == content.root || isHovered {
            items.append(
                pen.text(
                    NumberFormat.decimal(content.merges[merge].similarity, places: 2),
                    Point(node.x - 8, node.y - 8), size: TypeSize.remark,
                    color: isHovered ? theme.signal : theme.ink2, alignment: .right, halo: theme.raised))
        }
        return items + (isHovered ? pen.ring(square) : [])
    }

    private var cut: [OverlayItem] {
        guard content.merges.count > 1 else { return [] }
        let x = layout.x(of: content.cut)
        let ends = layout.cutHeights
        let isHovered = hovered == .cut
        return [
            pen.line(
                [Point(x, ends.lowerBound), Point(x, ends.upperBound)], isHovered ? theme.signal : theme.ink2,
                width: isHovered ? 2 : 1.2, dashes: [4, 4])
        ]
    }

    // MARK: Rows

    private var rows: [OverlayItem] {
        layout.rows.flatMap { row in
            row.node < content.members.count ? member(row) : folded(row)
        }
    }

    private func member(_ row: HierarchyLayout.Row) -> [OverlayItem] {
        let member = content.members[row.node]
        let y = row.place.center.y
        let isHovered = hovered == .node(row.node)
        let isSelected = !selected.isEmpty && member.samples.contains { selected.contains($0) }
        let room = (layout.picturesX ?? layout.area.maxX) - layout.nameX - 26
        let named = pen.text(
            name(of: member.classIndex), Point(layout.nameX + 16, y + 4.5), width: room,
            size: TypeSize.body, weight: isSelected ? .bold : .semibold,
            color: isHovered ? theme.signal : theme.ink)
        return pen.mark(member.classIndex, Point(layout.nameX + 4, y)) + [named]
            + member.subclasses.indices.flatMap { subclass(row, member, $0) }
    }

    private func folded(_ row: HierarchyLayout.Row) -> [OverlayItem] {
        let leaves = content.leaves(of: row.node)
        let names = leaves.map { name(of: content.members[$0].classIndex) }
        let words = "\(NumberFormat.count(leaves.count)) classes: " + names.joined(separator: ", ")
        let isHovered = hovered == .node(row.node)
        return [
            pen.text(
                words, Point(layout.nameX + 4, row.place.center.y + 4.5),
                width: layout.area.maxX - layout.nameX - 8, size: TypeSize.body,
                color: isHovered ? theme.signal : theme.ink)
        ]
    }

    /// Two pictures of a kind, and a line whose length is its share of the class.
    private func subclass(
        _ row: HierarchyLayout.Row, _ member: HierarchyContent.Member, _ index: Int
    ) -> [OverlayItem] {
        guard let place = layout.subclass(row: row, index: index) else { return [] }
        let samples = member.subclasses[index]
        let side = layout.pictureSide
        var items: [OverlayItem] = []
        for (position, sample) in samples.prefix(HierarchyLayout.pictureCount).enumerated() {
            let square = Rectangle(
                x: place.minX + Float(position) * (side + 1), y: place.minY, width: side, height: side)
            items += picture(sample, square)
        }
        let share = Float(samples.count) / Float(max(member.samples.count, 1))
        items.append(
            pen.fill(
                Rectangle(x: place.minX, y: place.minY + side + 2, width: place.width * share, height: 2.5),
                pen.color(ofClass: member.classIndex)))
        if hovered == .subclass(member: row.node, index: index) { items += pen.ring(place) }
        return items
    }

    private func picture(_ sample: Int, _ square: Rectangle) -> [OverlayItem] {
        let picture: OverlayItem =
            thumbnail(sample).map { .image($0, square, opacity: 1) } ?? pen.fill(square, theme.surface)
        if sample == pointed { return [picture, pen.outline(square, theme.signal, width: 2)] }
        return selected.contains(sample) ? [picture, pen.outline(square, theme.ink, width: 1.5)] : [picture]
    }

    private func name(of index: Int) -> String {
        classNames.indices.contains(index) ? classNames[index] : "no class"
    }
}
