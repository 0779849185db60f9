import Rendering

/// Where the layers of a network stand in the graph strip, at zoom 1: the input and a column for every rank, branches
/// one below the other, edges that jump over layers above them.
///
/// x from 0 at the input's left edge; y from 0 at the middle of the row, down.
struct StripLayout: Sendable, Equatable {
    /// The side of a tile, in points.
    let tileSide: Float
    /// From one column to the next, in points.
    let pitch: Float
    /// Between which heights everything lies, names included.
    let heights: ClosedRange<Float>
    /// A tile for every node: 0 the input, then the graph's nodes in their order.
    let tiles: [Rectangle]
    /// The column of every node.
    let columns: [Int]
    /// The way of every edge of the graph, from left to right.
    let edges: [[Point]]
    /// The nodes at which branches begin or end.
    let branchPoints: Set<Int>

    /// How wide it is, in points.
    var width: Float { (tiles.map(\.maxX).max() ?? 0) }
    /// The number of columns.
    var columnCount: Int { (columns.max() ?? 0) + 1 }

    /// More columns than this do not have a name each.
    static let mostNamedColumns = 12
    /// More columns than this are not squeezed into the stage.
    static let mostFittedColumns = 24

    /// The layout of a graph in a room of `size` points.
    init(_ graph: LayeredGraph, in size: Point) { self.init(graph, Measures(graph, size)) }

    /// The layout of a graph with tiles of a size.
    init(_ graph: LayeredGraph, tile: Float, pitch: Float, spacing: StripSpacing) {
        self.init(graph, Measures(graph, tile: tile, pitch: pitch, spacing: spacing))
    }

    private init(_ graph: LayeredGraph, _ measures: Measures) {
        (tileSide, pitch, heights) = (measures.tile, measures.pitch, measures.heights)
        let side = measures.tile
        var columns = [Int](repeating: 0, count: graph.rankOfLayer.count + 1)
        var tiles = [Rectangle](
            repeating: Rectangle(x: 0, y: -side / 2, width: side, height: side), count: columns.count)
        for (rank, lanes) in graph.ranks.enumerated() {
            for (lane, y) in zip(lanes, measures.laneHeights[rank]) {
                guard case .layer(let id) = lane else { continue }
                columns[id + 1] = rank + 1
                tiles[id + 1] = Rectangle(
                    x: Float(rank + 1) * measures.pitch, y: y - side / 2, width: side, height: side)
            }
        }
        (self.columns, self.tiles) = (columns, tiles)
        edges = graph.edges.indices.map { measures.route(of: $0, tiles) }
        var degrees: [Int: Int] = [:]
        var entering: [Int: Int] = [:]
        for edge in graph.edges {
            degrees[edge.from + 1, default: 0] += 1
            entering[edge.to + 1, default: 0] += 1
        }
        branchPoints = Set(degrees.filter { $0.value > 1 }.keys)
            .union(entering.filter { $0.value > 1 }.keys)
    }
}

extension StripLayout {
    /// Sizes, and where lanes and the edges above them run.
    private struct Measures {
        let graph: LayeredGraph
        let tile: Float
        let pitch: Float
        let spacing: StripSpacing
        var laneHeights: [[Float]] = []
        var heights: ClosedRange<Float> = 0...0
        /// The height of every edge that runs above the layers it jumps over, by its index.
        private var heightAbove: [Int: Float] = [:]
        /// The ranks that every passing edge jumps over.
        private var passed: [Int: [Int]] = [:]

        /// Measures that fit into a height: all of them smaller where the branches need more.
        init(_ graph: LayeredGraph, _ size: Point) {
            let whole = Measures(graph, size, scale: 1)
            let needed = whole.heights.upperBound - whole.heights.lowerBound
            self = needed > size.y ? Measures(graph, size, scale: max(size.y, 40) / needed) : whole
        }

        private init(_ graph: LayeredGraph, _ size: Point, scale: Float) {
            let count = graph.ranks.count + 1
            let wanted: Float = count <= StripLayout.mostNamedColumns ? 56 : 40
            // Up to so many columns the tiles shrink, so that all are seen at once.
            let isFitted = count <= StripLayout.mostFittedColumns
            let widest = isFitted ? max((size.x - 14 * Float(count - 1)) / Float(count), 20) : wanted
            let tile = min(wanted * scale, widest).rounded(.down)
            let fitted = (size.x - tile) / Float(max(count - 1, 1))
            let pitch = isFitted ? min(max(fitted, tile + 14), 150).rounded(.down) : tile + 20
            self.init(graph, tile: tile, pitch: pitch, spacing: StripSpacing().scaled(by: scale))
        }

        init(_ graph: LayeredGraph, tile: Float, pitch: Float, spacing: StripSpacing) {
            (self.graph, self.tile, self.pitch, self.spacing) = (graph, tile, pitch, spacing)
            arrange(tracks: Self.tracks(graph))
            let middles = laneHeights.flatMap { $0 }
            let top = (middles.min() ?? 0) - tile / 2 - spacing.above
            let highest = min((heightAbove.values.min() ?? 0) - spacing.end, top)
            heights = highest...((middles.max() ?? 0) + tile / 2 + spacing.below)
        }

        /// Places the lanes of every rank, then the edges above them.
        private mutating func arrange(tracks: [Int: Int]) {
            for (rank, lanes) in graph.ranks.enumerated() {
                let extents = lanes.map { lane -> Float in
                    switch lane {
                    case .layer: tile + spacing.between
                    case .passing(let edge): tracks[edge] == nil ? spacing.passing : 0
                    }
                }
                var y = -extents.reduce(0, +) / 2
                laneHeights.append(
                    extents.map { extent in
                        y += extent
                        return y - extent / 2
                    })
                for case .passing(let edge) in lanes { passed[edge, default: []].append(rank) }
            }
            for (edge, track) in tracks {
                let tops = (passed[edge] ?? []).flatMap { rank in
                    zip(graph.ranks[rank], laneHeights[rank]).filter(\.0.isLayer).map(\.1)
                }
                let top = (tops.min() ?? 0) - tile / 2
                heightAbove[edge] = (top - spacing.jump - spacing.track * Float(track)).rounded()
            }
        }

        /// Edges that run above all layers they jump over, with a track each: those that share ranks do not share one.
        private static func tracks(_ graph: LayeredGraph) -> [Int: Int] {
            var spans: [Int: ClosedRange<Int>] = [:]
            var isAbove: [Int: Bool] = [:]
            for (rank, lanes) in graph.ranks.enumerated() {
                let layerCount = lanes.count(where: \.isLayer)
                for (position, lane) in lanes.enumerated() {
                    guard case .passing(let edge) = lane else { continue }
                    let hasNoneAbove = !lanes[..<position].contains(where: \.isLayer)
                    isAbove[edge] = (isAbove[edge] ?? true) && (hasNoneAbove || layerCount == 1)
                    spans[edge] = (spans[edge]?.lowerBound ?? rank)...rank
                }
            }
            var tracks: [Int: Int] = [:]
            let above = spans.filter { isAbove[$0.key] == true }
            for (edge, span) in above.sorted(by: { ($0.value.count, $0.key) < ($1.value.count, $1.key) }) {
                let taken = Set(tracks.filter { spans[$0.key]?.overlaps(span) == true }.values)
                tracks[edge] = (0...).first { !taken.contains($0) }
            }
            return tracks
        }

        /// From the right edge of the first tile, past the layers between, to the left edge of the last.
        func route(of index: Int, _ tiles: [Rectangle]) -> [Point] {
            let edge = graph.edges[index]
            let (from, to) = (tiles[edge.from + 1], tiles[edge.to + 1])
            var corners = [Point(from.maxX, from.center.y)]
            for rank in passed[index] ?? [] {
                let left = Float(rank + 1) * pitch
                let lane = graph.ranks[rank].firstIndex(of: .passing(index)) ?? 0
                let y = heightAbove[index] ?? laneHeights[rank][lane]
                corners += [Point(left, y), Point(left + tile, y)]
            }
            corners.append(Point(to.minX, to.center.y))
            return Self.swung(corners)
        }

        /// Level pieces stay straight; between them the line swings over.
        private static func swung(_ corners: [Point]) -> [Point] {
            zip(corners, corners.dropFirst()).reduce(into: Array(corners.prefix(1))) { line, pair in
                let (a, b) = pair
                guard abs(a.y - b.y) >= 0.5 else { return line.append(b) }
                line += (1...10).map { step in
                    let t = Float(step) / 10
                    return Point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t * t * (3 - 2 * t))
                }
            }
        }
    }
}

extension LayeredGraph.Lane {
    /// Whether a layer stands in it.
    var isLayer: Bool {
        if case .layer = self { return true }
        return false
    }
}
