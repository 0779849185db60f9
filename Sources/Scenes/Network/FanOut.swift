import Rendering

/// The places of a fanned-out block's maps: a card with a grid of them, and the one that is open large.
struct FanOut: Sendable, Equatable {
    /// The layer, by `id`.
    var layer: Int
    /// The block, by its row.
    var cluster: Int
    /// The maps, by ascending entropy.
    var maps: [Int]
    /// The card that holds the grid.
    var card: Rectangle
    /// Cards side by side.
    var columnCount: Int
    /// Rows that are on stage at once.
    var visibleRows: Int
    /// The first row on stage.
    var firstRow: Int
    /// Width and height of a map on its card.
    var mapSize: Point
    /// Where the open map is.
    var openMap: Rectangle
    /// Where the picture with the receptive field is.
    var picture: Rectangle
    /// Where the number under the pin is explained; nil where none is.
    var explanation: Rectangle?
    /// Where the columns that stay on stage end.
    var leftEnd: Float

    /// Between two cards.
    static let gap: Float = 13
    /// Number and entropy below a map.
    static let footer: Float = 26
    /// From the card's border to its maps.
    static let padding: Float = 16

    /// Rows of cards in all.
    var rowCount: Int { (maps.count + columnCount - 1) / max(1, columnCount) }
    /// The last row that can be the first on stage.
    var lastFirstRow: Int { max(0, rowCount - visibleRows) }

    /// The grid for a block's maps on a stage; `ratio` is a map's height by its width.
    init(
        layer: Int, cluster: Int, maps: [Int], ratio: Float, pictureRatio: Float, stageSize: Point,
        firstRow: Int, explains: Bool = false
    ) {
        self.layer = layer
        self.cluster = cluster
        self.maps = maps
        let width = stageSize.x
        leftEnd = max(250, min(width * 0.29, 450))
        let side = Float(90)
        mapSize = ratio > 1 ? Point(side / ratio, side) : Point(side, side * ratio)
        let room = width - leftEnd - 36 - 24
        columnCount = max(2, min(room > 1200 ? 6 : room > 960 ? 4 : 3, max(3, maps.count)))
        let cell = Point(side + Self.gap, side * min(1, ratio) + Self.footer + 8)
        let top: Float = 104
        let possible = max(1, Int((stageSize.y - top - 70 - 2 * Self.padding) / cell.y))
        let rows = (maps.count + columnCount - 1) / columnCount
        visibleRows = max(1, min(rows, possible))
        let cardWidth = Float(columnCount) * cell.x - Self.gap + 2 * Self.padding
        let note: Float = rows > possible ? 30 : maps.count % columnCount == 0 ? 64 : 0
        card = Rectangle(
            x: leftEnd + 36, y: top, width: cardWidth,
            height: Float(visibleRows) * cell.y - 8 + 2 * Self.padding + note)
        self.firstRow = 0
        let right = width - 24 - card.maxX - 28
        let below = min(400, max(276, stageSize.y * 0.43))
        let isBeside = explains || right >= 352 + 76 + 126
        let height = explains ? stageSize.y - 16 - below - 50 - (top + 16) : stageSize.y * 0.56
        // Beside the map stand its legend and the picture with its words.
        let beside = explains ? max(140, right - 76 - 104) : right - 62
        let large = max(60, min(352, right >= 352 + 76 + 126 ? 352 : beside, height))
        let shown = ratio > 1 ? Point(large / ratio, large) : Point(large, large * ratio)
        openMap = Rectangle(origin: Point(card.maxX + 28, top + 16), size: shown)
        let small = explains ? max(56, min(126, right - shown.x - 76, height - 44)) : 126
        let pictureSize =
            pictureRatio > 1 ? Point(small / pictureRatio, small) : Point(small, small * pictureRatio)
        picture = Rectangle(
            origin: isBeside
                ? Point(openMap.maxX + 76, openMap.minY + 24) : Point(openMap.minX, openMap.maxY + 76),
            size: pictureSize)
        if explains {
            let left = max(StageRegions.margin, min(openMap.minX - 14, width - 16 - 440))
            explanation = Rectangle(
                x: left, y: stageSize.y - 16 - below, width: width - 16 - left, height: below)
        }
        self.firstRow = min(max(0, firstRow), lastFirstRow)
    }

    /// The numbers of the maps on stage, with their places.
    var cards: [(map: Int, place: Rectangle)] {
        let first = firstRow * columnCount
        let shown = maps.dropFirst(first).prefix(visibleRows * columnCount)
        return shown.enumerated().map { index, map in (map, place(ofCell: index)) }
    }

    /// The place of a cell, counted from the first one on stage.
    func place(ofCell index: Int) -> Rectangle {
        let pitch = Point(90 + Self.gap, mapSize.y + Self.footer + 8)
        let cell = Point(Float(index % columnCount), Float(index / columnCount))
        return Rectangle(origin: card.origin + Self.padding + pitch * cell, size: mapSize)
    }

    /// The map at a stage place, and where on it, 0...1.
    func card(at place: Point) -> (map: Int, share: Point)? {
        for (map, box) in cards {
            let whole = Rectangle(origin: box.origin, size: box.size + Point(0, Self.footer))
            guard whole.contains(place) else { continue }
            return (map, pointwiseMin((place - box.origin) / box.size, Point(repeating: 0.9999)))
        }
        return nil
    }
}
