import Foundation
import Rendering
import Workbench

/// Deletion and insertion as lines over the share of the pixels, each with its name beside it: drawn on the stage
/// and, small, in the panel.
///
/// Solid: shown first; dashed: hidden first. The map's curves have the colours of signed values, the user's are ink,
/// those of chance grey.
public struct CurvePlot {
    let curves: [SaliencyContent.Curve]
    /// The share of the pixels after every step, 0...1.
    let shares: [Float]
    /// Where 0 to 100 % lie in both directions.
    let axes: Rectangle
    let theme: Theme
    let fonts: TextMeasure
    /// The step of a curve that is pointed at.
    var highlight: Step?

    /// A step of a curve.
    struct Step: Sendable, Equatable {
        /// Its index among the curves.
        var curve: Int
        /// The step.
        var step: Int
    }

    init(
        _ curves: [SaliencyContent.Curve], shares: [Float], in place: Rectangle, theme: Theme,
        fonts: TextMeasure
    ) {
        self.curves = curves
        self.shares = shares
        self.theme = theme
        self.fonts = fonts
        axes = Rectangle(
            x: place.minX + 34, y: place.minY + 8, width: max(place.width - 54, 1),
            height: max(place.height - 32, 1))
    }

    /// The map's curves of a state in a place of the panel.
    public init(of saliency: SaliencyState, in place: Rectangle, theme: Theme, fonts: TextMeasure) {
        self.init(
            SaliencyContent.curves(of: saliency).filter { $0.order == .map },
            shares: saliency.curves[.map]?.curves.shares ?? [], in: place, theme: theme, fonts: fonts)
    }

    /// All of it.
    public var items: [OverlayItem] {
        grid + curves.indices.reversed().map { .polyline(line(of: $0)) } + names + pointed
    }

    /// Where a step of a curve lies.
    func place(of step: Step) -> Point {
        place(share: shares[step.step], value: curves[step.curve].values[step.step])
    }

    /// The step of the curve that is nearest to a place, on or near the axes.
    func step(at place: Point) -> Step? {
        guard axes.inset(by: -8).contains(place), !curves.isEmpty, !shares.isEmpty else { return nil }
        let share = (place.x - axes.minX) / axes.width
        let step = shares.indices.min { abs(shares[$0] - share) < abs(shares[$1] - share) } ?? 0
        let curve = curves.indices.min { distance(to: $0, step, place) < distance(to: $1, step, place) } ?? 0
        return Step(curve: curve, step: step)
    }

    private func distance(to curve: Int, _ step: Int, _ place: Point) -> Float {
        abs(self.place(of: Step(curve: curve, step: step)).y - place.y)
    }

    private func place(share: Float, value: Float) -> Point {
        Point(axes.minX + share * axes.width, axes.maxY - min(max(value, 0), 1) * axes.height)
    }

    // MARK: Parts

    private var grid: [OverlayItem] {
        let lines = [Float(0), 0.5, 1].flatMap { value -> [OverlayItem] in
            let y = axes.maxY - value * axes.height
            let isBase = value == 0
            return [
                .polyline(
                    Polyline(
                        [Point(axes.minX, y), Point(axes.maxX, y)], width: 1,
                        color: isBase ? theme.line2 : theme.line)),
                text(NumberFormat.count(Int(value * 100)), Point(axes.minX - 8, y + 4), alignment: .right),
            ]
        }
        let below = [Float(0), 0.5, 1].map { share in
            text(
                NumberFormat.count(Int(share * 100)) + (share == 1 ? NumberFormat.thinSpace + "%" : ""),
                Point(axes.minX + share * axes.width, axes.maxY + 17), alignment: .center)
        }
        return lines + below
    }

    private func line(of curve: Int) -> Polyline {
        let points = zip(shares, curves[curve].values).map { place(share: $0, value: $1) }
        return Polyline(
            points, width: curves[curve].order == .map ? 2 : 1.6, color: color(of: curve),
            dashes: curves[curve].kind == .deletion ? [6, 4] : [])
    }

    /// A short piece of a curve's line, for a key: from a place to the right.
    func sample(of curve: Int, from start: Point, length: Float) -> OverlayItem {
        var line = line(of: curve)
        line.points = [start, start + Point(length, 0)]
        return .polyline(line)
    }

    func color(of curve: Int) -> Color {
        switch (curves[curve].order, curves[curve].kind) {
        case (.map, .deletion): theme.signedColors.color(at: 1)
        case (.map, .insertion): theme.signedColors.color(at: 0)
        case (.marks, _): theme.ink
        case (.chance, _): theme.ink3
        }
    }

    private var names: [OverlayItem] {
        let hasOthers = curves.contains { $0.order != .map }
        let titles = curves.map { SaliencyWords.name(of: $0, isAlone: !hasOthers) }
        let widths = titles.map { fonts.width(of: $0, size: 13, weight: .semibold) }
        let lines = curves.map { curve in zip(shares, curve.values).map { place(share: $0, value: $1) } }
        let places = CurveNames(lines: lines, widths: widths, bounds: axes.inset(by: -2)).places
        return zip(curves.indices, places).compactMap { curve, place in
            place.map {
                .text(
                    TextRun(
                        titles[curve], at: Point($0.minX, $0.maxY - 4), size: 13, weight: .semibold,
                        color: color(of: curve), halo: theme.paper))
            }
        }
    }

    private var pointed: [OverlayItem] {
        guard let highlight, curves.indices.contains(highlight.curve), shares.indices.contains(highlight.step)
        else { return [] }
        let at = place(of: highlight)
        let line = Polyline(
            [Point(at.x, axes.minY), Point(at.x, axes.maxY)], width: 1.2, color: theme.signal)
        let ring = (0..<24).map { step -> Point in
            let angle = Float(step) / 24 * 2 * .pi
            return at + 5 * Point(cos(angle), sin(angle))
        }
        return [
            .polyline(line), .polygon(ring, theme.casing),
            .polyline(Polyline(ring, width: 2, color: theme.signal, isClosed: true)),
        ]
    }

    private func text(_ string: String, _ position: Point, alignment: TextAlignment) -> OverlayItem {
        .text(TextRun(string, at: position, size: 12, color: theme.ink2, alignment: alignment))
    }
}
