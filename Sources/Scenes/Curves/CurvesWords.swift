import Samples
import Workbench

/// What the Curves scene says.
public enum CurvesWords {
    /// Above so many classes cells are coloured by agreement, unless the user wants classes.
    public static let mostColoredClasses = CurveLabels.mostColored

    /// What stands beside the title.
    static func remark(
        on grid: CurveGrid?, _ population: Population, isNarrowed: Bool
    ) -> String {
        var sentences: [String] = []
        if population.count > OrderRequest.largestCount {
            let (drawn, all) = (OrderRequest.largestCount, population.count)
            sentences.append(
                "\(NumberFormat.count(drawn)) of \(NumberFormat.count(all, "picture")) are drawn, evenly chosen.")
        } else {
            sentences.append("One cell is one picture; neighbors on the Hilbert curve have similar activations.")
        }
        if isNarrowed { sentences.append("Some of the data only.") }
        return sentences.joined(separator: " ")
    }

    /// As in "16 maps", "64 units", "3 maps, 32 × 32".
    public static func extent(_ operation: SampleOperation) -> String {
        if case .input = operation.source { return "picture" }
        let isVector = operation.shape.dropFirst().allSatisfy { $0 == 1 }
        if case .pool = operation.source, !isVector { return "pool" }
        return NumberFormat.count(operation.shape.first ?? 0, isVector ? "unit" : "map")
    }

    /// What the cells are: "1,797 cells", or how many of them are unused.
    static func cells(_ grid: CurveGrid) -> String {
        let all = NumberFormat.product(grid.width, grid.height)
        return grid.unusedCount == 0
            ? "\(all) cells" : "\(all) cells, \(NumberFormat.count(grid.unusedCount)) unused"
    }

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
    static let agreement = ["no neighbor has its label", "one has", "both have"]

    /// The left of the status line over a cell.
    static func cell(_ place: Int, of glyph: CurveGlyph, in name: String) -> String {
        "cell \(NumberFormat.count(place + 1)) of \(NumberFormat.count(glyph.order.count)) in \(name)"
    }

    /// The left of the status line over a glyph.
    static func glyph(_ operation: CurvesContent.Operation, hasClasses: Bool) -> String {
        guard let glyph = operation.glyph, hasClasses else { return operation.name }
        return
            "\(operation.name): \(NumberFormat.share(glyph.quality.quality)) of neighboring cells have the same label"
    }

    /// What is said where marks repeat; nil: they do not.
    static func marks(_ labels: CurveLabels) -> String? {
        let count = labels.memberCounts.count(where: { $0 > 0 })
        guard labels.names.count > CurveLabels.mostMarked, count > 0 else { return nil }
        return "From the ninth class on all share grey."
    }

    /// What the labels are, beside the heading of the list.
    static func source(_ labels: CurveLabels) -> String {
        labels.source == .predicted ? "the network's answers" : ""
    }
}
