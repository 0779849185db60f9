import Occlusion
import Rendering

extension Figure {
    /// Deletion and insertion of a class, each with its name beside it, the areas below.
    ///
    /// - Parameter order: whose order it is, as in "the occlusion map".
    public static func curves(
        _ curves: RemovalCurves, label: String, order: String = "the occlusion map", theme: Theme
    ) -> Figure {
        let fonts = TextMeasure.standard
        let place = Rectangle(x: margin, y: 72, width: 580, height: 310)
        let plot = CurvePlot(
            SaliencyContent.curves(of: curves, in: .map), shares: curves.shares, in: place, theme: theme,
            fonts: fonts)
        let heading = heading(
            "Deletion and insertion: \(label)",
            "pixels in the order of \(order), hidden under \(words(for: curves.fill))", width: place.width,
            theme: theme)
        func line(_ words: String, below: Float) -> OverlayItem {
            .text(
                TextRun(
                    fonts.truncated(words, to: plot.axes.width, size: TypeSize.label),
                    at: Point(plot.axes.minX, place.maxY + below), size: TypeSize.label, color: theme.ink2))
        }
        let areas = [curves.deletionArea, curves.insertionArea].map { NumberFormat.decimal($0, places: 3) }
        let words = [
            line("P(\(label)) in %, by the share of the pixels in %", below: 20),
            line("area when hidden first \(areas[0]), when shown first \(areas[1])", below: 40),
        ]
        return Figure(
            size: Point(place.maxX + margin, place.maxY + 40 + margin), theme: theme,
            heading + plot.items + words)
    }
}
