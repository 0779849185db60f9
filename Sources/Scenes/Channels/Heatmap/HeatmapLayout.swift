import Rendering
import Samples

/// Where the cells of a heatmap lie: whole points each, a block for every class, and a column for every metric.
struct HeatmapLayout: Sendable, Equatable {
    /// A part that can be pointed at.
    enum Part: Sendable, Hashable {
        /// A cell, by its row and column of cells.
        case cell(row: Int, column: Int)
        /// A channel's metrics, by its row of cells.
        case score(row: Int)
        /// The heading of a metric.
        case head(ChannelOrdering)
        /// The mark above the block of a class.
        case mark(Int)
    }

    /// The pictures of a class.
    struct Block: Sendable, Equatable {
        /// The class; -1: of none.
        var classIndex: Int
        /// Its columns of cells.
        var columns: Range<Int>
        /// Its place.
        var place: Rectangle
    }

    /// The extent of a cell, in whole points.
    let cell: Point
    /// The positions in the order of channels that every row of cells stands for: one, or several in many channels.
    let rows: [Range<Int>]
    /// The pictures that every column of cells stands for.
    let columns: [Range<Int>]
    /// The left edge of every column of cells, from the left edge of `area`.
    let offsets: [Float]
    /// All cells.
    let area: Rectangle
    /// The classes.
    let blocks: [Block]
    /// The columns of the metrics, as `ChannelOrdering.allCases`.
    let metrics: [Rectangle]

    /// For the rows' numbers, left of the cells.
    static let gutter: Float = 32
    /// For marks and headings, above the cells.
    static let head: Float = 40
    /// For the key, below the cells.
    static let foot: Float = 30
    /// Of all metrics with the gap before them.
    static let metricsWidth: Float = 166

    /// The layout of so many channels and of pictures of the given classes in a room.
    init(channelCount: Int, classOf: [Int], in room: Rectangle) {
        let width = Int(max(room.width - Self.gutter - Self.metricsWidth, 8))
        let height = Int(max(room.height - Self.head - Self.foot, 8))
        rows = Self.bins(channelCount, atMost: height)
        let columns = HeatmapColumns(classOf, within: width)
        cell = Point(
            Float(columns.cellWidth), Float(min(max(height / max(channelCount, 1), 1), 24)))
        area = Rectangle(
            x: (room.minX + Self.gutter).rounded(), y: (room.minY + Self.head).rounded(),
            width: columns.width, height: Float(rows.count) * cell.y)
        (self.columns, offsets) = (columns.bins, columns.offsets)
        let area = area
        let cellWidth = cell.x
        blocks = columns.groups.map { group in
            let left = area.minX + columns.offsets[group.bins.lowerBound]
            let right = area.minX + columns.offsets[group.bins.upperBound - 1] + cellWidth
            return Block(
                classIndex: group.classIndex, columns: group.bins,
                place: Rectangle(x: left, y: area.minY, width: right - left, height: area.height))
        }
        metrics = (0..<ChannelOrdering.allCases.count).map { index in
            Rectangle(
                x: area.maxX + 12 + Float(index) * 53, y: area.minY, width: 46, height: area.height)
        }
    }

    /// So many things in at most so many bins, as even as can be.
    static func bins(_ count: Int, atMost limit: Int) -> [Range<Int>] {
        let bins = min(count, max(limit, 1))
        return (0..<bins).map { ($0 * count / bins)..<(($0 + 1) * count / bins) }
    }

    /// The place of a cell.
    func place(row: Int, column: Int) -> Rectangle {
        Rectangle(
            origin: area.origin + Point(offsets[column], Float(row) * cell.y), size: cell)
    }

    /// The place of a row of cells.
    func place(row: Int) -> Rectangle {
        Rectangle(x: area.minX, y: area.minY + Float(row) * cell.y, width: area.width, height: cell.y)
    }

    /// The place of a column of cells.
    func place(column: Int) -> Rectangle {
        Rectangle(x: area.minX + offsets[column], y: area.minY, width: cell.x, height: area.height)
    }

    /// The heading of a metric.
    func head(_ index: Int) -> Rectangle {
        Rectangle(
            x: metrics[index].minX - 4, y: area.minY - Self.head, width: metrics[index].width + 8,
            height: Self.head)
    }

    /// The mark of a class, with some room around it.
    func mark(_ block: Block) -> Rectangle {
        Rectangle(x: block.place.center.x - 9, y: area.minY - 24, width: 18, height: 20)
    }

    /// What is at a place.
    func part(at place: Point) -> Part? {
        if let index = metrics.indices.first(where: { head($0).contains(place) }) {
            return .head(ChannelOrdering.allCases[index])
        }
        let row = Int((place.y - area.minY) / cell.y)
        let isInRows = place.y >= area.minY && row < rows.count
        if isInRows, metrics.contains(where: { $0.contains(place) }) { return .score(row: row) }
        if isInRows, area.contains(place),
            let column = offsets.lastIndex(where: { $0 <= place.x - area.minX }),
            place.x - area.minX < offsets[column] + cell.x
        {
            return .cell(row: row, column: column)
        }
        return blocks.first { mark($0).contains(place) }.map { .mark($0.classIndex) }
    }
}

/// The columns of a heatmap: pictures in blocks of one class, with gaps where there is room.
private struct HeatmapColumns {
    var bins: [Range<Int>] = []
    var offsets: [Float] = []
    var groups: [(classIndex: Int, bins: Range<Int>)] = []
    var cellWidth = 1
    var width: Float = 0

    init(_ classOf: [Int], within available: Int) {
        let count = classOf.count
        let groupCount = Self.runs(classOf).count
        guard count > 0 else { return }
        // Narrower gaps where those make the cells wider; none where there is no room for them.
        func fitting(_ gap: Int) -> Int { min((available - (groupCount - 1) * gap) / count, 6) }
        let widest = [4, 3, 2].max { (fitting($0), $0) < (fitting($1), $1) } ?? 4
        let gap = [widest, 1].first { fitting($0) > 0 } ?? 0
        let all = Self.runs(classOf)
        var x = 0
        cellWidth = max(fitting(gap), 1)
        // More pictures than points: a column stands for several of a class, or of all where classes are too many.
        let runs = groupCount <= available ? all : [0..<count]
        for (index, run) in runs.enumerated() {
            let share = count <= available ? run.count : max(run.count * available / count, 1)
            let made = HeatmapLayout.bins(run.count, atMost: share).map {
                (run.lowerBound + $0.lowerBound)..<(run.lowerBound + $0.upperBound)
            }
            if index > 0 { x += gap }
            let first = bins.count
            for bin in made {
                bins.append(bin)
                offsets.append(Float(x))
                x += cellWidth
            }
            groups.append((classOf[run.lowerBound], first..<bins.count))
        }
        width = Float(x)
    }

    /// Stretches of one class.
    private static func runs(_ classOf: [Int]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for (index, classIndex) in classOf.enumerated() {
            if let last = runs.last, classOf[last.lowerBound] == classIndex {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
            } else {
                runs.append(index..<(index + 1))
            }
        }
        return runs
    }
}
