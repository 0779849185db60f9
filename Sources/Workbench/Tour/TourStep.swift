import Occlusion

/// What the user does in the tour, one thing after the other. The words are the window's.
public enum TourStep: String, Sendable, CaseIterable {
    // Why did it say dog?
    /// Points at the answer.
    case answer
    /// Points at a map, and sees what its pixel sees.
    case field
    /// Opens a block.
    case block
    /// Opens a map of it.
    case map
    /// Asks where a value comes from.
    case value
    /// Hides the dog's head.
    case hide
    /// Takes that back.
    case undo
    /// Hides the ball instead.
    case control
    /// Has windows slide over the whole picture.
    case windows
    /// Picks a support vector.
    case vector
    /// Reads the occlusion map.
    case saliency
    /// Puts the answer together.
    case summary

    // A whole data set
    /// Opens a data set.
    case data
    /// Picks a class.
    case classes
    /// Selects neighbors on the map of a layer.
    case lasso
    /// Opens another layer's channels.
    case channels
    /// Opens an operation.
    case curves
    /// Marks places of units.
    case units
    /// Chooses whose neighbors are shown.
    case neighbors
    /// Looks back.
    case end

    /// The part of the tour that it belongs to.
    public enum Chapter: Sendable, CaseIterable {
        /// One picture: why did it say dog?
        case picture
        /// A whole data set.
        case data

        /// Its steps, in order.
        public var steps: [TourStep] { TourStep.allCases.filter { $0.chapter == self } }
    }

    /// The part of the tour that it belongs to.
    public var chapter: Chapter {
        switch self {
        case .answer, .field, .block, .map, .value, .hide, .undo, .control, .windows, .vector, .saliency,
            .summary:
            .picture
        case .data, .classes, .lasso, .channels, .curves, .units, .neighbors, .end: .data
        }
    }

    /// The step that follows; nil: it is the last one.
    public var next: TourStep? { neighbor(1) }
    /// The step before; nil: it is the first one.
    public var previous: TourStep? { neighbor(-1) }

    private func neighbor(_ offset: Int) -> TourStep? {
        let all = Self.allCases
        return all.firstIndex(of: self).map { $0 + offset }.flatMap {
            all.indices.contains($0) ? all[$0] : nil
        }
    }

    /// The scene in which it is done.
    public var scene: SceneName {
        switch self {
        case .answer, .field, .block, .map, .value, .hide, .undo, .control: .network
        case .windows, .vector: .occlusion
        case .saliency, .summary: .saliency
        case .data, .classes, .end: .classes
        case .lasso: .map
        case .channels: .channels
        case .curves: .curves
        case .units: .units
        case .neighbors: .neighbors
        }
    }

    /// Whether there is nothing to do in it.
    public var isTalk: Bool { self == .summary || self == .end }
}

/// Where things are in the picture that the tour is about, in pixels of its network's input.
public enum TourPicture {
    /// The dog's head.
    public static let head = PixelRectangle(x: 24, y: 33, width: 62, height: 50)
    /// The ball.
    public static let ball = PixelRectangle(x: 83, y: 81, width: 44, height: 45)
    /// Pixels of a side of the input.
    public static let side = 128
    /// The layer that is opened: deep enough to see parts, large enough to be looked at.
    public static let layerName = "conv 3_2"
}
