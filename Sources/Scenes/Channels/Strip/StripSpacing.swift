/// What stays free around the tiles of a graph strip, in points.
struct StripSpacing: Sendable, Equatable {
    /// Above a tile, for its name.
    var above: Float = 22
    /// Below a tile.
    var below: Float = 2
    /// Between two tiles of a rank, one below the other.
    var between: Float = 32
    /// For an edge that passes between tiles.
    var passing: Float = 16
    /// From a tile to the first edge that jumps over it.
    var jump: Float = 30
    /// From one such edge to the next, above it.
    var track: Float = 9
    /// From the uppermost edge to the strip's end.
    var end: Float = 6

    /// All of them smaller or larger, but for what lies below.
    func scaled(by factor: Float) -> StripSpacing {
        StripSpacing(
            above: above * factor, below: below, between: between * factor, passing: passing * factor,
            jump: jump * factor, track: track * factor, end: end * factor)
    }
}
