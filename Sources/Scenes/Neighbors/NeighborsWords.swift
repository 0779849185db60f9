import Samples
import Workbench

/// What the Neighbors scene says.
enum NeighborsWords {
    /// What stands above the stage.
    static func title(count: Int, population: Int) -> MapContent.Words {
        let shown = min(count, max(population - 1, 0))
        let number = NumberFormat.count(shown)
        let clamp =
            shown < count
            ? " There are no more than \(number) others." : ""
        return MapContent.Words(
            heading: "How neighborhoods survive the network",
            remark:
                "Of its \(number) nearest pictures in the input, how many are still among the \(number) nearest?"
                + clamp, shortRemark: "Of its \(number) nearest pictures, how many stay?" + clamp)
    }

    /// What is said where not all lines are drawn; nil: all are.
    static func thinned(_ lines: StabilityLines) -> String? {
        guard lines.drawn.count < lines.samples.count else { return nil }
        return "\(NumberFormat.count(lines.drawn.count)) of \(NumberFormat.count(lines.samples.count)) lines"
    }

    /// What follows the stability plot's heading.
    static func stability(_ lines: StabilityLines, population: Int) -> String {
        if let thinned = thinned(lines) { return "kept in common with the input, \(thinned)" }
        if lines.samples.count < population {
            return
                "kept in common with the input, \(NumberFormat.count(lines.samples.count)) of \(NumberFormat.count(population)) pictures"
        }
        return "kept in common with the input"
    }

    /// How the densities were made: "Gaussian kernel, Scott's rule, bandwidth 0.85 for its own class".
    static func bandwidth(_ curves: DistanceCurves) -> String {
        let rule = "to each class; Gaussian kernel, Scott's rule"
        guard let bandwidth = curves.bandwidth else { return rule }
        let whose = curves.ownClass == nil ? "" : " for its own"
        return "\(rule), bandwidth \(NumberFormat.value(bandwidth))\(whose)"
    }

    /// The same in fewer and fewer words.
    static func shorterBandwidths(_ curves: DistanceCurves) -> [String] {
        guard let bandwidth = curves.bandwidth else { return ["Gaussian kernel"] }
        let value = NumberFormat.value(bandwidth)
        return ["Gaussian kernel, bandwidth \(value)", "bandwidth \(value)"]
    }

    /// What follows the disc's heading: "input to logits, 172 neighbors in either".
    static func transformation(from: String, to: String, shown: Int, of all: Int) -> String {
        let count = NumberFormat.count(shown, "neighbor")
        return shown < all
            ? "\(from) to \(to), \(NumberFormat.count(shown)) of \(NumberFormat.count(all, "neighbor")) in either"
            : "\(from) to \(to), \(count) in either"
    }

    /// The place of a neighbour in both operations: "rank 26 in the input, 393 in the logits".
    static func ranks(_ trace: RadialPlot.Trace, from: String, to: String) -> String {
        "rank \(NumberFormat.count(trace.fromRank)) in \(inside(from)), "
            + "\(NumberFormat.count(trace.toRank)) in \(inside(to))"
    }

    /// The place of a neighbour in an operation: "rank 26 in the input".
    static func rank(_ rank: Int, in operation: String) -> String {
        "rank \(NumberFormat.count(rank)) in \(inside(operation))"
    }

    /// An operation's name in a sentence: "the input", "the logits", "conv1".
    static func inside(_ name: String) -> String {
        ["input", "logits"].contains(name) ? "the \(name)" : name
    }

    /// The pictures in the strip's brush: "The ten that came closest", "Neighbors 31 to 40 of 172, sorted by change".
    static func brushed(first: Int, count: Int, of all: Int) -> String {
        guard all > 0, count > 0 else { return "" }
        let number = NumberFormat.word(count)
        if count == all { return "All \(number)" }
        if first == 0 { return "The \(number) that came closest" }
        if first + count == all { return "The \(number) that went farthest" }
        return
            "\(Ordinal.words(first + 1)) to \(Ordinal.words(first + count)) of \(NumberFormat.count(all)) by change"
    }

    /// What a line of the stability plot is: "keeps 37 of 100 in conv4_1".
    static func kept(_ lines: StabilityLines, _ position: Int, operation: Int) -> String {
        "keeps \(NumberFormat.count(lines.kept(position, operation: operation))) "
            + "of \(NumberFormat.count(lines.count)) in \(inside(lines.names[operation]))"
    }
}
