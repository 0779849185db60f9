/// One edit of a mask, in the order the user made them: what undo takes back and right-click removes.
public enum MaskShape: Sendable, Hashable, Codable {
    /// Hides a rectangle.
    case rectangle(PixelRectangle)
    /// Hides a brush stroke.
    case stroke(BrushStroke)
    /// Shows again what a rectangle covers.
    case erasedRectangle(PixelRectangle)
    /// Shows again what a brush stroke covers.
    case erasedStroke(BrushStroke)

    /// Whether the shape hides pixels; otherwise it shows them again.
    public var isHiding: Bool {
        switch self {
        case .rectangle, .stroke: true
        case .erasedRectangle, .erasedStroke: false
        }
    }

    /// Whether the shape covers the pixel in column `x` and row `y`.
    public func contains(x: Int, y: Int) -> Bool {
        switch self {
        case .rectangle(let rectangle), .erasedRectangle(let rectangle): rectangle.contains(x: x, y: y)
        case .stroke(let stroke), .erasedStroke(let stroke): stroke.contains(x: x, y: y)
        }
    }
}
