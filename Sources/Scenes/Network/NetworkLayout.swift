import Rendering

/// Builds the arrangement of blocks for a view: the measures of the columns become places in the world.
struct NetworkLayout {
    /// What is laid out.
    var shape: NetworkShape
    /// Where it must fit.
    var regions: StageRegions
    /// The rank around which an accordion is open.
    var focusRank: Int

    /// A layout; see the properties for the meaning of the parameters.
    init(shape: NetworkShape, regions: StageRegions, focusRank: Int = 0) {
        self.shape = shape
        self.regions = regions
        self.focusRank = focusRank
    }

    /// The largest face that fits, in whole steps; nil where even the smallest does not.
    static func largestFace(in range: ClosedRange<Int>, fits: (Float) -> Bool) -> Float? {
        guard fits(Float(range.lowerBound)) else { return nil }
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high + 1) / 2
            if fits(Float(middle)) { low = middle } else { high = middle - 1 }
        }
        return Float(low)
    }

    /// The measures of an accordion around `focusRank`: as many open columns as leave the others legible.
    func accordion(
        _ view: ColumnMetrics.View, face: Float, rowPitch: Float, width: Float
    ) -> ColumnMetrics {
        var metrics = ColumnMetrics(view: view, face: face, shape: shape, rowPitch: rowPitch)
        for count in [7, 5, 3] {
            metrics.openRanks = openRanks(count)
            metrics.sliver = 0
            let open = metrics.width(of: shape)
            let folded = shape.graph.ranks.indices.filter { metrics.isFolded($0) }
            let slivers = folded.filter {
                !shape.layerIDs(in: $0).allSatisfy { shape.layers[$0].kind == .join }
            }
            let joins = folded.count - slivers.count
            metrics.sliver = (width - open - Float(joins) * 2) / Float(max(1, slivers.count))
            if let sliver = metrics.sliver, sliver >= 7 { break }
        }
        metrics.sliver = min(18, max(2, metrics.sliver ?? 2))
        return metrics
    }

    /// The ranks of the `count` columns nearest to the focus.
    func openRanks(_ count: Int) -> ClosedRange<Int>? {
        let ranks = shape.columnRanks
        guard !ranks.isEmpty else { return nil }
        let position = ranks.lastIndex { $0 <= focusRank } ?? 0
        let first = max(0, min(position - count / 2, ranks.count - count))
        return ranks[first]...ranks[min(ranks.count, first + count) - 1]
    }

    /// Everything in its place: ranks side by side from `origin`, rows below each other around the middle.
    ///
    /// - Parameters:
    ///   - origin: the left end of the first rank and the middle of all rows, in stage points (y down).
    ///   - input: the input picture's place.
    ///   - floorOpacity: 1 where mats lie under the columns.
    func arrangement(
        _ metrics: ColumnMetrics, origin: Point, input: BlockPlace, floorOpacity: Float
    ) -> Arrangement {
        let ranks = metrics.ranks(of: shape)
        let rows = RowBand(shape: shape, metrics: metrics, middle: origin.y)
        var columns = shape.layers.map { layer in
            ColumnPlace(
                blocks: [], middle: .zero, left: 0, right: 0, detail: .none, sharesRank: false)
        }
        var waypoints: [Int: [Vector3]] = [:]
        for (rank, place) in ranks.enumerated() {
            let stack = LaneStack(rank: rank, shape: shape, metrics: metrics, band: rows)
            let left = origin.x + place.x
            for (lane, extent) in zip(shape.graph.ranks[rank], stack.extents) {
                switch lane {
                case .layer(let id):
                    columns[id] = stack.column(id, in: extent, left: left, width: place.width)
                case .passing(let edge):
                    let y = -(extent.lowerBound + extent.upperBound) / 2
                    waypoints[edge, default: []] += [
                        Vector3(left, y, 0), Vector3(left + place.width, y, 0),
                    ]
                }
            }
        }
        var result = Arrangement(
            input: input, columns: columns, edges: [], mats: [], depthPerMap: metrics.depthPerMap,
            floorOpacity: floorOpacity)
        result.edges = EdgeRouting(shape: shape).routes(in: result, waypoints: waypoints)
        return result
    }
}

/// The band in which rows of blocks stand, in stage points (y down).
struct RowBand {
    /// The middle of every row.
    var rowMiddles: [Float]
    /// From the first row's upper label to the last row's lower one.
    var extent: ClosedRange<Float>

    /// The band of all rows around a middle.
    init(shape: NetworkShape, metrics: ColumnMetrics, middle: Float) {
        let count = shape.rowCount
        rowMiddles = (0..<count).map { middle + (Float($0) - Float(count - 1) / 2) * metrics.rowPitch }
        let half = metrics.face / 2
        let above = half + metrics.rise + LabelDetail(faceWidth: metrics.face).spaceAbove
        extent = ((rowMiddles.first ?? middle) - above)...((rowMiddles.last ?? middle) + half + 18)
    }
}
