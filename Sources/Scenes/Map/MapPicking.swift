import Rendering
import Workbench

/// What of the Map lies under the pointer.
enum MapHover: Equatable {
    /// A word of the switch at the top right.
    case tab(SceneName)
    /// A layer of the strip, by its place there.
    case layer(Int)
    /// Something of the scatterplot.
    case scatter(ScatterHover)
    /// Something of the matrix.
    case matrix(MatrixHover)
    /// The switch between pictures and classes: classes where true.
    case rows(isClasses: Bool)
    /// The button that closes the pinned card.
    case closeCard
    /// The pinned card.
    case card
}

extension MapScene {
    /// What lies at a place.
    func picked(at place: Point) -> MapHover? {
        if let scene = SampleTabs(name, stageSize: layout.size).scene(at: place) { return .tab(scene) }
        guard content.isOpen else { return nil }
        if let card = pinnedCard, card.place.contains(place) {
            return card.close?.contains(place) == true ? .closeCard : .card
        }
        if layout.matrixSwitch.contains(place) {
            return .rows(isClasses: place.x > layout.matrixSwitch.center.x)
        }
        if let layer = layout.strip.tile(at: place) { return .layer(layer) }
        if let hover = scatterPainter?.picked(at: place) { return .scatter(hover) }
        return matrixPainter?.picked(at: place).map { .matrix($0) }
    }
}

extension ScatterPainter {
    /// Where a sample lies, in stage points; nil: it is not there, or out of sight.
    func place(of sample: Int) -> Point? {
        guard let position = scatter.places.position(of: sample) else { return nil }
        let place = transform.stage(scatter.places.points[position])
        return frame.contains(place) ? place : nil
    }
}

extension MatrixPainter {
    /// The cell of two samples, in stage points.
    func place(of first: Int, _ second: Int) -> Rectangle? {
        guard case .samples(let samples) = matrix.rows, let row = samples.firstIndex(of: first),
            let column = samples.firstIndex(of: second)
        else { return nil }
        return grid.cell(row: row, column: column).moved(by: origin)
    }
}
