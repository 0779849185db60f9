/// One call to a drawer.
struct DrawCommand {
    /// How depth takes part.
    enum Depth {
        /// Hidden by what is nearer, and hides what is farther.
        case solid
        /// As `solid`, but wins against what lies in the same plane.
        case onSurface
        /// Hidden by what is nearer, hides nothing.
        case seeThrough
        /// On top of everything before.
        case flat
    }

    let kind: OverlayKind
    /// The elements of the drawer's stream.
    let range: Range<Int>
    let depth: Depth
    /// Whether the elements are in world units, else in pixels of the stage.
    let isInWorld: Bool
    /// Where drawing is allowed, in points; nil: everywhere.
    var clip: Rectangle?
}

extension [WorldVertex] {
    /// Whether nothing shows through.
    var isOpaque: Bool { allSatisfy { $0.color.alpha >= 1 } }
}
