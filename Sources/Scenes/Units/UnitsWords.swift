import Inference
import Samples
import Workbench

/// What the Units scene says.
enum UnitsWords {
    /// What units are called: as they are named, or by number.
    static func names(_ names: [String], count: Int) -> [String] {
        names.count == count ? names : (0..<count).map { "#\($0)" }
    }

    /// What a plot's points are: "A point is one place in one of 192 pictures, colored by its class."
    static func remark(pictures: Int, isMap: Bool) -> String {
        let what =
            isMap
            ? "A point is one place in one of \(NumberFormat.count(pictures, "picture"))"
            : "A point is one of \(NumberFormat.count(pictures, "picture"))"
        return "\(what), colored by its class. All plots share one range."
    }

    /// The line below a figure's title.
    static func figure(_ cloud: UnitCloud, shown: Int, _ shape: [Int]) -> String {
        let (points, all) = (cloud.count, cloud.points.placeCount)
        let what = shape[1] * shape[2] > 1 ? "place" : "picture"
        let number =
            points < all
            ? "\(NumberFormat.count(points)) of \(NumberFormat.count(all, what))"
            : NumberFormat.count(all, what)
        return
            "\(number) on the \(NumberFormat.word(shown)) most varying of \(NumberFormat.count(cloud.unitCount, "unit")); one range, 0.15th to 99.95th percentile"
    }

    /// What is selected: "296 places in 74 pictures".
    static func selection(points: Int, pictures: Int, isMap: Bool) -> [String] {
        guard pictures > 0 else { return ["none"] }
        let words = NumberFormat.count(pictures, "picture")
        guard isMap else { return [words] }
        return ["\(NumberFormat.count(points, "place"))", "in \(words)"]
    }

    /// How much of the picture a unit sees.
    static func seen(width: Int, height: Int, of picture: SIMD2<Int>) -> String {
        width >= picture.x && height >= picture.y
            ? "sees the whole picture" : "sees \(NumberFormat.pixels(width, height)) of the picture"
    }

    /// On which side of the non-linearity.
    static func side(_ side: LayerSide) -> String {
        side == .before ? "before activation" : "after activation"
    }

    /// A mean response, in standard deviations: "+0.6".
    static func response(_ value: Float) -> String {
        (value >= 0.05 ? "+" : "") + NumberFormat.decimal(value, places: 1)
    }

    /// How many plots are seen: "36 of 4,096 plots".
    static func plots(_ shown: Int, of count: Int) -> String {
        "\(NumberFormat.count(shown)) of \(NumberFormat.count(count, "plot"))"
    }
}
