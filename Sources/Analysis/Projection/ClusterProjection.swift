import Tensors

/// What makes the picture of a cluster out of a layer's maps: the means and weights of its principal component, kept
/// so that the maps of another picture are seen by the same measure.
public struct ClusterProjection: Sendable, Equatable {
    /// The maps' numbers.
    public let maps: [Int]
    /// The weight of each of them.
    public let weights: [Float]
    /// The mean of each of them, which is taken off before the weights apply.
    public let means: [Double]

    /// Keeps what a component was made of.
    ///
    /// - Parameters:
    ///   - maps: the cluster's maps, in the order of the component's weights.
    ///   - ranges: those of all maps of the layer.
    public init(_ component: PrincipalComponent, maps: [Int], ranges: [MapRange]) {
        precondition(
            component.weights.count == maps.count, "\(component.weights.count) weights, \(maps.count) maps")
        self.maps = maps
        weights = component.weights
        means = maps.map { ranges[$0].mean }
    }

    /// The pictures that the projections of one layer make of its maps, `[height, width]` each; of the maps that the
    /// component was found in, its scores again.
    ///
    /// - Parameters:
    ///   - maps: all maps of the layer, `[height, width, maps]`.
    ///   - projections: at most eight; each map is in one at most.
    ///   - ranges: those of `maps`.
    public static func pictures(
        of maps: Tensor, under projections: [ClusterProjection], ranges: [MapRange]
    ) -> [Tensor] {
        guard !projections.isEmpty else { return [] }
        var means = [Double](repeating: 0, count: maps.channelCount)
        for projection in projections {
            for (map, mean) in zip(projection.maps, projection.means) { means[map] = mean }
        }
        let centred = CentredMaps(
            maps, means: means, clusters: projections.map(\.maps),
            magnitudes: projections.map { $0.maps.reduce(0) { max($0, ranges[$1].magnitude) } })
        return centred.scores(projections.map(\.weights)).map {
            Tensor(shape: Array(maps.shape[..<2]), values: $0)
        }
    }
}
