import Rendering
import Workbench

/// The card of the sample under the pointer.
extension NeighborsScene {
    /// The card of the sample under the pointer.
    var card: [OverlayItem] {
        guard let stage, let facts = content.facts, grip == nil, let pointer,
            let (sample, anchor) = pointedPlace(at: pointer)
        else { return [] }
        let bounds = Rectangle(origin: .zero, size: layout.size).inset(by: 8)
        let told = facts.card(
            of: sample, image: content.image(sample), remarks: remarks(on: sample, pointer))
        let card = SampleCard(told, beside: anchor, in: bounds, keeping: kept)
        return leader(from: sample, to: card.place, stage.theme)
            + card.items(theme: stage.theme, fonts: stage.fonts)
    }

    /// What a card that stands beside a picture leaves in sight: the disc.
    private var kept: [Rectangle] {
        guard case .picture = hover else { return [] }
        return [Rectangle(origin: layout.radial.center, size: .zero).inset(by: -layout.radial.outerRadius)]
    }

    /// From the end of a trace to its card, which stands beside the disc.
    private func leader(from sample: Int, to card: Rectangle, _ theme: Theme) -> [OverlayItem] {
        guard case .trace = hover, let trace = motion.plot?.trace(of: sample) else { return [] }
        let start = layout.radial.place(angle: trace.angle, radius: trace.to)
        let end = pointwiseMax(card.origin, pointwiseMin(card.origin + card.size, start))
        return [.polyline(Polyline([start, end], width: 1.2, color: theme.signal, casing: theme.casing))]
    }

    /// The sample under the pointer, and what its card stands beside.
    private func pointedPlace(at pointer: Point) -> (Int, Rectangle)? {
        let beside = Rectangle(origin: pointer, size: .zero).inset(by: -10)
        switch hover {
        case .line(let sample), .map(_, .sample(let sample)): return (sample, beside)
        case .trace(let sample):
            // The disc stays in sight.
            let (disc, radius) = (layout.radial, layout.radial.outerRadius)
            return (
                sample,
                Rectangle(x: disc.center.x - radius, y: pointer.y - 1, width: 2 * radius, height: 2)
            )
        case .picture(let sample, let place): return (sample, place.inset(by: -2))
        case .bar(let index):
            return trace(ofBar: index).map { ($0.sample, strip.bar(index).inset(by: -6)) }
        default: return nil
        }
    }

    private func remarks(on sample: Int, _ pointer: Point) -> [String] {
        if case .line = hover, let plot = stabilityPlot, let position = plot.lines.position(of: sample) {
            return [NeighborsWords.kept(plot.lines, position, operation: plot.axis(at: pointer.y))]
        }
        guard let trace = content.plot?.trace(of: sample) else { return [] }
        return [
            NeighborsWords.rank(trace.fromRank, in: content.names.from),
            NeighborsWords.rank(trace.toRank, in: content.names.to),
        ]
    }
}
