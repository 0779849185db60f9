import Rendering

/// Shares a rank's height among the layers and passing edges that stand in it, from top to bottom.
///
/// One layer has the whole band, its blocks on the common rows. Several have a lane each with smaller faces.
/// Edges pass outside of the band, above or below it, or between two lanes.
struct LaneStack {
    /// The room of an edge on its way.
    private static let passingHeight: Float = 14
    /// The room of a layer's name where it is not at the common header.
    private static let nameHeight: Float = 20

    private let rank: Int
    private let shape: NetworkShape
    private let metrics: ColumnMetrics
    private let band: RowBand
    /// The upper and lower end of every lane, in stage points (y down).
    let extents: [ClosedRange<Float>]

    /// The lanes of a rank.
    init(rank: Int, shape: NetworkShape, metrics: ColumnMetrics, band: RowBand) {
        self.rank = rank
        self.shape = shape
        self.metrics = metrics
        self.band = band
        let middle = (band.extent.lowerBound + band.extent.upperBound) / 2
        let isFolded = metrics.isFolded(rank)
        // Folded columns show one row each, close together around the middle.
        let count = Float(max(1, shape.layerIDs(in: rank).count))
        let half = min(
            band.extent.upperBound - middle, count > 1 ? metrics.face * 0.62 * count : metrics.face * 0.5)
        extents = Self.divide(
            shape.graph.ranks[rank], isFolded ? (middle - half)...(middle + half) : band.extent,
            headroom: isFolded ? 4 : 44)
    }

    private var layerCount: Int { shape.layerIDs(in: rank).count }

    private static func divide(
        _ lanes: [LayeredGraph.Lane], _ band: ClosedRange<Float>, headroom: Float
    ) -> [ClosedRange<Float>] {
        let layers = lanes.indices.filter { if case .layer = lanes[$0] { true } else { false } }
        guard let first = layers.first, let last = layers.last else {
            // Only edges pass: spread around the middle.
            let middle = (band.lowerBound + band.upperBound) / 2
            return lanes.indices.map {
                let y = middle + (Float($0) - Float(lanes.count - 1) / 2) * passingHeight
                return y...y
            }
        }
        let between = lanes[first...last].count - layers.count
        let height = band.upperBound - band.lowerBound
        let share = (height - Float(between) * passingHeight) / Float(layers.count)
        var top = band.lowerBound
        return lanes.indices.map { index in
            if index < first {
                let y = band.lowerBound - headroom - passingHeight * Float(first - 1 - index)
                return y...y
            }
            if index > last {
                let y = band.upperBound + passingHeight * Float(index - last)
                return y...y
            }
            let isLayer = layers.contains(index)
            defer { top += isLayer ? share : passingHeight }
            return top...(top + (isLayer ? share : passingHeight))
        }
    }

    /// A layer's column in its lane, `left` and `width` being its rank's.
    func column(_ id: Int, in lane: ClosedRange<Float>, left: Float, width: Float) -> ColumnPlace {
        let layer = shape.layers[id]
        let middle = (lane.lowerBound + lane.upperBound) / 2
        var place = ColumnPlace(
            blocks: [], middle: Vector3(left + width / 2, -rowsMiddle(in: lane), 0), left: left,
            right: left + width, detail: .none, sharesRank: layerCount > 1)
        switch layer.kind {
        case .join: place.middle.y = -(layerCount > 1 ? middle : rowsMiddle(in: lane))
        case .dense:
            place.blocks = shape.mapCounts[id].map { _ in strip(in: lane, left: left, width: width) }
            place.detail = metrics.isFolded(rank) ? .none : .small
        case .convolution: fill(&place, id, lane, left: left, width: width)
        }
        return place
    }

    private func rowsMiddle(in lane: ClosedRange<Float>) -> Float {
        guard layerCount <= 1, !metrics.isFolded(rank), let first = band.rowMiddles.first,
            let last = band.rowMiddles.last
        else {
            return (lane.lowerBound + lane.upperBound) / 2
        }
        return (first + last) / 2
    }

    private func strip(in lane: ClosedRange<Float>, left: Float, width: Float) -> BlockPlace {
        let alone = layerCount <= 1
        let top = alone ? (band.rowMiddles.first ?? 0) - metrics.face / 2 : lane.lowerBound + Self.nameHeight
        let bottom = alone ? (band.rowMiddles.last ?? 0) + metrics.face / 2 : lane.upperBound - 8
        return BlockPlace(
            origin: Vector3(left, -top, 0), size: SIMD2(width, max(8, bottom - top)),
            depth: metrics.view == .plate ? 0 : 10)
    }

    private func fill(
        _ place: inout ColumnPlace, _ id: Int, _ lane: ClosedRange<Float>, left: Float, width: Float
    ) {
        let counts = shape.mapCounts[id]
        let rows = rowPlaces(in: lane, count: counts.count)
        let scale = shape.faceScale(id)
        let side = min(rows.face * scale, width)
        place.detail = metrics.isFolded(rank) ? .none : rows.detail
        let ratio = Float(shape.layers[id].height) / Float(max(1, shape.layers[id].width))
        let size = ratio > 1 ? SIMD2(side / ratio, side) : SIMD2(side, side * ratio)
        place.blocks = counts.enumerated().map { row, maps in
            // Left aligned, so that names and faces share one edge.
            BlockPlace(
                origin: Vector3(left, -(rows.middles[row] - size.y / 2), 0), size: size,
                depth: max(1, Float(maps) * metrics.depthPerMap * side / max(1, metrics.face)))
        }
        if metrics.isFolded(rank) {
            fold(&place, height: rows.face * scale, left: left, width: width)
            place.right = left + width
            return
        }
        if layerCount > 1, let first = place.blocks.first, let last = place.blocks.last {
            place.middle.y = (first.origin.y + last.minY) / 2
        }
        place.right = left + side
    }

    /// A folded column shows its middle row only, as wide as a sliver.
    private func fold(_ place: inout ColumnPlace, height: Float, left: Float, width: Float) {
        let middle = (place.blocks.count - 1) / 2
        for row in place.blocks.indices {
            place.blocks[row].size = SIMD2(width, height)
            place.blocks[row].origin.x = left
            place.blocks[row].origin.y = place.middle.y + height / 2
            place.blocks[row].depth = min(place.blocks[row].depth, metrics.view == .plate ? 4 : 12)
            place.blocks[row].fade = row == middle ? 0 : 1
        }
    }

    private func rowPlaces(
        in lane: ClosedRange<Float>, count: Int
    ) -> (middles: [Float], face: Float, detail: LabelDetail) {
        if metrics.isFolded(rank) {
            let middle = (lane.lowerBound + lane.upperBound) / 2
            let face = min(metrics.face, lane.upperBound - lane.lowerBound - (layerCount > 1 ? 8 : 0))
            return (Array(repeating: middle, count: max(1, count)), face, .none)
        }
        guard layerCount > 1 else {
            return (band.rowMiddles, metrics.face, LabelDetail(faceWidth: metrics.face))
        }
        let height = lane.upperBound - lane.lowerBound - Self.nameHeight
        let pitch = height / Float(max(1, shape.rowCount))
        let details: [LabelDetail] = [.full, .medium, .small, .none]
        let detail =
            details.first { LabelDetail(faceWidth: min(metrics.face, pitch - $0.rowSpace)) >= $0 } ?? .none
        let face = min(metrics.face, max(6, pitch - detail.rowSpace))
        let top = lane.lowerBound + Self.nameHeight
        // Rows of a lane stand close together: what is left over is between the lanes.
        let close = min(pitch, face + detail.rowSpace + 8)
        let start = top + (height - close * Float(max(1, shape.rowCount))) / 2
        let middles = (0..<max(1, count)).map { row in
            start + Float(row) * close + min(detail.spaceAbove, close - face) + face / 2
        }
        return (middles, face, detail)
    }
}
