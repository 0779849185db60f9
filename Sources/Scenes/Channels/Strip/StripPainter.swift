import Rendering

/// Draws the graph strip: edges, tiles of class similarities, names, and the part of it that is seen.
@MainActor struct StripPainter {
    let content: ChannelsContent
    let layout: StripLayout
    let view: StripView
    let area: Rectangle
    let pen: Pen
    /// The node under the pointer.
    let hovered: Int?
    let images: StripImages
    /// What is shown of the input.
    let inputPicture: DisplayImage?

    private var theme: Theme { pen.theme }
    private var openLayers: [Int] { content.cards.map(\.layer) }

    /// All of it.
    var items: [OverlayItem] {
        [.beginClip(area)] + edges + tiles + names + [.endClip] + minimap
    }

    /// Where a node's tile stands on the stage.
    func place(of node: Int) -> Rectangle { view.place(layout.tiles[node], in: area) }

    /// The node at a place of the stage; tiny tiles reach a little beyond their edges.
    func node(at place: Point) -> Int? {
        guard area.contains(place) else { return nil }
        let reach = max(0, (16 - layout.tileSide * view.zoom) / 2)
        let found = layout.tiles.indices.filter { self.place(of: $0).inset(by: -reach).contains(place) }
        return found.min {
            length(self.place(of: $0).center - place) < length(self.place(of: $1).center - place)
        }
    }

    private func length(_ vector: Point) -> Float { (vector * vector).sum().squareRoot() }

    // MARK: Edges

    private var edges: [OverlayItem] {
        let visible = view.visible(in: area)
        let hasArrows = (layout.pitch - layout.tileSide) * view.zoom >= 14
        return layout.edges.flatMap { points -> [OverlayItem] in
            guard let first = points.first, let last = points.last, last.x >= visible.lowerBound,
                first.x <= visible.upperBound
            else { return [] }
            var line = points.map { view.place($0, in: area) }
            let end = line[line.count - 1]
            guard hasArrows else { return [pen.line(line, theme.line2)] }
            line[line.count - 1].x -= 5
            return [
                pen.line(line, theme.line2, width: 1.2),
                .polygon([end, end + Point(-7, -4), end + Point(-7, 4)], theme.ink3),
            ]
        }
    }

    // MARK: Tiles

    private var tiles: [OverlayItem] {
        content.layers.indices.flatMap { node -> [OverlayItem] in
            let place = place(of: node)
            guard place.intersects(area) else { return [] }
            return picture(of: node, place) + frame(of: node, place)
        }
    }

    private func picture(of node: Int, _ place: Rectangle) -> [OverlayItem] {
        if node == 0, let inputPicture { return [.image(inputPicture, place, opacity: 1)] }
        guard let tile = content.layers[node].tile,
            let image = images.image(of: tile, bound: content.tileBound)
        else { return [pen.fill(place, theme.surface)] }
        return [.image(image, place, opacity: 1)]
    }

    private func frame(of node: Int, _ place: Rectangle) -> [OverlayItem] {
        if openLayers.contains(content.layers[node].id) {
            return [pen.outline(place.inset(by: -3), theme.ink, width: 3)]
        }
        if node == hovered { return [pen.outline(place.inset(by: -2), theme.signal, width: 2)] }
        return [pen.outline(place, theme.line2)]
    }

    // MARK: Names

    /// What is written above the tiles: first what is pointed at and open, then where branches meet, then as many of
    /// the others as have room.
    private var names: [OverlayItem] {
        let side = layout.tileSide * view.zoom
        let namesAll =
            layout.columnCount <= StripLayout.mostNamedColumns || side >= 52 || layout.pitch * view.zoom >= 84
        let important = content.layers.indices.filter { openLayers.contains(content.layers[$0].id) }
            .sorted { content.layers[$0].name.count < content.layers[$1].name.count }
        let ends = [0, content.layers.count - 1]
        let order =
            [hovered].compactMap(\.self) + important + ends
            + layout.branchPoints.sorted() + (namesAll ? Array(content.layers.indices) : [])
        let places = content.layers.indices.map { place(of: $0) }
        var taken: [Rectangle] = []
        var named: Set<Int> = []
        return order.compactMap { node -> OverlayItem? in
            guard content.layers.indices.contains(node), places[node].intersects(area),
                named.insert(node).inserted
            else { return nil }
            let isCertain = node == hovered || important.contains(node)
            let tiles = places.indices.filter { $0 != node }.map { places[$0] }
            let names = names(of: node)
            let free = names.filter { name in !taken.contains { $0.intersects(name.place) } }
            let fitting = free.first { name in !tiles.contains { $0.intersects(name.place) } }
            guard let name = fitting ?? (isCertain ? free.first : nil), name.words.count > 2 else {
                return nil
            }
            taken.append(name.place)
            return pen.text(
                name.words, Point(name.place.minX, name.place.maxY - 4), weight: .semibold,
                color: node == hovered ? theme.signal : theme.ink2, halo: theme.paper)
        }
    }

    /// A node's name above its tile, the best first: from its left edge, to its right edge, and shortened.
    private func names(of node: Int) -> [(words: String, place: Rectangle)] {
        let tile = place(of: node)
        let whole = content.layers[node].name
        let short = pen.fonts.truncated(
            whole, to: layout.pitch * view.zoom - 6, size: TypeSize.label, weight: .semibold)
        return [(whole, false), (whole, true), (short, false)].map { words, isAtRight in
            let width = pen.fonts.width(of: words, size: TypeSize.label, weight: .semibold)
            let wanted = isAtRight ? tile.maxX - width : tile.minX
            let left = min(max(wanted, area.minX), area.maxX - width)
            return (words, Rectangle(x: left, y: tile.minY - 22, width: width, height: 18))
        }
    }

    // MARK: Minimap

    /// Where the small picture of the whole strip stands; nil where all of it is seen.
    var minimapPlace: Rectangle? {
        guard !view.showsAll(layout, in: area) else { return nil }
        let width = min(area.width * 0.3, 220)
        return Rectangle(x: area.maxX - width, y: area.maxY + 2, width: width, height: 24)
    }

    private var minimap: [OverlayItem] {
        guard let place = minimapPlace else { return [] }
        let scale = (place.width - 8) / max(layout.width, 1)
        let tall = max(layout.heights.upperBound - layout.heights.lowerBound, 1)
        let dots = content.layers.indices.map { node -> OverlayItem in
            let center = layout.tiles[node].center
            let y = (center.y - layout.heights.lowerBound) / tall
            let at = Point(place.minX + 4 + center.x * scale, place.minY + 4 + y * (place.height - 8))
            let isOpen = openLayers.contains(content.layers[node].id)
            let side: Float = isOpen ? 5 : min(max(layout.tileSide * scale, 1.5), 4)
            return pen.fill(
                Rectangle(origin: at - side / 2, size: Point(side, side)), isOpen ? theme.ink : theme.ink3)
        }
        let seen = view.visible(in: area)
        let left = max(place.minX + 4 + seen.lowerBound * scale, place.minX)
        let right = min(place.minX + 4 + seen.upperBound * scale, place.maxX)
        let window = Rectangle(x: left, y: place.minY, width: max(right - left, 6), height: place.height)
        return [.box(Box(place, fill: theme.raised, border: theme.line2))] + dots + [
            pen.outline(window, theme.ink, width: 2)
        ]
    }

    /// The place of the layout under a point of the small picture.
    func layoutX(atMinimap x: Float) -> Float? {
        minimapPlace.map { (x - $0.minX - 4) * layout.width / max($0.width - 8, 1) }
    }
}

/// The pictures of the tiles, made when they are first seen.
@MainActor final class StripImages {
    private var images: [UInt64: (bound: Float, image: DisplayImage)] = [:]

    /// The picture of a tile whose colours reach from 0 to `bound`.
    func image(of tile: LayerTile, bound: Float) -> DisplayImage? {
        guard !tile.classes.isEmpty else { return nil }
        if let made = images[tile.number], made.bound == bound { return made.image }
        if images.count > 1000 { images = [:] }
        let image = DisplayImage(
            map: tile.values, width: tile.classes.count, height: tile.classes.count, colorMap: .viridis,
            range: 0...bound)
        images[tile.number] = (bound, image)
        return image
    }
}
