import Analysis
import Inference
import Tensors

/// One layer of several variants, all seen on the clusters and component weights of the first: with a measure of
/// its own for each, a difference would mean nothing.
public struct LayerComparison: Sendable {
    /// The layer of one variant.
    public struct Column: Sendable {
        /// `[maps, height, width]`.
        public let maps: Tensor
        /// The picture of every cluster, `[height, width]`; zeros where the first column's maps are constant.
        public let representatives: [Tensor]
        /// How each map differs from the first column's.
        public let differences: [MapDifference]
    }

    /// Between which values one map, or one representative, lies in all columns.
    public struct Span: Sendable, Equatable {
        /// The smallest and the largest value.
        public var values: ClosedRange<Float>
        /// The largest magnitude of a difference from the first column.
        public var bound: Float

        /// A span; see the properties for the meaning of the parameters.
        public init(values: ClosedRange<Float>, bound: Float) {
            self.values = values
            self.bound = bound
        }

        /// What holds both.
        public func union(_ other: Span) -> Span {
            Span(
                values: min(
                    values.lowerBound, other.values.lowerBound)...max(
                        values.upperBound, other.values.upperBound), bound: max(bound, other.bound))
        }
    }

    /// Which layer.
    public let layer: Layer
    /// The clusters of the first column, the highest mean entropy first.
    public let clusters: [ClusterAnalysis]
    /// One a variant.
    public let columns: [Column]
    /// One a cluster.
    public let clusterSpans: [Span]
    /// One a map.
    public let mapSpans: [Span]

    /// The maps' numbers, those that moved most first: by the largest L2 norm of a difference in any column.
    public var mapsByMovement: [Int] {
        let moved = (0..<layer.mapCount).map { map in
            columns.dropFirst().reduce(Float(0)) { max($0, $1.differences[map].distance) }
        }
        return moved.indices.sorted { (moved[$0], $1) > (moved[$1], $0) }
    }

    /// Puts the layer of several runs of one network side by side; `analysis` is the layer of the first.
    init(_ analysis: LayerAnalysis, runs: [Activations]) {
        self.init(
            analysis, maps: runs.map { $0.maps(of: analysis.layer) },
            representatives: runs.map { Self.representatives(analysis, in: $0) })
    }

    /// Puts the layer of several variants side by side.
    ///
    /// - Parameters:
    ///   - analysis: the layer of the first variant.
    ///   - maps: `[maps, height, width]` of each variant, at least one.
    ///   - representatives: of each variant, one for each of the analysis' clusters, `[height, width]`.
    public init(_ analysis: LayerAnalysis, maps: [Tensor], representatives: [[Tensor]]) {
        layer = analysis.layer
        clusters = analysis.clusters
        columns = zip(maps, representatives).map { own, pictures in
            Column(
                maps: own, representatives: pictures,
                differences: MapDifference.ofMaps(own, from: maps[0]))
        }
        mapSpans = Self.mapSpans(columns, count: analysis.layer.mapCount)
        clusterSpans = clusters.indices.map { cluster in
            Self.span(of: representatives.map { $0[cluster] })
        }
    }

    private static func representatives(_ analysis: LayerAnalysis, in run: Activations) -> [Tensor] {
        let maps = run.mapsWithChannelsLast(of: analysis.layer)
        let pictures = ClusterProjection.pictures(
            of: maps, under: analysis.clusters.compactMap(\.projection), ranges: MapRange.ofMaps(maps))
        var remaining = pictures[...]
        return analysis.clusters.map { cluster in
            let none = Tensor(shape: [analysis.layer.height, analysis.layer.width])
            return cluster.projection == nil ? none : remaining.popFirst() ?? none
        }
    }

    private static func mapSpans(_ columns: [Column], count: Int) -> [Span] {
        (0..<count).map { map in
            let spans = columns.map { column in
                let length = column.maps.count / count
                let values = column.maps.withValues {
                    finiteRange(UnsafeBufferPointer(rebasing: $0[map * length..<(map + 1) * length]))
                }
                return Span(values: values, bound: column.differences[map].largest)
            }
            return spans.dropFirst().reduce(spans[0]) { $0.union($1) }
        }
    }

    private static func span(of maps: [Tensor]) -> Span {
        let values = maps.map { $0.withValues(finiteRange) }
        let bound = maps.dropFirst().reduce(Float(0)) { bound, map in
            map.withValues { own in
                maps[0].withValues { other in
                    own.indices.reduce(bound) { max($0, (own[$1] - other[$1]).magnitude) }
                }
            }
        }
        let low = values.map(\.lowerBound).min() ?? 0
        return Span(values: low...max(low, values.map(\.upperBound).max() ?? 0), bound: bound)
    }

    private static func finiteRange(_ values: UnsafeBufferPointer<Float>) -> ClosedRange<Float> {
        var (low, high) = (Float.infinity, -Float.infinity)
        for value in values where value.isFinite {
            low = min(low, value)
            high = max(high, value)
        }
        return low <= high ? low...high : 0...0
    }
}
