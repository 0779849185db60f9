import Rendering
import Workbench

/// What is written at the columns of one frame: decided for all of them together, so that neighbours look alike.
@MainActor struct LabelPlan {
    /// Where the words of a block begin: the left end of its bar's lower edge.
    struct Anchor {
        /// In stage points.
        var place: Point
        /// The bar's width.
        var width: Float
        /// How far it is to the next column's words.
        var room: Float
    }

    private enum NameLength { case whole, part, short }

    /// Between entropy and share.
    static let gap: Float = 4

    /// Whether shares are written, not only drawn as bars.
    private(set) var showsShares = true
    /// Whether entropies are written.
    private(set) var showsEntropies = true
    /// Whether numbers of maps are written.
    private(set) var showsCounts = true
    private var anchors: [Int: [Int: Anchor]] = [:]
    private var length = NameLength.whole
    /// The columns whose names are too long even without their block.
    private var shortened: Set<Int> = []
    /// The names of blocks, by the layer above which they stand.
    private(set) var captions: [Int: String] = [:]
    private let content: NetworkContent

    /// The plan for a frame; `details` says how much room a column has, nil for those that show everything.
    init(frame: NetworkFrame, details: (Int) -> LabelDetail?) {
        content = frame.content
        placeAnchors(frame, details)
        shareRoom(frame)
        let plain = columns.filter { details($0) != nil && details($0) != LabelDetail.none }
        decide(frame, plain, details)
    }

    /// The layers with words, by `id`.
    var columns: [Int] { anchors.keys.sorted() }

    /// The anchor of a column's first block.
    func first(_ id: Int) -> Anchor? { anchors[id]?.min { $0.key < $1.key }?.value }

    /// The anchors of a column, from top to bottom.
    func rows(_ id: Int) -> [(row: Int, anchor: Anchor)] {
        (anchors[id] ?? [:]).sorted { $0.key < $1.key }.map { (row: $0.key, anchor: $0.value) }
    }

    /// The name that fits all columns alike; names of blocks stand above.
    func name(of id: Int) -> String {
        let title = content.title(of: id)
        switch length {
        case .whole: return title.name
        case .part: return title.part
        case .short: return shortened.contains(id) ? title.short : title.part
        }
    }

    /// What stands beside a block's entropy: its share in words, or, for an audience, the number of its maps.
    static func remark(on cluster: ClusterAnalysis, _ content: NetworkContent) -> String {
        if content.settings.isPresenting { return NumberFormat.count(cluster.maps.count, "map") }
        return cluster.explainedVariance.map(NumberFormat.share) ?? "one value"
    }

    // MARK: Where

    /// By layer and row. In Plate the columns of a row share one line, above the deepest of them.
    private mutating func placeAnchors(_ frame: NetworkFrame, _ details: (Int) -> LabelDetail?) {
        var line: [Int: Float] = [:]
        for layer in content.layers where layer.kind == .convolution {
            let column = frame.arrangement.columns[layer.id]
            if details(layer.id) == LabelDetail.none { continue }
            for (row, block) in column.blocks.enumerated() where block.isVisible {
                let top = [0, 1, 4, 5].map { frame.project(block.corners[$0]) }
                let highest = top.map(\.y).min() ?? 0
                if !column.sharesRank { line[row] = min(line[row] ?? highest, highest) }
                let offset = block.depth > 20 ? max(0, top[3].x - top[1].x) / 2 * frame.turn : 0
                anchors[layer.id, default: [:]][row] = Anchor(
                    place: Point(top[0].x + offset, highest), width: top[1].x - top[0].x, room: 400)
            }
        }
        guard frame.fan < 0.5 else { return }
        for (id, rows) in anchors where !frame.arrangement.columns[id].sharesRank {
            for (row, anchor) in rows {
                let shared = line[row] ?? anchor.place.y
                anchors[id]?[row]?.place.y += (shared - anchor.place.y) * (1 - frame.turn)
            }
        }
    }

    /// Bars are as wide as their words like, but never reach the next column.
    private mutating func shareRoom(_ frame: NetworkFrame) {
        let strips = content.layers.filter { $0.kind == .dense && frame.fan < 0.5 }.compactMap {
            frame.arrangement.columns[$0.id].blocks.first.map { frame.project($0.origin).x }
        }
        let lefts = (anchors.values.compactMap { $0.values.map(\.place.x).min() } + strips).sorted()
        for (id, rows) in anchors {
            for (row, anchor) in rows {
                let next = lefts.first { $0 > anchor.place.x + 12 } ?? anchor.place.x + 400
                let room = next - anchor.place.x - 7
                let wanted = max(anchor.width, min(76, anchor.width + 24))
                anchors[id]?[row]?.room = room
                anchors[id]?[row]?.width = max(min(anchor.width, room), min(wanted, room))
            }
        }
    }

    // MARK: What

    private mutating func decide(_ frame: NetworkFrame, _ plain: [Int], _ details: (Int) -> LabelDetail?) {
        decideNames(frame, plain)
        var (shareCount, crowdedCount) = (0, 0)
        for id in plain where details(id) ?? .none >= .medium {
            for (row, anchor) in rows(id) {
                let clusters = content.clusters(of: id)
                guard clusters.indices.contains(row) else { continue }
                let entropy = frame.width(
                    NumberFormat.entropy(clusters[row].meanEntropy), TypeSize.body, .semibold)
                let share = frame.width(Self.remark(on: clusters[row], content), TypeSize.label)
                if entropy > anchor.room { showsEntropies = false }
                shareCount += 1
                if entropy + Self.gap + share > anchor.width { crowdedCount += 1 }
            }
            let count = NumberFormat.count(content.layers[id].mapCount, "map")
            if details(id) == .full, frame.width(count, TypeSize.label) > first(id)?.room ?? 0 {
                showsCounts = false
            }
        }
        // A few that are crowded out go alone; where it is many, all go.
        showsShares = crowdedCount * 8 <= shareCount
    }

    private mutating func decideNames(_ frame: NetworkFrame, _ plain: [Int]) {
        let titles = plain.map { (id: $0, title: content.title(of: $0)) }
        func isTooLong(_ id: Int, _ name: String) -> Bool {
            frame.width(name, TypeSize.body, .semibold) > first(id)?.room ?? 0
        }
        guard titles.contains(where: { isTooLong($0.id, $0.title.name) }) else { return }
        let long = titles.filter { isTooLong($0.id, $0.title.part) }.map(\.id)
        length = long.isEmpty ? .part : .short
        // A chain without blocks is named alike throughout, in blocks every word is written alike.
        let words = Set(titles.filter { long.contains($0.id) }.map(\.title.word))
        let alike = titles.filter { !content.hasBlocks || words.contains($0.title.word) }
        shortened = Set(alike.map(\.id))
        for members in Dictionary(grouping: titles, by: \.title.block).values {
            let leftmost = members.min { left, right in
                let (a, b) = (first(left.id)?.place ?? Point(), first(right.id)?.place ?? Point())
                return (a.x, a.y) < (b.x, b.y)
            }
            guard let leftmost, !leftmost.title.block.isEmpty else { continue }
            captions[leftmost.id] = leftmost.title.block
        }
    }
}
