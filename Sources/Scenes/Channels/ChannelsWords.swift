import Samples
import Workbench

/// What the Channels scene says.
enum ChannelsWords {
    /// What a view is called on its button.
    static func name(_ view: LayerView) -> String {
        switch view {
        case .heatmap: "Heatmap"
        case .map: "Map"
        case .shared: "Shared"
        case .hierarchy: "Hierarchy"
        case .pruning: "Pruning"
        }
    }

    /// What follows the title.
    static func remark(_ content: ChannelsContent) -> String {
        let open =
            switch content.cards.count {
            case 0: "Click a layer to open it."
            case 1: "One layer is open."
            default: "Two layers are open."
            }
        return "Each layer: how many strong channels two classes share. " + open
    }

    /// "add, channel #48, picture 320 (tiger): 318"; means where a cell stands for several.
    static func cell(
        _ heatmap: HeatmapContent, _ layout: HeatmapLayout, row: Int, column: Int, layer: String,
        _ content: ChannelsContent
    ) -> String {
        let (positions, pictures) = (layout.rows[row], layout.columns[column])
        let channel = heatmap.order[positions.lowerBound]
        let classIndex = heatmap.classOf[pictures.lowerBound]
        let channels =
            positions.count == 1
            ? "channel #\(channel)"
            : "channels \(positions.lowerBound + 1) to \(positions.upperBound) in this order"
        let who =
            pictures.count == 1
            ? "picture \(NumberFormat.count(heatmap.samples[pictures.lowerBound]))"
            : NumberFormat.count(pictures.count, "picture")
        let sum = positions.reduce(Float(0)) { sum, position in
            sum
                + pictures.reduce(0) {
                    $0 + heatmap.value(channel: heatmap.order[position], column: $1)
                }
        }
        let count = positions.count * pictures.count
        let value = NumberFormat.value(sum / Float(count))
        return "\(layer), \(channels), \(who) (\(content.className(classIndex))): "
            + (count > 1 ? "mean \(value)" : value)
    }

    /// The numbers of a channel that it can be ordered by.
    static func scores(_ heatmap: HeatmapContent, _ layout: HeatmapLayout, row: Int, layer: String) -> String
    {
        let positions = layout.rows[row]
        guard positions.count == 1 else {
            return "\(layer), channels \(positions.lowerBound + 1) to \(positions.upperBound) in this order"
        }
        let channel = heatmap.order[positions.lowerBound]
        let numbers = ChannelOrdering.allCases.compactMap { ordering in
            heatmap.scores(ordering).map {
                "\(PruningWords.name(ordering)) \(NumberFormat.value($0[channel]))"
            }
        }
        return "\(layer), channel #\(channel): " + numbers.joined(separator: ", ")
    }

    /// The two lines below the picture of a heatmap's card, and those below the channel.
    static func card(
        sample: Int, channel: Int, summary: Float?, maps: ChannelsContent.Maps?, layer: String,
        _ content: ChannelsContent
    ) -> (picture: [String], channel: [String]) {
        let classIndex = content.classOf.indices.contains(sample) ? content.classOf[sample] : -1
        let value = summary.map { "\(content.summaryName) \(NumberFormat.value($0))" } ?? ""
        let share = NumberFormat.share(content.overlayShare)
        let range = maps.map { _ in "colors span all of \(layer)" }
        return (
            ["\(content.className(classIndex)), no. \(NumberFormat.count(sample))", value],
            ["channel #\(channel), \(share) over it", range ?? "Computing its maps\u{2026}"]
        )
    }

    /// A branch of a hierarchy: its classes, and how alike they are.
    static func branch(
        _ node: Int, _ hierarchy: HierarchyContent, _ content: ChannelsContent
    ) -> (title: String, remark: String) {
        let leaves = hierarchy.leaves(of: node)
        let names = leaves.map { content.className(hierarchy.members[$0].classIndex) }
        let count = leaves.reduce(0) { $0 + hierarchy.members[$1].samples.count }
        let pictures = NumberFormat.count(count, "picture")
        guard let similarity = hierarchy.similarity(of: node) else {
            let kinds = hierarchy.members[node].subclasses.count
            let split = kinds > 1 ? "\(NumberFormat.word(kinds)) subclasses" : "one kind"
            return (names[0], "\(pictures), \(split)")
        }
        return (
            names.joined(separator: ", "),
            "\(pictures) of \(leaves.count) classes, \(NumberFormat.decimal(similarity, places: 2)) alike"
        )
    }

    /// A kind of a class.
    static func subclass(
        _ member: Int, _ index: Int, _ hierarchy: HierarchyContent, _ content: ChannelsContent
    ) -> (title: String, remark: String) {
        let whole = hierarchy.members[member]
        let count = whole.subclasses[index].count
        let share = NumberFormat.share(Float(count) / Float(max(whole.samples.count, 1)))
        return (
            "\(content.className(whole.classIndex)), subclass \(index + 1)",
            "\(NumberFormat.count(count, "picture")), \(share) of the class"
        )
    }

    /// A cluster and its classes.
    static func cluster(
        _ index: Int, _ clusters: ClusterBarsContent, _ content: ChannelsContent
    ) -> (title: String, remark: String) {
        let cluster = clusters.clusters[index]
        let parts = cluster.parts.prefix(3).map { "\($0.count) \(content.className($0.classIndex))" }
        let more = cluster.parts.count > 3 ? ", \u{2026}" : ""
        return (
            "Cluster \(ClusterLetter.of(cluster.number)): "
                + NumberFormat.count(cluster.samples.count, "picture"),
            parts.joined(separator: ", ") + more
        )
    }
}
