import Rendering
import Samples

/// What is said about a layer without some of its channels.
enum PruningWords {
    /// "38 of 96 channels removed: 94 % of all right, 98 % with all channels".
    static func status(_ content: PruningContent, step: Int, curve: Int) -> String {
        let line = content.curves[curve]
        let gone =
            "\(NumberFormat.count(content.removedCounts[step])) of "
            + "\(NumberFormat.count(content.channelCount, "channel")) removed"
        guard line.accuracy[step].isFinite, let start = line.accuracy.first else { return gone }
        let who = line.classIndex == nil ? "all" : line.name
        return "\(gone): \(NumberFormat.probability(line.accuracy[step])) of \(who) right, "
            + "\(NumberFormat.probability(start)) with all channels"
    }

    /// What follows from the curve.
    static func summary(_ content: PruningContent) -> String {
        let step = content.lastStep(losingAtMost: 0.01)
        let share = NumberFormat.share(content.share(step))
        return step == 0
            ? "Already the first channels cost more than one point."
            : "\(share) of the channels can go for at most one point."
    }

    /// The order in which channels go, as many as fit into `width` points.
    static func order(_ content: PruningContent, upTo count: Int, width: Float, pen: Pen) -> String {
        let going = content.order.prefix(max(count, 1))
        var words = going.isEmpty ? "" : "First to go: "
        for (index, channel) in going.enumerated() {
            let next = words + (index > 0 ? ", " : "") + "#\(channel)"
            if pen.fonts.width(of: next + ", \u{2026}", size: TypeSize.label) > width {
                return words + ", \u{2026}"
            }
            words = next
        }
        return words
    }

    /// What the channels are ordered by, in a sentence.
    static func name(_ ordering: ChannelOrdering) -> String {
        switch ordering {
        case .variance: "variance"
        case .classDistance: "class distance"
        case .filterNorm: "filter norm"
        }
    }
}
