import Foundation
import Rendering
import Workbench

/// What the hand does in a scatterplot of samples: it points, selects, draws a lasso, moves and enlarges.
struct ScatterHand {
    /// What a pressed button does.
    private enum Grip {
        /// Nothing yet: a click, or the beginning of a lasso.
        case click(ScatterHover, at: Point, SelectionMode)
        /// Goes around samples.
        case lasso(SampleLasso, SelectionMode)
        /// Moves the plot.
        case pan(from: Point)
    }

    /// Which part of the embedding is seen.
    var view = ScatterView()
    private var grip: Grip?
    private var clicks = DoubleClick<Int>()

    /// Within so many points a press is a click.
    private static let clickRadius: Float = 4

    /// What is being drawn.
    var lasso: SampleLasso? {
        guard case .lasso(let lasso, _) = grip else { return nil }
        return lasso
    }

    /// Whether a button is held.
    var isBusy: Bool { grip != nil }

    /// Whether the plot is being moved.
    var isPanning: Bool {
        guard case .pan = grip else { return false }
        return true
    }

    /// The pointer has moved.
    mutating func moved(to place: Point, in frame: Rectangle) {
        switch grip {
        case .click(_, let start, let mode):
            let way = place - start
            guard (way * way).sum() > Self.clickRadius * Self.clickRadius else { return }
            var lasso = SampleLasso(from: start)
            lasso.follow(to: place)
            grip = .lasso(lasso, mode)
        case .lasso(var lasso, let mode):
            lasso.follow(to: place)
            grip = .lasso(lasso, mode)
        case .pan(let before):
            view.move(by: place - before, in: frame)
            grip = .pan(from: place)
        case nil: break
        }
    }

    /// A button went down on something of the plot.
    mutating func pressed(
        _ button: PointerButton, on hover: ScatterHover, at place: Point, _ modifiers: Modifiers
    ) {
        switch button {
        case .left where modifiers.contains(.control), .middle: grip = .pan(from: place)
        case .left: grip = .click(hover, at: place, SelectionMode(modifiers))
        case .right: break
        }
    }

    /// The button went up: what that asks for.
    mutating func released(_ scatter: Scatter, _ transform: ScatterTransform) -> [Command] {
        defer { grip = nil }
        switch grip {
        case .lasso(let lasso, let mode):
            let inside = lasso.inside(scatter.places.points, transform).map { scatter.places.samples[$0] }
            return [.samples(.select(Set(inside), mode))]
        case .click(let hover, _, let mode): return click(hover, mode, scatter)
        case .pan, nil: return []
        }
    }

    private mutating func click(_ hover: ScatterHover, _ mode: SelectionMode, _ scatter: Scatter) -> [Command]
    {
        switch hover {
        case .sample(let sample):
            if mode == .replace, clicks.isSecond(on: sample) { return [.samples(.openSample(sample))] }
            return [.samples(.select([sample], mode))]
        case .name(let index): return [.samples(.selectClass(index, mode))]
        case .cluster(let number):
            guard let cluster = scatter.clusters.first(where: { $0.number == number }) else { return [] }
            return [.samples(.select(Set(cluster.members.map { scatter.places.samples[$0] }), mode))]
        case .paper: return mode == .replace && !scatter.selected.isEmpty ? [.samples(.select([]))] : []
        }
    }

    /// The wheel has turned by notches.
    mutating func scrolled(by notches: Float, at place: Point, in frame: Rectangle) {
        view.enlarge(by: powf(1.2, notches), at: place, in: frame)
    }

    /// Gives up what is being drawn; whether there was something.
    mutating func dropGrip() -> Bool {
        defer { grip = nil }
        return grip != nil
    }
}
