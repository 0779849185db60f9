import Rendering
import Workbench

/// Ribbons from the blocks and units of the layers before to the map or class that is looked at: the wider, the more
/// it takes from there; what lowers it is blue and dashed, what raises it orange.
@MainActor struct ConnectionDrawing {
    /// What it is drawn over.
    let frame: NetworkFrame
    /// Where they end; nil where the target is not on stage.
    private var target: Point?
    private var ribbons: [Ribbon] = []

    /// Finds where they begin and end.
    init(frame: NetworkFrame) {
        self.frame = frame
        target = findTarget()
        ribbons = target.map(ribbons(to:)) ?? []
    }

    /// From one place to the target.
    struct Ribbon: Equatable {
        /// Where it begins, on the stage.
        var from: Point
        /// Where it ends.
        var to: Point
        /// The share of all that the target takes, 0...1.
        var share: Float
        /// Whether it lowers the target.
        var lowers: Bool
    }

    /// Units and input channels of which each has a line of its own, at most.
    static let mostLines = 8

    /// Draws the thin ones first, below all words.
    func draw(into drawing: inout Drawing) {
        for ribbon in ribbons.sorted(by: { $0.share < $1.share }) {
            drawing.overlay.append(
                .polyline(
                    Polyline(
                        Self.curve(ribbon.from, ribbon.to), width: Self.width(ribbon.share),
                        color: frame.theme.signedColors.color(at: ribbon.lowers ? 0.12 : 0.88).opacity(0.82),
                        casing: frame.theme.casing.opacity(0.6),
                        dashes: ribbon.lowers ? [max(7, Self.width(ribbon.share)), 5] : [])))
        }
    }

    /// In points; a third of all is a ribbon of six.
    static func width(_ share: Float) -> Float { min(max(18 * share, 1.2), 14) }

    /// Level at both ends, as a cable hangs.
    static func curve(_ from: Point, _ to: Point) -> [Point] {
        let bend = max((to.x - from.x) * 0.5, 12)
        return (0...24).map { step in
            let t = Float(step) / 24, s = 1 - t
            let first = from * (s * s * s) + Point(from.x + bend, from.y) * (3 * s * s * t)
            return first + Point(to.x - bend, to.y) * (3 * s * t * t) + to * (t * t * t)
        }
    }

    // MARK: Where they begin and end

    private var connections: Connections? { frame.content.connections }

    private func findTarget() -> Point? {
        guard let connections else { return nil }
        switch connections.target {
        case .shownClass(let index):
            guard frame.fan < 0.02,
                let rank = frame.content.top.firstIndex(where: { $0.classIndex == index }),
                rank < TopTen.rowCount(frame.regions)
            else { return nil }
            let row = TopTen.place(ofRank: rank, frame.regions)
            return Point(row.minX - 10, row.minY + 14)
        case .map(let layer, let number):
            if let fan = frame.fanOut {
                guard frame.fan > 0.98, fan.layer == layer, let card = cardPlace(number, fan) else {
                    return nil
                }
                return Point(fan.card.minX - 2, card.minY - 4)
            }
            return place(layer: layer, unit: number, isEnd: true)
        }
    }

    private func cardPlace(_ map: Int, _ fan: FanOut) -> Rectangle? {
        fan.cards.first { $0.map == map }?.place
    }

    /// From the border of the card that holds the maps to the map itself, between the rows.
    func drawLeader(into drawing: inout Drawing) {
        guard let fan = frame.fanOut, !ribbons.isEmpty,
            case .map(_, let map)? = connections?.target,
            let place = cardPlace(map, fan)
        else { return }
        let y = place.minY - 4
        let line = Polyline(
            [Point(fan.card.minX - 2, y), Point(place.minX + 10, y), Point(place.minX + 10, place.minY)],
            width: 1.4, color: frame.theme.ink2)
        drawing.overlay.append(.polyline(line))
    }

    /// Blocks gather what their maps give, what raises and what lowers by itself; units and channels of the input
    /// stand for themselves, the largest first.
    func ribbons(to target: Point) -> [Ribbon] {
        guard let connections else { return [] }
        var gathered: [Key: Float] = [:]
        var singles: [Ribbon] = []
        for source in connections.sources {
            if let key = block(of: source) {
                gathered[key, default: 0] += source.share
            } else if singles.count < Self.mostLines, let from = place(layer: source.layer, unit: source.map)
            {
                singles.append(Ribbon(from: from, to: target, share: source.share, lowers: source.lowers))
            }
        }
        let whole = gathered.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.compactMap {
            key, share -> Ribbon? in
            guard share >= 0.005, let from = start(key) else { return nil }
            return Ribbon(from: from, to: target, share: share, lowers: key.lowers)
        }
        // Where the end is left of a place, there is no way to draw it that is not a knot.
        return (whole + singles).filter { $0.from.x < target.x - 4 }
    }

    /// A block of a layer, or the knot of a join: the row is -1.
    private struct Key: Hashable, Comparable {
        let layer: Int, row: Int, lowers: Bool

        static func < (left: Key, right: Key) -> Bool {
            (left.layer, left.row, left.lowers ? 1 : 0) < (right.layer, right.row, right.lowers ? 1 : 0)
        }
    }

    /// The block that shows a source; nil for units and the input.
    private func block(of source: Connections.Source) -> Key? {
        guard frame.content.layers.indices.contains(source.layer) else { return nil }
        switch frame.content.layers[source.layer].kind {
        case .dense: return nil
        case .join: return Key(layer: source.layer, row: -1, lowers: source.lowers)
        case .convolution:
            let clusters = frame.content.clusters(of: source.layer)
            let row = clusters.firstIndex { $0.maps.contains(source.map) } ?? 0
            return Key(layer: source.layer, row: row, lowers: source.lowers)
        }
    }

    /// The right edge of a block's face; what raises leaves it above its middle, what lowers below.
    private func start(_ key: Key) -> Point? {
        let column = frame.arrangement.columns[key.layer]
        guard key.row >= 0 else { return frame.project(column.middle) }
        let blocks = column.blocks
        let row =
            blocks.indices.contains(key.row) && blocks[key.row].isVisible
            ? key.row : blocks.firstIndex(where: \.isVisible)
        guard let row else { return nil }
        let block = blocks[row]
        return frame.project(block.origin + block.right + block.down * (key.lowers ? 0.64 : 0.36))
    }

    /// A unit of a strip, or the input's right edge; `isEnd`: the left side of the unit.
    private func place(layer: Int, unit: Int, isEnd: Bool = false) -> Point? {
        guard layer >= 0 else {
            let block = frame.arrangement.input
            let step = Float(min(unit, 4) + 1) / Float(frame.content.inputShape.z + 1)
            return block.isVisible ? frame.project(block.origin + block.right + block.down * step) : nil
        }
        guard frame.content.layers[layer].kind == .dense,
            let block = frame.arrangement.columns[layer].blocks.first, block.isVisible
        else { return nil }
        let count = frame.content.layers[layer].mapCount
        let columns = BlockDrawing.stripColumns(units: count, size: block.size)
        let rows = (count + columns - 1) / columns
        let down = (Float(unit / columns) + 0.5) / Float(max(rows, 1))
        let across = Float(unit % columns + (isEnd ? 0 : 1)) / Float(columns)
        return frame.project(block.origin + block.right * across + block.down * down)
    }
}

extension NetworkContent {
    /// "takes most from conv 2: map #12 (31 %), map #3 (12 %, lowers)"; nil where nothing is known.
    func connectionWords(of target: ConnectionTarget) -> String? {
        guard let connections, connections.target == target, let first = connections.sources.first else {
            return nil
        }
        func name(_ source: Connections.Source) -> String {
            guard layers.indices.contains(source.layer) else {
                return inputShape.z == 3 ? ["red", "green", "blue"][min(source.map, 2)] : "the picture"
            }
            return (layers[source.layer].kind == .dense ? "unit " : "map #") + NumberFormat.count(source.map)
        }
        let parts = connections.sources.prefix(3).filter { $0.share >= 0.01 || $0 == first }.map { source in
            "\(name(source)) (\(NumberFormat.share(source.share))\(source.lowers ? ", lowers" : ""))"
        }
        let layer = layers.indices.contains(first.layer) ? layers[first.layer].name : "the input"
        return "takes most from \(layer): \(parts.joined(separator: ", "))"
    }
}

extension NetworkScene {
    /// The map, unit or class under the pointer.
    var connectionTarget: ConnectionTarget? {
        guard content.settings.showsConnections, content.planes == nil, hand.grip == nil else { return nil }
        switch hand.hover {
        case .answer(let rank):
            return content.top.indices.contains(rank) ? .shownClass(content.top[rank].classIndex) : nil
        case .unit(let layer, let number): return .map(layer: layer, number: number)
        case .card(let map, _, _): return view.fanOut.map { .map(layer: $0.layer, number: map) }
        default: return nil
        }
    }

    /// Asks for the connections of what the pointer has come to.
    func traceConnections() -> [Command] {
        let target = connectionTarget
        guard target != hand.tracedTarget else { return [] }
        hand.tracedTarget = target
        return [.traceConnections(target)]
    }
}
