import Tensors

/// Uniform manifold approximation and projection: samples in the plane so that neighbours stay neighbours.
///
/// Source: L. McInnes, J. Healy and J. Melville, "UMAP: uniform manifold approximation and projection for dimension
/// reduction", 2018, with exact neighbours by Euclidean distance.
public struct UMAP: Sendable {
    /// How many samples count as neighbours of one, itself included; lowered where there are fewer samples.
    public var neighborCount = 15
    /// How close points may lie in the picture, where `spread` is the scale.
    public var minimumDistance = 0.1
    /// The scale of the picture.
    public var spread = 1.0
    /// How often all edges are gone through; nil for 500, or 200 with more than 10,000 samples.
    public var epochs: Int?
    /// Of all that is drawn at random.
    public var seed: UInt64 = 0

    /// The usual settings.
    public init() {}

    /// Places `rows`, `[samples, columns]`: `[samples, 2]`, around the origin.
    ///
    /// The same for the same seed, whatever the number of workers.
    /// - Parameters:
    ///   - neighbors: those of the rows, one less than `neighborCount`, where they have been found before; for other
    ///     seeds they are the same.
    ///   - progress: epochs done and of all; before the first of them the neighbours are found.
    /// - Throws: `AnalysisError.notFinite`; `CancellationError` where `isStale` says so.
    /// - Complexity: O(samples^2 * columns) for the neighbours, O(samples * neighbours) for an epoch.
    public func embed(
        _ rows: Tensor, neighbors: NearestNeighbors? = nil, workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> Tensor {
        let count = rows.shape[0]
        let wanted = max(1, neighborCount - 1)
        let neighbors =
            try neighbors ?? NearestNeighbors(of: rows, count: wanted, workers: workers, isStale: isStale)
        precondition(
            neighbors.count == max(0, min(wanted, count - 1))
                && neighbors.indices.count == count * neighbors.count,
            "\(neighbors.count) neighbours of \(neighbors.indices.count) in all for \(count) samples")
        guard count > 1 else { return Tensor(shape: [count, 2]) }
        let epochs = epochs ?? (count <= 10_000 ? 500 : 200)
        let graph = FuzzyGraph(neighbors, sampleCount: count, workers: workers)
        // What would pull less than once does not pull.
        let edges = graph.pruned(below: (graph.weights.max() ?? 0) / Float(epochs > 10 ? epochs : 500))
        let centres = try PrincipalComponents(of: rows, workers: workers, isStale: isStale).scores
        let start = try SpectralStart(edges, centres: centres, seed: seed, workers: workers, isStale: isStale)
        let curve = SimilarityCurve(minimumDistance: minimumDistance, spread: spread)
        var layout = PlaneLayout(edges, start: start.positions, curve: curve, seed: seed)
        try layout.run(epochs: epochs, workers: workers, isStale: isStale, progress: progress)
        return layout.points
    }
}
