import Rendering

/// Where everything of the Map stands: pure geometry, in stage points.
///
/// The strip of layers at the top, below it the scatterplot at the left and the matrix at the right.
struct MapLayout: Sendable, Equatable {
    /// What has to be arranged.
    struct Request: Sendable, Equatable {
        /// The stage's extent.
        var size: Point
        /// How many layers there are.
        var layerCount = 0
        /// The rows of each group of the matrix; empty: there is none yet.
        var groupCounts: [Int] = []
        /// How far the strip is scrolled, in points.
        var stripScroll: Float = 0
    }

    /// The stage's extent.
    let size: Point
    /// The layers.
    let strip: LayerStrip
    /// The baseline of what the tiles' colours mean.
    let stripKey: Float
    /// The scatterplot.
    let plot: Rectangle
    /// The cells of the matrix.
    let grid: MatrixGrid
    /// The matrix, without the marks and ticks around it.
    let matrix: Rectangle
    /// The switch between pictures and classes.
    let matrixSwitch: Rectangle
    /// The baseline of the headings of scatterplot and matrix.
    let headings: Float
    /// The baseline of what the matrix' colours mean.
    let matrixKey: Float

    /// From the stage's edge to what is written.
    static let margin: Float = 24
    /// Between scatterplot and matrix.
    private static let gap: Float = 30
    private static let switchWidth: Float = 148

    /// Arranges everything.
    init(_ request: Request) {
        let (stage, margin) = (request.size, Self.margin)
        size = stage
        strip = LayerStrip(
            count: request.layerCount, left: margin, right: stage.x - margin, top: 92,
            scroll: request.stripScroll)
        let low = (strip.tiles.first?.maxY ?? 92 + LayerStrip.largestTile)
        stripKey = low + 22
        headings = low + 56
        let top = headings + 14
        let height = max(stage.y - margin - top, 40)
        let width = max(stage.x - 2 * margin, 40)
        let frame = MatrixPainter.head + MatrixPainter.tail
        let byHeight = height - MatrixPainter.head - MatrixPainter.tail - 30
        let side = max(min(byHeight, width * 0.46 - frame), 24)
        grid = MatrixGrid(groupCounts: request.groupCounts, side: side)
        let corner = Point(stage.x - margin - MatrixPainter.tail - grid.side, top + MatrixPainter.head)
        matrix = Rectangle(origin: corner, size: Point(grid.side, grid.side))
        matrixKey = matrix.maxY + MatrixPainter.tail + 22
        matrixSwitch = Rectangle(
            x: matrix.maxX - Self.switchWidth, y: headings - 19, width: Self.switchWidth, height: 26)
        let right = matrix.minX - MatrixPainter.head - Self.gap
        plot = Rectangle(x: margin, y: top, width: max(right - margin, 24), height: height)
    }
}
