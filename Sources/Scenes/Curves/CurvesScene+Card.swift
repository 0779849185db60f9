import Rendering
import Workbench

/// The card of the sample under the pointer: its picture, and those before and after it on the curve.
extension CurvesScene {
    /// The card with its leader; nothing where no sample is under the pointer.
    ///
    /// - Parameter kept: what the card should not cover.
    func card(_ stage: Stage, keeping kept: [Rectangle]) -> [OverlayItem] {
        guard grip == nil, let facts = content.facts, let found = hoveredPlace, let sample = hoveredSample,
            let cell = cellPlace(stage, found.glyph, found.place)
        else { return [] }
        let words = CurvesWords.cell(found.place, of: found.glyph, in: found.operation.name)
        var card = facts.card(of: sample, image: content.image(sample), remarks: [words])
        card.row = SampleCard.Row(
            title: "Neighbors on the curve",
            pictures: found.glyph.neighbors(of: found.place, reach: Self.reach).map { position in
                let neighbor = content.population.samples[position]
                return (content.image(neighbor), content.labels.classOf[position], neighbor == sample)
            })
        let place = CurveCardPlace.find(
            SampleCard.size(of: card), beside: cell.inset(by: -12),
            in: bounds(for: SampleCard.size(of: card)),
            keeping: kept)
        let pen = Pen(theme: stage.theme, fonts: stage.fonts)
        let end = pointwiseMax(place.origin, pointwiseMin(place.origin + place.size, cell.center))
        return [pen.line([cell.center, end], stage.theme.signal, width: 1.4, casing: stage.theme.casing)]
            + SampleCard(card, at: place.origin).items(theme: stage.theme, fonts: stage.fonts)
    }

    /// Beside a large glyph, the card stays below the network where it has room.
    private func bounds(for card: Point) -> Rectangle {
        let stage = Rectangle(origin: .zero, size: layout.size).inset(by: 8)
        guard case .large = hover, stage.maxY - layout.divider - 4 >= card.y else { return stage }
        return Rectangle(
            x: stage.minX, y: layout.divider + 4, width: stage.width, height: stage.maxY - layout.divider - 4)
    }

    /// The cell under the pointer.
    private func cellPlace(_ stage: Stage, _ glyph: CurveGlyph, _ place: Int) -> Rectangle? {
        let cell = glyph.grid.cell(of: place)
        switch hover {
        case .glyph(let index, _): return graphPainter(stage).place(of: index).place(of: cell)
        case .large(let index, _): return largePlace(index)?.place(of: cell)
        default: return nil
        }
    }
}

/// Where a card stands beside a cell: above or below, to the right or left of it.
enum CurveCardPlace {
    /// The place that covers the least of `kept`; the first, where several are as good.
    static func find(_ size: Point, beside cell: Rectangle, in bounds: Rectangle, keeping kept: [Rectangle])
        -> Rectangle
    {
        let gap: Float = 16
        let (above, below) = (cell.minY - gap - size.y, cell.maxY + gap)
        let (right, left) = (cell.maxX + gap, cell.minX - gap - size.x)
        let middle = cell.center - size / 2
        let origins = [
            Point(right, above), Point(right, below), Point(left, above), Point(left, below),
            Point(middle.x, above),
            Point(middle.x, below), Point(right, middle.y), Point(left, middle.y),
        ]
        let high = pointwiseMax(bounds.origin, bounds.origin + bounds.size - size)
        let places = origins.map {
            Rectangle(origin: pointwiseMax(bounds.origin, pointwiseMin(high, $0)), size: size)
        }
        func area(_ one: Rectangle, _ other: Rectangle) -> Float {
            one.intersection(other).map { $0.width * $0.height } ?? 0
        }
        func cost(_ place: Rectangle) -> Float {
            kept.reduce(area(place, cell) * 1000) { $0 + area(place, $1) }
        }
        return places.min { cost($0) < cost($1) } ?? Rectangle(origin: bounds.origin, size: size)
    }
}
