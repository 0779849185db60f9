import Inference
import Rendering

/// Where everything stands on the card that explains a number.
struct ExplanationLayout: Sendable {
    /// Numbers in rows and columns.
    struct Grid: Sendable {
        /// All of it.
        var place: Rectangle
        /// Cells side by side, and below each other.
        var columns: Int, rows: Int

        /// Whether a cell is large enough for its number.
        var hasNumbers: Bool { cellSize.x >= 29 && cellSize.y >= 15 }
        /// The size of a cell.
        var cellSize: Point { place.size / Point(Float(columns), Float(rows)) }

        /// The place of a cell, counted row by row.
        func cell(_ index: Int) -> Rectangle {
            Rectangle(
                origin: place.origin + cellSize * Point(Float(index % columns), Float(index / columns)),
                size: cellSize)
        }

        /// The cell at a stage place.
        func cell(at point: Point) -> Int? {
            guard place.contains(point) else { return nil }
            let cell = (point - place.origin) / cellSize
            return min(rows - 1, Int(cell.y)) * columns + min(columns - 1, Int(cell.x))
        }
    }

    /// What one input map gives.
    struct Row: Sendable {
        /// The part of the sum.
        var part: Int
        /// The row's whole place.
        var place: Rectangle
        /// The map that the input is the mean of.
        var thumbnail: Rectangle?
        /// The values.
        var patch: Grid
        /// The weights.
        var kernel: Grid
    }

    /// A number by itself: a branch, or where the value is handed on from.
    struct Line: Sendable {
        /// Its place.
        var place: Rectangle
        /// What it is.
        var value: ValuePlace
        /// The number.
        var number: Float
    }

    /// What is explained.
    let explained: ExplainedContent
    /// The card.
    let card: Rectangle
    /// The strongest parts of a sum.
    private(set) var rows: [Row] = []
    /// The bars of all parts.
    private(set) var bars: Rectangle?
    /// A pool's window.
    private(set) var window: Grid?
    /// Numbers by themselves.
    private(set) var lines: [Line] = []
    /// The baseline of the last line.
    let footTop: Float
    /// The way back to the number before; nil where this is the first one.
    let back: Rectangle?

    private static let padding: Float = 16
    private static let label: Float = 58
    private static let numberRoom: Float = 58

    /// The places on a card.
    init(_ explained: ExplainedContent, card: Rectangle) {
        self.explained = explained
        self.card = card
        let isLong = explained.explanation.steps.count > 1
        footTop = card.maxY - (isLong ? 64 : 42)
        back =
            explained.depth > 1
            ? Rectangle(x: card.maxX - 16 - 58, y: card.minY + 12, width: 58, height: 26) : nil
        switch explained.explanation.origin {
        case .weighted(let sum): place(sum)
        case .pooled(let pool): place(pool)
        case .combined(let combined): lines = combined.terms.enumerated().map { line($0, $1.place, $1.value) }
        case .handedOn(let place, let number): lines = [line(0, place, number)]
        case .input, .unexplained: break
        }
    }

    /// Between head and foot.
    private var body: Rectangle {
        let top = card.minY + 62
        return Rectangle(
            x: card.minX + Self.padding, y: top, width: card.width - 2 * Self.padding,
            height: max(20, footTop - 12 - top))
    }

    private func line(_ index: Int, _ value: ValuePlace, _ number: Float) -> Line {
        Line(
            place: Rectangle(x: body.minX, y: body.minY + Float(index) * 34, width: body.width, height: 30),
            value: value, number: number)
    }

    private mutating func place(_ sum: WeightedSum) {
        let (height, width) = (Float(sum.rows.count), Float(sum.columns.count))
        let gap: Float = 10
        let smallest: Float = explained.thumbnails.isEmpty ? 26 : 44
        let wanted = sum.rows.count > 1 ? 3 : ExplainedContent.mostParts
        let fitting = max(1, Int((body.height + gap) / (smallest + gap)))
        let count = min(wanted, fitting, sum.parts.count)
        guard count > 0 else { return }
        let label = Self.label + (explained.thumbnails.isEmpty ? 0 : 52)
        let room = (body.height + gap) / Float(count) - gap
        let across = (body.width - label - Self.numberRoom - 30 - 72) / 2
        var cell = Point(min(34, across / width), min(27, room / height))
        if cell.x < 29 || cell.y < 15 { cell = Point(repeating: min(cell.x, cell.y)) }
        let size = cell * Point(width, height)
        let pitch = max(size.y, smallest) + gap
        for (index, part) in explained.strongest.prefix(count).enumerated() {
            let y = body.minY + Float(index) * pitch
            let patch = Rectangle(x: body.minX + label, y: y, width: size.x, height: size.y)
            let kernel = Rectangle(x: patch.maxX + 22, y: y, width: size.x, height: size.y)
            func grid(_ place: Rectangle) -> Grid {
                Grid(place: place, columns: sum.columns.count, rows: sum.rows.count)
            }
            rows.append(
                Row(
                    part: part,
                    place: Rectangle(
                        x: body.minX, y: y, width: kernel.maxX + 8 + Self.numberRoom - body.minX,
                        height: pitch - gap),
                    thumbnail: explained.thumbnails[part].map { _ in
                        Rectangle(x: body.minX + Self.label, y: y, width: 44, height: 44)
                    }, patch: grid(patch), kernel: grid(kernel)))
        }
        let left = max((rows.first?.place.maxX ?? body.minX) + 8, body.maxX - 170)
        bars = Rectangle(x: left, y: body.minY + 6, width: body.maxX - left, height: body.height - 6)
    }

    private mutating func place(_ pool: PooledWindow) {
        let (height, width) = (Float(pool.rows.count), Float(pool.columns.count))
        var cell = Point(min(44, (body.width - 150) / width), min(34, body.height / height))
        if cell.x < 29 || cell.y < 15 { cell = Point(repeating: min(cell.x, cell.y)) }
        window = Grid(
            place: Rectangle(origin: body.origin, size: cell * Point(width, height)),
            columns: pool.columns.count, rows: pool.rows.count)
    }

    // MARK: What can be stepped into

    /// What is at a stage place; nil beside the card.
    func hover(at point: Point) -> ExplainedHover? {
        guard card.contains(point) else { return nil }
        if back?.contains(point) == true { return .back }
        switch explained.explanation.origin {
        case .weighted(let sum):
            guard let row = rows.first(where: { $0.place.contains(point) }) else { break }
            let cell = row.patch.cell(at: point) ?? row.kernel.cell(at: point)
            let isOnPatch = row.patch.cell(at: point) != nil
            if let cell {
                guard let place = sum.place(part: row.part, cell: cell) else { break }
                return .place(place, (isOnPatch ? row.patch : row.kernel).cell(cell))
            }
            return target(row, sum).map { .place($0, row.place.inset(by: -3)) }
        case .pooled(let pool):
            guard let window, let cell = window.cell(at: point), let place = pool.place(cell: cell) else {
                break
            }
            return .place(place, window.cell(cell))
        default:
            if let line = lines.first(where: { $0.place.contains(point) }) {
                return .place(line.value, line.place)
            }
        }
        return .card
    }

    /// The number of a row that gives most.
    private func target(_ row: Row, _ sum: WeightedSum) -> ValuePlace? {
        sum.strongestCell(ofPart: row.part).flatMap { sum.place(part: row.part, cell: $0) }
    }

    /// What the arrows go through: the rows' strongest numbers, the winner, the branches.
    var targets: [(value: ValuePlace, place: Rectangle)] {
        switch explained.explanation.origin {
        case .weighted(let sum):
            return rows.compactMap { row in target(row, sum).map { ($0, row.place.inset(by: -4)) } }
        case .pooled(let pool):
            let cell = pool.winner ?? 0
            guard let place = pool.place(cell: cell), let window else { return [] }
            return [(place, window.cell(cell).inset(by: -4))]
        default: return lines.map { ($0.value, $0.place) }
        }
    }
}

extension NetworkFrame {
    /// The card that explains a number; nil where none is shown.
    var explanation: ExplanationLayout? {
        guard let explained = content.explained, content.planes == nil else { return nil }
        if let fanOut {
            return fan > 0.9 ? fanOut.explanation.map { ExplanationLayout(explained, card: $0) } : nil
        }
        guard fan < 0.1 else { return nil }
        let size = stage.size
        let card = Point(min(560, size.x - 48), min(400, size.y - 240))
        let left = max(24, regions.top.minX - 24 - card.x)
        let origin = Point(left, max(104, (size.y - card.y) / 2))
        return ExplanationLayout(explained, card: Rectangle(origin: origin, size: card))
    }
}
