/// What the pointer does on the picture.
public enum MaskTool: String, Sendable, CaseIterable {
    /// Selects masks and moves them.
    case select
    /// Drags a rectangle.
    case rectangle
    /// Drags an ellipse.
    case ellipse
    /// Paints discs.
    case brush
    /// Shows hidden pixels again.
    case eraser
    /// Draws around something, free hand or corner by corner.
    case lasso
    /// Clicks on regions of like colour.
    case superpixels

    /// Whether a press on a mask takes hold of it instead of drawing.
    public var isShape: Bool {
        switch self {
        case .select, .rectangle, .ellipse, .lasso: true
        case .brush, .eraser, .superpixels: false
        }
    }

    /// Whether the tool has a size.
    public var isBrush: Bool { self == .brush || self == .eraser }
}
