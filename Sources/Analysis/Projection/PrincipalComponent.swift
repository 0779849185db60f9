import Tensors

/// The first principal component of a cluster of feature maps: the one picture that stands for them.
///
/// Observations are the pixels, variables are the cluster's maps, columns centred (Fatemi Pour 2022, chapter
/// 3). The component comes from the smaller of the two products of the centred matrix with itself, `[M, M]`
/// over maps or `[H * W, H * W]` over pixels, which share their eigenvalues.
public struct PrincipalComponent: Sendable, Equatable {
    /// The picture, `[H, W]`: for every pixel the centred maps there, times `weights`, summed.
    public let scores: Tensor
    /// The weight of every map in the cluster's order; their squares sum to 1.
    public let weights: [Float]
    /// The mean of every map, which is taken off before the weights apply.
    public let means: [Float]
    /// The share of the maps' variance that the component explains, 0...1; 1 for a single map.
    public let explainedVariance: Float

    /// The first component of `maps` (`[H, W, M]`), or nil where every map is constant (there is no direction
    /// to find) or a map is not finite.
    public static func first(of maps: Tensor) -> PrincipalComponent? {
        first(ofClusters: [Array(0..<maps.channelCount)], in: maps, ranges: MapRange.ofMaps(maps))[0]
    }

    /// The first component of every cluster of a layer's maps, or nil where all maps of the cluster are constant
    /// (there is no direction to find) or one is not finite.
    ///
    /// The sign is chosen so that the scores correlate positively with the mean map; where that correlation
    /// is 0, so that the weight of the largest magnitude (the first of several) is positive.
    /// - Parameters:
    ///   - clusters: channels of `maps`; each is in one cluster at most.
    ///   - maps: `[H, W, channels]`.
    ///   - ranges: those of all channels.
    /// - Complexity: O(M * pixels * min(M, pixels)) for each cluster of M maps, in one thread.
    public static func first(
        ofClusters clusters: [[Int]], in maps: Tensor, ranges: [MapRange]
    ) -> [PrincipalComponent?] {
        precondition(maps.shape.count == 3, "maps have the shape [H, W, M], not \(maps.shape)")
        guard maps.pixelCount > 1 else { return clusters.map { _ in nil } }
        let centred = CentredMaps(
            maps, means: ranges.map(\.mean), clusters: clusters,
            magnitudes: clusters.map { $0.reduce(0) { max($0, ranges[$1].magnitude) } })
        let directions = centred.variances().enumerated().map { Direction($1, ofCluster: $0, in: centred) }
        let scores = centred.scores(directions.map { $0?.weights })
        return zip(directions, scores).enumerated().map { index, found in
            guard let direction = found.0 else { return nil }
            return PrincipalComponent(
                scores: Tensor(shape: Array(maps.shape[..<2]), values: found.1), weights: direction.weights,
                means: clusters[index].map { Float(ranges[$0].mean) },
                explainedVariance: direction.explainedVariance)
        }
    }

    /// The picture of other maps of the same cluster under this component's means and weights, `[H, W]`: what
    /// a variant is compared by.
    ///
    /// - Parameter maps: `[H, W, M]`.
    public func scores(of maps: Tensor) -> Tensor {
        precondition(
            maps.shape.count == 3 && maps.channelCount == weights.count,
            "\(weights.count) weights for maps of the shape \(maps.shape)")
        let centred = CentredMaps(
            maps, means: means.map(Double.init), clusters: [Array(weights.indices)], magnitudes: [1])
        return Tensor(shape: Array(maps.shape[..<2]), values: centred.scores([weights])[0])
    }
}

/// Along which weights the maps of a cluster vary most.
private struct Direction {
    let weights: [Float]
    let explainedVariance: Float

    /// Nil where nothing varies, or without limits.
    init?(_ variance: CentredMaps.Variance, ofCluster index: Int, in maps: CentredMaps) {
        let total = variance.total
        guard total > 0, total.isFinite else { return nil }
        let pair = LinearAlgebra.largestEigenpair(of: variance.product, size: variance.size)
        let direction =
            variance.isOverMaps ? pair.vector : maps.weights(ofCluster: index, fromPixels: pair.vector)
        weights = Self.signed(direction).map(Float.init)
        explainedVariance = Float(min(1, pair.value / total))
    }

    /// The scores' covariance with the mean map is the eigenvalue times the mean weight: their signs agree.
    private static func signed(_ weights: [Double]) -> [Double] {
        let length = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let sum = weights.reduce(0, +)
        var reference = sum
        if sum.magnitude <= 1e-6 * length {
            let largest = weights.reduce(0) { max($0, $1.magnitude) }
            reference = weights.first { $0.magnitude >= largest * (1 - 1e-6) } ?? 1
        }
        let factor = (reference < 0 ? -1 : 1) / length
        return weights.map { $0 * factor }
    }
}
