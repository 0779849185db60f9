import Rendering
import Samples
import Tensors
import Workbench

/// A layer's samples in the plane, or how alike they are, on a card: what the Map shows large.
struct LayerMapCard: Sendable {
    /// What is shown.
    enum Shown: Sendable {
        /// The embedding.
        case scatter(Scatter)
        /// The Jaccard matrix, and the strong channels behind it.
        case matrix(SampleMatrix, SharedChannels)
    }

    /// What is shown.
    var shown: Shown
    /// What stands below it: how it was made.
    var remark: String

    /// The room of the remark, below.
    static let foot: Float = 26

    /// Where the scatterplot is drawn in a card's body.
    static func frame(in body: Rectangle) -> Rectangle {
        Rectangle(origin: body.origin, size: Point(body.width, body.height - foot))
    }

    /// The cells of a matrix in a card's body, and where they begin.
    static func grid(_ matrix: SampleMatrix, in body: Rectangle) -> (grid: MatrixGrid, origin: Point) {
        let room = Point(
            body.width - MatrixPainter.head - MatrixPainter.tail,
            body.height - foot - MatrixPainter.head - MatrixPainter.tail)
        let grid = MatrixGrid(groupCounts: matrix.groups.map(\.count), side: max(min(room.x, room.y), 40))
        let left = body.minX + MatrixPainter.head + max(room.x - grid.side, 0) / 2
        return (grid, Point(left, body.minY + MatrixPainter.head).rounded(.down))
    }
}

/// What is kept of a card between frames: where its plot is seen from, and pictures of it.
@MainActor final class LayerMapMemory {
    /// What the hand does in the scatterplot.
    var hand = ScatterHand()
    /// The points.
    let marks = ScatterMarks()
    /// The matrix.
    let images = MatrixImages()
}
