import ArgumentParser
import Foundation
import Samples
import Workbench

/// What the views of a data set depend on.
struct DatasetOptions: ParsableArguments {
    @Option(name: .long, help: "How a channel becomes a number: otsu, l2, mean or max.")
    var summary = SummaryName.otsu

    @Flag(help: "Summaries, and units of the scatterplot matrix, after the non-linearity, not before it.")
    var after = false

    @Option(name: .long, help: ArgumentHelp("Layouts: tsne, umap, mds, pca.", valueName: "list"))
    var method = NameList(names: ["tsne"])

    @Flag(help: "Layouts and clusters of whole activations, not of summaries.")
    var activations = false

    @Option(name: .long, help: "The perplexity of t-SNE.")
    var perplexity = 30.0

    @Option(name: .long, help: "The neighbors of UMAP.")
    var neighbors = 15

    @Option(name: .long, help: "The seed of whatever starts at random.")
    var seed: UInt64 = 0

    @Flag(help: "Also says how far layouts depend on their seed: five seeds of each.")
    var steadiness = false

    @Option(name: .long, help: "The number of clusters, by k-means. (default: X-means chooses, up to 10)")
    var clusters: Int?

    @Option(name: .long, help: "The share of the channels that count as strong, 0 to 1.")
    var share: Float = 0.2

    @Option(name: .long, help: "Pictures of each class in matrix and heatmap. (default: 20 and 16)")
    var perClass: Int?

    @Option(name: .long, help: "Representatives of each class. (default: X-means chooses)")
    var representatives: Int?

    @Option(
        name: .long, help: "What channels are ordered and pruned by: classDistance, variance or filterNorm.")
    var order = ChannelOrdering.classDistance

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The layers that are pruned. (default: the last three convolutions)", valueName: "list"))
    var prune: NameList?

    func validate() throws {
        for name in method.names where EmbeddingMethod(rawValue: name) == nil {
            throw ValidationError("There is no layout \"\(name)\"; there are tsne, umap, mds and pca.")
        }
        guard perplexity >= 1 else { throw ValidationError("--perplexity must be 1 or more.") }
        guard neighbors >= 2 else { throw ValidationError("--neighbors must be 2 or more.") }
        guard share > 0, share <= 1 else { throw ValidationError("--share must be above 0 and at most 1.") }
        for (name, value) in [
            ("clusters", clusters), ("per-class", perClass), ("representatives", representatives),
        ] {
            if let value, value < 1 { throw ValidationError("--\(name) must be 1 or more.") }
        }
    }

    /// Sets these options.
    func apply(to request: inout DatasetRequest) {
        request.methods = method.names.compactMap(EmbeddingMethod.init(rawValue:))
        request.prunedNames = prune?.names
        request.withSteadiness = steadiness
        var settings = request.settings
        settings.summary = SummaryChoice(named: summary.rawValue, after: after)
        settings.unitSide = after ? .after : .before
        settings.usesWholeActivations = activations
        (settings.perplexity, settings.neighborCount, settings.seed) = (perplexity, neighbors, seed)
        if let clusters { settings.clusters = .kmeans(count: clusters) }
        settings.strongShare = share
        if let perClass { (settings.matrixCount, settings.heatmapCount) = (perClass, perClass) }
        settings.representativeCount = representatives
        settings.channelOrder = order
        request.settings = settings
    }
}

/// Names with commas between them.
struct NameList: ExpressibleByArgument {
    let names: [String]

    init(names: [String]) { self.names = names }

    init?(argument: String) {
        names = argument.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        if names.isEmpty { return nil }
    }

    var defaultValueDescription: String { names.joined(separator: ",") }
}

/// The summaries by their names.
enum SummaryName: String, ExpressibleByArgument, CaseIterable {
    case otsu, l2, mean, max
}

extension ChannelOrdering: ExpressibleByArgument {}
