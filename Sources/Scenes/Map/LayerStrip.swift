import Rendering

/// The layers of a network in a row, a tile each, the network's way from left to right: pure geometry.
///
/// What a tile shows comes from outside, as an image. Where there are more tiles than fit, the row is scrolled.
struct LayerStrip: Sendable, Equatable {
    /// Where the tiles are seen.
    let area: Rectangle
    /// The tiles, from left to right; those beyond the area too.
    let tiles: [Rectangle]
    /// How far the row can be scrolled, in points.
    let longestScroll: Float
    /// From a tile to the next.
    let pitch: Float

    static let largestTile: Float = 64
    static let smallestTile: Float = 30
    private static let smallestPitch: Float = 40
    private static let largestPitch: Float = 112

    /// `count` tiles from `left` to `right`, their upper edges at `top`, scrolled by `scroll` points.
    init(count: Int, left: Float, right: Float, top: Float, scroll: Float = 0) {
        let width = right - left
        let gaps = Float(max(count - 1, 1))
        let tile = min(max(width / Float(max(count, 1)) - 16, Self.smallestTile), Self.largestTile).rounded(
            .down)
        let even = (width - tile) / gaps
        let pitch = min(max(even, Self.smallestPitch), Self.largestPitch)
        self.pitch = pitch
        longestScroll = max(gaps * pitch + tile - width, 0)
        let start = left - min(max(scroll, 0), longestScroll)
        area = Rectangle(x: left - 4, y: top - 24, width: width + 8, height: tile + 28)
        tiles = (0..<count).map {
            Rectangle(x: (start + Float($0) * pitch).rounded(), y: top, width: tile, height: tile)
        }
    }

    /// The scroll that brings a tile into view, the least change from `scroll`.
    func scroll(showing index: Int, from scroll: Float) -> Float {
        guard tiles.indices.contains(index), longestScroll > 0 else { return 0 }
        let (tile, margin) = (tiles[index], pitch)
        if tile.minX < area.minX + margin { return max(scroll - (area.minX + margin - tile.minX), 0) }
        if tile.maxX > area.maxX - margin {
            return min(scroll + tile.maxX - area.maxX + margin, longestScroll)
        }
        return scroll
    }

    /// The tile at a place, with the name above it.
    func tile(at place: Point) -> Int? {
        guard area.contains(place) else { return nil }
        return tiles.firstIndex {
            Rectangle(x: $0.minX - 3, y: area.minY, width: $0.width + 6, height: area.height).contains(place)
        }
    }
}

/// Draws a strip of layers.
struct LayerStripPainter {
    /// A layer of the strip.
    struct Tile: Sendable {
        /// What the layer is called.
        var name: String
        /// What stands for it; nil: nothing yet.
        var image: DisplayImage?
    }

    let strip: LayerStrip
    let tiles: [Tile]
    /// The layer that is shown below, by its place in the strip.
    var current: Int?
    /// The tile under the pointer.
    var hovered: Int?
    let theme: Theme
    let fonts: TextMeasure

    /// All of it.
    func items() -> [OverlayItem] {
        let pairs = Array(zip(tiles, strip.tiles).enumerated())
        return [.beginClip(strip.area)] + arrows + pairs.flatMap { tile($0, $1.0, $1.1) } + names + [.endClip]
    }

    private func tile(_ index: Int, _ tile: Tile, _ place: Rectangle) -> [OverlayItem] {
        guard place.intersects(strip.area) else { return [] }
        var items: [OverlayItem] = [.box(Box(place, fill: theme.line.opacity(0.5)))]
        if let image = tile.image { items.append(.image(image, place, opacity: 1)) }
        if index == current {
            items.append(.box(Box(place.inset(by: -4), border: theme.ink, borderWidth: 3)))
        } else if index == hovered {
            items.append(.box(Box(place.inset(by: -3), border: theme.signal, borderWidth: 2)))
        } else {
            items.append(.box(Box(place.inset(by: -1), border: theme.line)))
        }
        return items
    }

    /// Between neighbours.
    private var arrows: [OverlayItem] {
        zip(strip.tiles, strip.tiles.dropFirst()).compactMap { left, right in
            guard right.minX - left.maxX >= 8 else { return nil }
            let middle = Point((left.maxX + right.minX) / 2, left.center.y)
            let corners = [middle + Point(-2.5, -3.5), middle + Point(3, 0), middle + Point(-2.5, 3.5)]
            return .polygon(corners, theme.ink3)
        }
    }

    /// The current and the hovered name first, then from left to right what has room.
    private var names: [OverlayItem] {
        var taken: [Rectangle] = []
        let order =
            [hovered, current].compactMap(\.self) + tiles.indices.filter { $0 != hovered && $0 != current }
        return order.compactMap { index in
            guard strip.tiles.indices.contains(index), tiles.indices.contains(index) else { return nil }
            let weight = index == current ? FontWeight.bold : .semibold
            let isNamed = index == hovered || index == current
            let room = isNamed ? 180 : strip.pitch - 6
            let words = fonts.truncated(tiles[index].name, to: room, size: TypeSize.label, weight: weight)
            let width = fonts.width(of: words, size: TypeSize.label, weight: weight)
            let tile = strip.tiles[index]
            let x = min(max(tile.minX, strip.area.minX), max(strip.area.maxX - width, strip.area.minX))
            let place = Rectangle(x: x - 4, y: tile.minY - 22, width: width + 8, height: 18)
            guard words.count > 1, tile.intersects(strip.area),
                !taken.contains(where: { $0.intersects(place) })
            else { return nil }
            taken.append(place)
            return .text(
                TextRun(
                    words, at: Point(x, tile.minY - 9), size: TypeSize.label, weight: weight,
                    color: index == current ? theme.ink : theme.ink2))
        }
    }
}
