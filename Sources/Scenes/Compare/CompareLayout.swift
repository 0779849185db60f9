import Rendering
import Workbench

/// Where the parts of the Compare scene lie, in stage points: rows of pictures, the maps that moved most beside them,
/// and the strip of layers below.
struct CompareLayout: Sendable, Equatable {
    /// What it depends on.
    struct Request: Sendable, Equatable {
        /// The stage's extent.
        var size: Point
        /// Rows of pictures, and pictures in each.
        var rowCount = 3
        var cellCount = 3
        /// The height of a picture by its width, where it is lower than wide.
        var aspect: Float = 1
        /// Whether the pictures are a table of several variants, without maps beside it.
        var isTable = false
        /// Maps that can stand beside the rows; 0 for a dense layer.
        var mapCount = 0
        /// Whether all of them do, or those that moved most.
        var showsAllMaps = false
        /// How far rows and maps are scrolled.
        var rowScroll: Float = 0
        var tileScroll: Float = 0
    }

    /// A row of pictures.
    struct Row: Sendable, Equatable {
        /// Which one.
        var index: Int
        /// Places for its pictures, as wide as they are high or wider.
        var cells: [Rectangle]
    }

    static let margin: Float = 24
    static let labelWidth: Float = 106
    static let gap: Float = 18
    static let tileGap: Float = 8
    static let tileDistance: Float = 23

    /// The whole stage.
    let size: Point
    /// The baseline of the names above the columns.
    let headBaseline: Float
    /// What the rows may fill, and the rows that are at least partly in it.
    let rowsArea: Rectangle
    private(set) var rows: [Row] = []
    /// How far the rows can be scrolled.
    private(set) var longestRowScroll: Float = 0
    /// What the maps beside them may fill; nil where there are none.
    private(set) var tilesArea: Rectangle?
    private(set) var tiles: [Row] = []
    /// Maps that are shown at a time, or all.
    private(set) var tileCount = 0
    private(set) var longestTileScroll: Float = 0
    /// The button that shows all maps, or those that moved most.
    private(set) var toggle: Rectangle?
    /// The baseline of the key.
    let keyBaseline: Float
    /// The line above the strip.
    let separator: Float
    /// The bars of the strip: their lower edge is the zero.
    let bars: Rectangle
    /// Pictures that are open large, and the button that closes them.
    let large: [Rectangle]
    let close: Rectangle

    /// The layout of a stage.
    init(_ request: Request) {
        size = request.size
        let strip = min(max((size.y * 0.315).rounded(), 150), 288)
        separator = size.y - strip
        keyBaseline = separator - 36
        headBaseline = 76
        let top: Float = request.isTable ? 108 : 90
        rowsArea = Rectangle(
            x: 0, y: top, width: size.x, height: max(keyBaseline - 22 - top, 40))
        let low = size.y - (strip > 230 ? 96 : 58)
        let barsTop = min(separator + 52, low - 30)
        bars = Rectangle(
            x: 164, y: barsTop, width: max(size.x - 164 - Self.margin, 40), height: low - barsTop)
        close = Rectangle(x: size.x - Self.margin - 32, y: 20, width: 32, height: 32)
        large = Self.largePlaces(size: size, bottom: keyBaseline - 24)
        placeRows(request)
        if !request.isTable, request.mapCount > 0 { placeTiles(request) }
    }

    private static func largePlaces(size: Point, bottom: Float) -> [Rectangle] {
        let top: Float = 90
        let gap: Float = 28
        let side = max(min((size.x - 2 * margin - 2 * gap) / 3, bottom - top - 26), 60).rounded(.down)
        return (0..<3).map {
            Rectangle(x: margin + Float($0) * (side + gap), y: top, width: side, height: side)
        }
    }

    // MARK: Rows

    private mutating func placeRows(_ request: Request) {
        let face = faceSide(request)
        let pitch = rowPitch(request, face: face)
        let height = pitch * Float(request.rowCount)
        longestRowScroll = max(height - rowsArea.height, 0)
        let scroll = min(max(request.rowScroll, 0), longestRowScroll)
        let left = Self.margin + Self.labelWidth
        let distance = face + columnGap(request, face: face)
        rows = (0..<request.rowCount).compactMap { index in
            let y = (rowsArea.minY + Float(index) * pitch - scroll).rounded()
            guard y < rowsArea.maxY, y + pitch > rowsArea.minY else { return nil }
            return Row(
                index: index,
                cells: (0..<request.cellCount).map {
                    Rectangle(
                        x: left + Float($0) * distance, y: y, width: face,
                        height: (face * request.aspect).rounded())
                })
        }
    }

    /// As large as height and width allow, so that all rows are seen at once where that is possible.
    private func faceSide(_ request: Request) -> Float {
        let byHeight = rowsArea.height / Float(max(request.rowCount, 1)) - 30
        let left = Self.margin + Self.labelWidth
        let room = request.isTable ? size.x - left - Self.margin - 96 : size.x / 2 - left
        let byWidth = room / Float(max(request.cellCount, 1)) - Self.gap
        let isAlone = request.isTable || request.mapCount == 0
        let widest: Float = isAlone ? 200 : 128
        // So many rows are scrolled anyway.
        if request.rowCount > 8 { return min(byWidth, 112).rounded(.down) }
        return max(min(byHeight, byWidth, widest), min(64, byWidth)).rounded(.down)
    }

    /// In a table, as wide as it takes to read the names above, where there is room.
    private func columnGap(_ request: Request, face: Float) -> Float {
        guard request.isTable else { return Self.gap }
        let room = size.x - Self.margin - Self.labelWidth - Self.margin - 96
        return min(max(room / Float(max(request.cellCount, 1)) - face, Self.gap), max(150 - face, Self.gap))
            .rounded(.down)
    }

    private func rowPitch(_ request: Request, face: Float) -> Float {
        let even = rowsArea.height / Float(max(request.rowCount, 1))
        let height = face * request.aspect
        return max(min(even, height + 46), height + 28).rounded(.down)
    }

    // MARK: Maps beside the rows

    private mutating func placeTiles(_ request: Request) {
        let left = (rows.first?.cells.last?.maxX ?? Self.margin) + Self.gap + 26
        let room = size.x - Self.margin - left
        guard room >= 170 else { return }
        let area = Rectangle(x: left, y: rowsArea.minY, width: room, height: rowsArea.height)
        tilesArea = area
        let grid = request.showsAllMaps ? Self.wholeGrid(area, request.mapCount) : Self.grid(area, request)
        tileCount = grid.count
        let rowCount = (grid.count + grid.columns - 1) / grid.columns
        let pitch =
            request.showsAllMaps
            ? grid.face + 50 : max(grid.face + 50, min(area.height / Float(rowCount), grid.face + 70))
        longestTileScroll = max(pitch * Float(rowCount) - area.height, 0)
        let scroll =
            request.showsAllMaps ? min(max(request.tileScroll, 0), longestTileScroll) : 0
        let width = 3 * grid.face + 2 * Self.tileGap
        tiles = (0..<grid.count).compactMap { index in
            let x = area.minX + Float(index % grid.columns) * (width + Self.tileDistance)
            let y = (area.minY + 24 + Float(index / grid.columns) * pitch - scroll).rounded()
            guard y - 24 < area.maxY, y + grid.face + 20 > area.minY else { return nil }
            return Row(
                index: index,
                cells: (0..<3).map {
                    Rectangle(
                        x: (x + Float($0) * (grid.face + Self.tileGap)).rounded(), y: y, width: grid.face,
                        height: grid.face)
                })
        }
        toggle = Rectangle(x: size.x - Self.margin - 96, y: 56, width: 96, height: 26)
    }

    private typealias Grid = (columns: Int, count: Int, face: Float)

    /// At most six maps, as many as there is room for at a size that can be read.
    private static func grid(_ area: Rectangle, _ request: Request) -> Grid {
        let wanted = min(6, request.mapCount)
        var best: Grid = (1, 1, 40)
        var bestScore: Float = -1
        for columns in 1...3 {
            for rows in 1...6 {
                let count = min(columns * rows, wanted)
                let wide = width(of: area, columns: columns)
                let face = min(wide, area.height / Float(rows) - 50, 110).rounded(.down)
                guard face >= 40, columns * rows - count < columns else { continue }
                let score = Float(count) * 100 + face - (face < 60 ? 400 : 0)
                if score > bestScore { (best, bestScore) = ((columns, count, face), score) }
            }
        }
        return best
    }

    private static func wholeGrid(_ area: Rectangle, _ count: Int) -> Grid {
        let columns = max(1, Int((area.width + tileDistance) / (3 * 64 + 2 * tileGap + tileDistance)))
        return (columns, count, min(width(of: area, columns: columns), 96).rounded(.down))
    }

    /// The side of a picture where so many maps stand beside each other.
    private static func width(of area: Rectangle, columns: Int) -> Float {
        let tile = (area.width - Float(columns - 1) * tileDistance) / Float(columns)
        return (tile - 2 * tileGap) / 3
    }
}
