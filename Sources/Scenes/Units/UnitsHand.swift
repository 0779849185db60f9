import Rendering
import Workbench

/// What the hand does in the plots of units: it points, draws a lasso, moves the matrix.
struct UnitsHand {
    /// What a pressed button does.
    enum Grip {
        /// Nothing yet: a click, or the beginning of a lasso.
        case click(UnitsHover, at: Point, SelectionMode)
        /// Goes around points of a plot.
        case lasso(SampleLasso, UnitGrid.Cell, SelectionMode)
        /// Moves the matrix; the view when it began.
        case pan(from: Point, UnitMatrixView)
        /// Moves what is in view over the overview.
        case overview
    }

    /// What is held.
    var grip: Grip?
    /// The latest lasso, which stays until the next click, and the plots in which it was drawn.
    var outline: (lasso: SampleLasso, cell: UnitGrid.Cell, grid: UnitGrid)?
    /// Tells double clicks.
    var clicks = DoubleClick<Int>()

    /// Within so many points a press is a click.
    static let clickRadius: Float = 4

    /// Whether a button is held.
    var isBusy: Bool { grip != nil }

    /// The lasso to be drawn, with its plot.
    func lasso(in grid: UnitGrid) -> (SampleLasso, UnitGrid.Cell)? {
        if case .lasso(let lasso, let cell, _) = grip { return (lasso, cell) }
        return outline.flatMap { $0.grid == grid ? ($0.lasso, $0.cell) : nil }
    }

    /// A click has become a lasso, or the lasso goes on.
    mutating func moved(to place: Point) {
        switch grip {
        case .click(let hover, let start, let mode):
            let way = place - start
            guard (way * way).sum() > Self.clickRadius * Self.clickRadius else { return }
            switch hover {
            case .point(_, let cell), .plot(let cell):
                var lasso = SampleLasso(from: start)
                lasso.follow(to: place)
                grip = .lasso(lasso, cell, mode)
            default: break
            }
        case .lasso(var lasso, let cell, let mode):
            lasso.follow(to: place)
            grip = .lasso(lasso, cell, mode)
        case .pan, .overview, nil: break
        }
    }
}
