import Occlusion
import Rendering

extension Figure {
    /// Deletion and insertion of a class, each with its name and area at its end.
    ///
    /// - Parameter order: whose order it is, as in "the occlusion map".
    public static func curves(
        _ curves: RemovalCurves, label: String, order: String = "the occlusion map", theme: Theme
    ) -> Figure {
        let plot = Rectangle(x: margin + 40, y: 84, width: 440, height: 260)
        let size = Point(plot.maxX + 132, plot.maxY + 66)
        let insertion = theme.signedColors.color(at: 0)
        let deletion = theme.signedColors.color(at: 1)
        let heading = heading(
            "Deletion and insertion: \(label)",
            "pixels in the order of \(order), hidden under \(words(for: curves.fill))",
            width: size.x - 2 * margin, theme: theme)
        let lines = [
            line(curves.deletion, curves.shares, in: plot, deletion, dashes: [6, 4]),
            line(curves.insertion, curves.shares, in: plot, insertion, dashes: []),
        ]
        let names = names(curves, in: plot, insertion: insertion, deletion: deletion)
        return Figure(
            size: size, theme: theme, heading + axes(in: plot, label: label, theme) + lines + names)
    }

    private static func line(
        _ values: [Float], _ shares: [Float], in plot: Rectangle, _ color: Color, dashes: [Float]
    ) -> OverlayItem {
        let points = zip(shares, values).map { point(share: $0, probability: $1, in: plot) }
        return .polyline(Polyline(points, width: 2, color: color, dashes: dashes))
    }

    private static func point(share: Float, probability: Float, in plot: Rectangle) -> Point {
        Point(plot.minX + share * plot.width, plot.maxY - probability * plot.height)
    }

    private static func axes(in plot: Rectangle, label: String, _ theme: Theme) -> [OverlayItem] {
        func text(_ words: String, _ place: Point, _ alignment: TextAlignment) -> OverlayItem {
            .text(
                TextRun(words, at: place, size: TypeSize.label, color: theme.ink2, alignment: alignment))
        }
        let rows = [Float(0), 0.5, 1].flatMap { level -> [OverlayItem] in
            let left = point(share: 0, probability: level, in: plot)
            let right = point(share: 1, probability: level, in: plot)
            return [
                .polyline(Polyline([left, right], width: 1, color: level == 0 ? theme.line2 : theme.line)),
                text(NumberFormat.decimal(level * 100, places: 0), left + Point(-8, 5), .right),
            ]
        }
        let columns = [Float(0), 0.5, 1].map { share in
            text(
                NumberFormat.decimal(share * 100, places: 0),
                point(share: share, probability: 0, in: plot) + Point(0, 20), .center)
        }
        let below = point(share: 0, probability: 0, in: plot) + Point(0, 42)
        let words = TextMeasure.standard.truncated(
            "P(\(label)) in %, by the share of the pixels in %", to: plot.width, size: TypeSize.label)
        return rows + columns + [text(words, below, .left)]
    }

    /// At the ends of the lines, kept apart where these meet.
    private static func names(
        _ curves: RemovalCurves, in plot: Rectangle, insertion: Color, deletion: Color
    ) -> [OverlayItem] {
        let ends = [curves.insertion.last ?? 0, curves.deletion.last ?? 0].map {
            point(share: 1, probability: $0, in: plot).y
        }
        let gap: Float = 40
        let push = max(0, gap - abs(ends[0] - ends[1])) / 2
        let isInsertionAbove = ends[0] <= ends[1]
        // The area under a name stays above the numbers of the axis.
        let lift = max(0, max(ends[0], ends[1]) + push - (plot.maxY - 17))
        let first = ends[0] + (isInsertionAbove ? -push : push) - lift
        let second = ends[1] + (isInsertionAbove ? push : -push) - lift
        return name("shown first", curves.insertionArea, Point(plot.maxX + 10, first), insertion)
            + name("hidden first", curves.deletionArea, Point(plot.maxX + 10, second), deletion)
    }

    private static func name(
        _ words: String, _ area: Float, _ place: Point, _ color: Color
    ) -> [OverlayItem] {
        [
            .text(TextRun(words, at: place, size: TypeSize.label, weight: .semibold, color: color)),
            .text(
                TextRun(
                    "area \(NumberFormat.decimal(area, places: 3))", at: place + Point(0, 17),
                    size: TypeSize.label, color: color)),
        ]
    }
}
