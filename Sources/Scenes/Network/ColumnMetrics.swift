import Rendering

/// The measures of one view: how large faces are, how deep a map makes a block, how far apart columns stand.
struct ColumnMetrics: Sendable, Equatable {
    /// Plate or Orbit; they space their columns differently.
    enum View: Sendable { case plate, orbit }

    /// Which view it is for.
    var view: View
    /// The width of a face of the first resolution.
    var face: Float
    /// World units a map adds to the depth of its block.
    var depthPerMap: Float
    /// From one row of blocks to the next.
    var rowPitch: Float
    /// How wide the folded columns of an accordion are; nil where none is folded.
    var sliver: Float?
    /// The ranks whose columns are not folded.
    var openRanks: ClosedRange<Int>?
    /// Added to every gap where there is room to spare.
    var extraGap: Float = 0
    /// How far the back of the deepest block rises above its face on stage.
    var rise: Float

    /// Measures for faces of a width.
    init(view: View, face: Float, shape: NetworkShape, rowPitch: Float) {
        self.view = view
        self.face = face
        self.rowPitch = rowPitch
        let deepest = Float(shape.deepestBlock)
        depthPerMap =
            switch view {
            case .plate: min(1.1, 0.35 * face / (CameraPose.plateShear.x * deepest))
            case .orbit: min(1.55 * face / 104, (shape.columnRanks.count > 10 ? 0.5 : 0.85) * face / deepest)
            }
        rise =
            switch view {
            case .plate: CameraPose.plateShear.y * depthPerMap * deepest
            case .orbit: 0.15 * depthPerMap * deepest + 0.1 * face
            }
    }

    /// Whether a rank's columns are folded to slivers.
    func isFolded(_ rank: Int) -> Bool { sliver != nil && openRanks?.contains(rank) != true }

    /// The room between a column and the next, that the back of a block needs.
    func gap(behind depth: Float) -> Float {
        switch view {
        case .plate: max(0.14 * face, 10, CameraPose.plateShear.x * depth + 7)
        case .orbit: 0.6 * depth + 9
        }
    }
}

/// Where a rank stands.
struct RankPlace: Sendable, Equatable {
    /// Its left end.
    var x: Float
    /// Its width, without the gap to the next.
    var width: Float
    /// The gap to the next.
    var gap: Float
}

extension ColumnMetrics {
    /// The ranks from left to right, the first at x = 0.
    func ranks(of shape: NetworkShape) -> [RankPlace] {
        var x: Float = 0
        return shape.graph.ranks.indices.map { rank in
            let (width, gap) = extent(of: rank, in: shape)
            defer { x += width + gap }
            return RankPlace(x: x, width: width, gap: gap)
        }
    }

    /// The width of all ranks, without the gap behind the last.
    func width(of shape: NetworkShape) -> Float {
        ranks(of: shape).last.map { $0.x + $0.width } ?? 0
    }

    private func extent(of rank: Int, in shape: NetworkShape) -> (width: Float, gap: Float) {
        let ids = shape.layerIDs(in: rank)
        let columns = ids.filter(shape.isColumn)
        if let sliver, isFolded(rank) {
            return columns.isEmpty && !ids.contains { shape.layers[$0].kind == .dense }
                ? (0, min(2, sliver)) : (sliver * 0.72, sliver * 0.28)
        }
        if !columns.isEmpty {
            let width = columns.map { face * shape.faceScale($0) }.max() ?? face
            let maps = columns.flatMap { shape.mapCounts[$0] }.max() ?? 1
            let depth = Float(maps) * depthPerMap / Float(max(1, ids.count))
            let isBeforeStrip =
                rank + 1 < shape.graph.ranks.count
                && shape.layerIDs(in: rank + 1).contains { shape.layers[$0].kind == .dense }
            return (width, max(gap(behind: depth) + extraGap, isBeforeStrip ? 0.18 * face + 12 : 0))
        }
        if ids.contains(where: { shape.layers[$0].kind == .dense }) {
            return (14, denseGap(in: shape) + extraGap * 0.3)
        }
        return (10, view == .plate ? 10 : 16)
    }

    /// Few dense layers leave room for their names between them.
    private func denseGap(in shape: NetworkShape) -> Float {
        shape.layers.filter { $0.kind == .dense }.count > 3 ? 10 : 28
    }
}
