import Samples
import Workbench

/// What the Curves scene says.
public enum CurvesWords {
    /// Above so many classes cells are coloured by agreement, unless the user wants classes.
    public static let mostColoredClasses = CurveLabels.mostColored

    /// What stands beside the title: of several, the first that has room.
    static func remarks(on population: Population, isNarrowed: Bool) -> [String] {
        let end = isNarrowed ? " Some of the data only." : ""
        guard population.count <= OrderRequest.largestCount else {
            let (drawn, all) = (
                NumberFormat.count(OrderRequest.largestCount), NumberFormat.count(population.count)
            )
            return [
                "\(drawn) of \(all) pictures are drawn, evenly chosen.\(end)", "\(drawn) of \(all) drawn.",
                "\(drawn) drawn",
            ]
        }
        return [
            "One cell is one picture; neighbors on the Hilbert curve have similar activations.\(end)",
            "One cell is one picture, alike ones side by side.\(end)", "One cell is one picture.",
        ]
    }

    /// As in "16 maps", "64 units", "3 maps, 32 × 32".
    public static func extent(_ operation: SampleOperation) -> String {
        if case .input = operation.source { return "picture" }
        let isVector = operation.shape.dropFirst().allSatisfy { $0 == 1 }
        if case .pool = operation.source, !isVector { return "pool" }
        return NumberFormat.count(operation.shape.first ?? 0, isVector ? "unit" : "map")
    }

    /// What the cells are: "44 × 42 cells, 51 unused".
    static func cells(_ grid: CurveGrid) -> String {
        let all = NumberFormat.product(grid.width, grid.height) + " cells"
        return grid.unusedCount == 0 ? all : "\(all), \(unused(grid))"
    }

    /// As in "51 unused".
    static func unused(_ grid: CurveGrid) -> String { "\(NumberFormat.count(grid.unusedCount)) unused" }

    /// What stands at the right above the large glyph by class.
    static func highlight(_ content: SelectionFacts) -> String? {
        guard content.count > 0 else { return nil }
        if let name = content.wholeClass { return "\(name) highlighted" }
        return "\(NumberFormat.count(content.count, "picture")) highlighted"
    }

    /// What is said of a selection.
    struct SelectionFacts: Equatable {
        /// How many samples of those that are drawn.
        var count: Int
        /// The class whose samples they all are, and all of them.
        var wholeClass: String?
    }

    /// How many neighbours are alike: the three rows of the list.
    static let agreement = ["neither alike", "one alike", "both alike"]

    /// The left of the status line over a cell.
    static func cell(_ place: Int, of glyph: CurveGlyph, in name: String) -> String {
        "cell \(NumberFormat.count(place + 1)) of \(NumberFormat.count(glyph.order.count)) in \(name)"
    }

    /// The left of the status line over a glyph: how well all classes lie together, and the highlighted one.
    ///
    /// - Parameter highlighted: the class that is highlighted, an index into the names of `labels`; nil: none.
    static func glyph(_ operation: CurvesContent.Operation, _ labels: CurveLabels, highlighted: Int?)
        -> String
    {
        guard let quality = operation.glyph?.quality, labels.source != .none else { return operation.name }
        let all =
            "\(operation.name): \(NumberFormat.share(quality.quality)) of neighboring cells have the same label"
        guard let index = highlighted, quality.ofClasses.indices.contains(index) else { return all }
        return "\(all), for \(labels.names[index]) alone \(NumberFormat.share(quality.ofClasses[index]))"
    }

    /// What is said where marks repeat; nil: they do not.
    static func marks(_ labels: CurveLabels) -> String? {
        let count = labels.memberCounts.count(where: { $0 > 0 })
        guard labels.names.count > CurveLabels.mostMarked, count > 0 else { return nil }
        return "From the ninth class on all are grey."
    }

    /// What the labels are, beside the heading of the list.
    static func source(_ labels: CurveLabels) -> String {
        labels.source == .predicted ? "the network's answers" : ""
    }
}
