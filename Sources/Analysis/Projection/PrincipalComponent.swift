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

    /// The first component of `maps` (`[M, H, W]`), or nil where every map is constant (there is no direction
    /// to find) or a map is not finite.
    ///
    /// The sign is chosen so that the scores correlate positively with the mean map; where that correlation
    /// is 0, so that the weight of the largest magnitude (the first of several) is positive.
    /// - Complexity: O(M * pixels * min(M, pixels)), in one thread.
    public static func first(of maps: Tensor) -> PrincipalComponent? {
        precondition(maps.shape.count == 3, "maps have the shape [M, H, W], not \(maps.shape)")
        guard maps.count > 0 else { return nil }
        return maps.withValues { values in
            let centred = CentredMaps(values, count: maps.shape[0])
            let variance = centred.productOfSmallerSide()
            guard variance.total > 0, variance.total.isFinite else { return nil }
            let pair = LinearAlgebra.largestEigenpair(of: variance.product, size: variance.size)
            let direction = variance.isOverMaps ? pair.vector : centred.weights(fromPixels: pair.vector)
            let weights = signed(direction).map(Float.init)
            return PrincipalComponent(
                scores: Tensor(shape: Array(maps.shape[1...]), values: centred.scores(weights)),
                weights: weights, means: centred.means.map(Float.init),
                explainedVariance: Float(min(1, pair.value / variance.total)))
        }
    }

    /// The picture of other maps of the same cluster under this component's means and weights, `[H, W]`: what
    /// a variant is compared by.
    public func scores(of maps: Tensor) -> Tensor {
        precondition(
            maps.shape.count == 3 && maps.shape[0] == weights.count,
            "\(weights.count) weights for maps of the shape \(maps.shape)")
        let scores = maps.withValues { values in
            CentredMaps(values, means: means.map(Double.init)).scores(weights)
        }
        return Tensor(shape: Array(maps.shape[1...]), values: scores)
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
