import Rendering

/// Where the card of the hovered tile stands: beside it, where it hides the fewest tiles and no corner.
struct CardPlacement: Sendable, Equatable {
    /// The card's extent, in points.
    static let size = Point(316, 206)

    /// A side of the tile, how far from its edge the card is, and how far along it the card is moved: -1 (up,
    /// left), 0 or 1 (down, right), and beyond.
    private struct Candidate: Sendable, Equatable {
        var side: MarkLabels.Side
        var gap: Float
        var slide: Float

        /// Near and straight ones first.
        static let all = [Float(24), 72, 144].flatMap { gap in
            [Float(0), -1, 1, -1.6, 1.6].flatMap { slide in
                [MarkLabels.Side.right, .left, .above, .below].map {
                    Candidate(side: $0, gap: gap, slide: slide)
                }
            }
        }
    }

    private var previous: Candidate?

    /// The card's rectangle for the tile in `tile`.
    ///
    /// `covered` are the other tiles, to be hidden as little as can be; `kept` must not be hidden. The side of
    /// the last card is left only where another one is better by more than a tile, so that cards do not jump.
    mutating func place(
        beside tile: Rectangle, covering covered: [Rectangle], keeping kept: [Rectangle], in bounds: Rectangle
    ) -> Rectangle {
        var best = (cost: Float.infinity, candidate: Candidate.all[0])
        for candidate in Candidate.all {
            let card = Self.rectangle(candidate, tile, bounds)
            var cost =
                Float(covered.count { $0.intersects(card) }) * 40 + candidate.gap / 4 + abs(candidate.slide)
                * 4
            if card.intersects(tile.inset(by: -4)) { cost += 100_000 }
            cost += Float(kept.count { $0.intersects(card) }) * 5_000
            if candidate.side == previous?.side { cost -= 40 }
            if cost < best.cost { best = (cost, candidate) }
        }
        previous = best.candidate
        return Self.rectangle(best.candidate, tile, bounds)
    }

    /// The card at a candidate's place, moved into the bounds.
    private static func rectangle(_ candidate: Candidate, _ tile: Rectangle, _ bounds: Rectangle) -> Rectangle
    {
        let reach = (tile.size + size) / 2 + candidate.gap
        let along = (size - tile.size) / 2 * candidate.slide
        let center =
            switch candidate.side {
            case .right: tile.center + Point(reach.x, along.y)
            case .left: tile.center + Point(-reach.x, along.y)
            case .above: tile.center + Point(along.x, -reach.y)
            case .below: tile.center + Point(along.x, reach.y)
            }
        let low = bounds.origin
        let high = pointwiseMax(low, bounds.origin + bounds.size - size)
        return Rectangle(origin: pointwiseMax(low, pointwiseMin(high, center - size / 2)), size: size)
    }
}
