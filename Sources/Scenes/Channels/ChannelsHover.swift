import Rendering
import Workbench

/// A part of a card that can be pointed at.
enum CardPart: Sendable, Equatable {
    /// Of the heatmap.
    case heatmap(HeatmapLayout.Part)
    /// Of the hierarchy.
    case hierarchy(HierarchyLayout.Part)
    /// A cluster.
    case cluster(Int)
    /// A step of a curve.
    case pruning(step: Int, curve: Int)
    /// Of the scatterplot.
    case scatter(ScatterHover)
    /// Of the matrix.
    case matrix(MatrixHover)
}

/// What the pointer is over.
enum ChannelsHover: Equatable {
    /// A word of the switch between scenes.
    case tab(SceneName)
    /// A node of the strip.
    case node(Int)
    /// The small picture of the strip.
    case minimap
    /// A view of a card.
    case choice(card: Int, view: LayerView)
    /// The cross of a card.
    case close(card: Int)
    /// A button of a card.
    case button(card: Int, Int)
    /// What a card shows.
    case part(card: Int, CardPart)

    /// The part of a card, if it is that card's.
    func inCard(_ index: Int) -> CardPart? {
        if case .part(index, let part) = self { return part }
        return nil
    }
}
