import Datasets
import Occlusion
import Rendering
import Tensors

extension Figure {
    /// The occlusion map of a class over the picture, with a legend.
    ///
    /// - Parameters:
    ///   - map: what the class's probability loses where a pixel is hidden, `[height, width]`.
    ///   - picture: the unmasked picture, of the same extent.
    ///   - label: the class.
    ///   - windowCount: over how many windows the map is a mean.
    ///   - fill: what they were hidden under.
    public static func occlusion(
        map: Tensor, over picture: Picture, label: String, windowCount: Int, fill: Fill, theme: Theme
    ) -> Figure {
        let made = OcclusionMapImage.make(of: map, over: picture, theme: theme)
        // Half a point is a pixel: every pixel of the picture becomes a square of whole ones.
        let enlargement = Float(max(1, 800 / max(picture.width, picture.height))) / 2
        let extent = Point(Float(picture.width), Float(picture.height)) * enlargement
        let width = max(extent.x, 420)
        let place = Rectangle(
            x: margin + (width - extent.x) / 2, y: 74, width: extent.x, height: extent.y)
        let windows = NumberFormat.count(windowCount, "window")
        let heading = heading(
            "Occlusion map: \(label)", "mean over \(windows), hidden under \(words(for: fill))", width: width,
            theme: theme)
        let legend = legend(
            bound: made.range, label: label, at: Point(margin, place.maxY + 26), width: width, theme: theme)
        return Figure(
            size: Point(width + 2 * margin, place.maxY + 70), theme: theme,
            heading + [.image(made.image, place, opacity: 1)]
                + [.box(Box(place, border: theme.ink2, borderWidth: 0.5))] + legend)
    }

    private static func legend(
        bound: Float, label: String, at origin: Point, width: Float, theme: Theme
    ) -> [OverlayItem] {
        func text(_ words: String, _ x: Float, _ row: Float, _ alignment: TextAlignment) -> OverlayItem {
            .text(
                TextRun(
                    words, at: origin + Point(x, row * 20), size: row == 0 ? TypeSize.label : TypeSize.remark,
                    color: row == 0 ? theme.ink2 : theme.ink3, alignment: alignment))
        }
        let points =
            bound < 0.001
            ? OcclusionMapImage.words(ofRange: bound) : NumberFormat.decimal(bound * 100, places: 1)
        let ramp = Rectangle(x: origin.x + 56, y: origin.y - 10, width: width - 112, height: 10)
        let words = TextMeasure.standard.truncated(
            "hiding it changes P(\(label))", to: width - 190, size: TypeSize.remark)
        return [
            text("raises", 0, 0, .left), text("lowers", width, 0, .right),
            .image(OcclusionMapImage.key(theme: theme), ramp, opacity: 1),
            text("+\(points) points", 0, 1, .left), text(words, width / 2, 1, .center),
            text("\(NumberFormat.minus)\(points) points", width, 1, .right),
        ]
    }
}
