import Rendering

extension StripLayout {
    /// A glyph's side where there is room.
    static let largestGlyph: Float = 132
    /// Glyphs do not become smaller than this to be seen all at once: beyond, the strip pans.
    static let smallestGlyph: Float = 44
    /// Between two glyphs of a row at least; half of it between small ones.
    static let glyphGap: Float = 26

    /// The layout of glyphs in a room of `size` points: as large as they can be with all in view, in whole points a
    /// cell where that costs little.
    ///
    /// - Parameter cells: how many cells lie along a glyph's side.
    init(glyphsOf graph: LayeredGraph, cells: Int, in size: Point) {
        let count = Float(graph.ranks.count + 1)
        func widest(_ gap: Float) -> Float { (size.x - gap * (count - 1)) / count }
        var wanted = min(widest(Self.glyphGap), Self.largestGlyph)
        if wanted < 64 { wanted = min(widest(Self.glyphGap / 2), 64) }
        let isFitted = wanted >= Self.smallestGlyph
        if !isFitted { wanted = 64 }
        func layout(_ wanted: Float) -> StripLayout {
            let tile = Self.side(atMost: wanted, cells: cells)
            let fitted = ((size.x - tile) / max(count - 1, 1)).rounded(.down)
            let pitch = isFitted ? min(max(fitted, tile + 12), tile + 170) : tile + Self.glyphGap
            return StripLayout(graph, tile: tile, pitch: pitch, spacing: .glyphs(side: tile))
        }
        var made = layout(wanted)
        while made.heights.upperBound - made.heights.lowerBound > size.y, wanted > 28 {
            wanted -= 4
            made = layout(wanted)
        }
        self = made
    }

    /// The side of a glyph of at most `wanted` points: whole points a cell, unless that makes it much smaller.
    static func side(atMost wanted: Float, cells: Int) -> Float {
        let whole = (wanted / Float(cells)).rounded(.down) * Float(cells)
        return whole >= wanted * 0.75 ? whole : wanted.rounded(.down)
    }
}

extension StripSpacing {
    /// Around glyphs: name above, a bar and figures below.
    static func glyphs(side: Float) -> StripSpacing {
        let isNamed = side >= CurveGraphPainter.smallestNamed
        let above: Float = 24
        let below: Float = isNamed ? 40 : 14
        return StripSpacing(
            above: above, below: below, between: above + below + 8, passing: 18, jump: above + 12, track: 10,
            end: 8)
    }
}
