import Samples

/// A layer's channels by pictures, as the heatmap shows them.
struct HeatmapContent: Sendable {
    /// The picture of every column, by its index in the data set; grouped by class.
    var samples: [Int]
    /// The class of every column; -1: of none.
    var classOf: [Int]
    /// `[channels, columns]`: the summaries.
    var values: [Float]
    /// What channels can be ordered by, as `ChannelOrdering.allCases`; nil: the layer has no such number.
    var scores: [[Float]?]
    /// What they are ordered by.
    var ordering: ChannelOrdering
    /// The share of the lowest summaries that have no colour.
    var leftOutShare: Float
    /// Tells it from others, so that its picture is made once.
    var number: UInt64

    /// The channels, that with the highest score first, equal ones by number.
    let order: [Int]
    /// The summary below which cells have no colour.
    let threshold: Float
    /// The largest summary.
    let largest: Float

    /// A heatmap; see the properties for the meaning of the parameters.
    init(
        samples: [Int], classOf: [Int], values: [Float], scores: [[Float]?], ordering: ChannelOrdering,
        leftOutShare: Float, number: UInt64
    ) {
        precondition(samples.count == classOf.count, "\(classOf.count) classes of \(samples.count) pictures")
        (self.samples, self.classOf, self.values, self.scores) = (samples, classOf, values, scores)
        (self.ordering, self.leftOutShare, self.number) = (ordering, leftOutShare, number)
        let own = ChannelOrdering.allCases.firstIndex(of: ordering).flatMap { scores[$0] }
        let ranked = own ?? scores.compactMap(\.self).first ?? []
        order = ranked.indices.sorted { (ranked[$0], $1) > (ranked[$1], $0) }
        let sorted = values.filter(\.isFinite).sorted()
        threshold = Self.quantile(sorted, leftOutShare)
        largest = sorted.last ?? 0
    }

    /// The number of channels.
    var channelCount: Int { order.count }

    /// The summary of a channel for the picture of a column.
    func value(channel: Int, column: Int) -> Float { values[channel * samples.count + column] }

    /// The scores of an ordering; nil where the layer has none.
    func scores(_ ordering: ChannelOrdering) -> [Float]? {
        ChannelOrdering.allCases.firstIndex(of: ordering).flatMap { scores[$0] }
    }

    /// The quantile of ascending values, between neighbours by their distances (numpy's "linear").
    static func quantile(_ sorted: [Float], _ share: Float) -> Float {
        guard let last = sorted.indices.last else { return 0 }
        let place = min(max(share, 0), 1) * Float(last)
        let index = min(Int(place), max(last - 1, 0))
        guard last > 0 else { return sorted[0] }
        return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - Float(index))
    }
}
