import Tensors

// Stands in for what is being built in parallel; gone with the next merges.
public struct TSNE: Sendable {
    public var perplexity = 30.0
    public var seed: UInt64 = 0
    public init() {}
    public struct Result: Sendable { public let points: Tensor; public let divergence: Double; public let perplexity: Double }
    public func embed(_ rows: Tensor, workers: Workers = .standard, isStale: @Sendable () -> Bool = { false }, progress: @Sendable (Int, Int) -> Void = { _, _ in }) throws -> Result {
        Result(points: pendingPoints(rows), divergence: 1, perplexity: perplexity)
    }
}
private func pendingPoints(_ rows: Tensor) -> Tensor {
    var points = Tensor(shape: [rows.shape[0], 2])
    for row in 0..<rows.shape[0] {
        points[row, 0] = Float(row % 37)
        points[row, 1] = Float(row / 37)
    }
    return points
}
public struct UMAP: Sendable {
    public var neighborCount = 15
    public var seed: UInt64 = 0
    public init() {}
    public func embed(_ rows: Tensor, workers: Workers = .standard, isStale: @Sendable () -> Bool = { false }, progress: @Sendable (Int, Int) -> Void = { _, _ in }) throws -> Tensor { pendingPoints(rows) }
}
public struct MetricScaling: Sendable {
    public let points: Tensor
    public let stress: Double
    public init(of rows: Tensor, workers: Workers = .standard, isStale: @Sendable () -> Bool = { false }) throws { points = pendingPoints(rows); stress = 0 }
}
public struct PrincipalComponents: Sendable {
    public let scores: Tensor
    public let explainedShares: [Float]
    public init(of rows: Tensor, count: Int = 2) { scores = pendingPoints(rows); explainedShares = [0.5, 0.2] }
}
public struct EmbeddingStability: Sendable {
    public let samples: [Float]
    public let mean: Float
    public init(of sets: [Tensor], isStale: @Sendable () -> Bool = { false }) throws { samples = Array(repeating: 0.8, count: sets[0].shape[0]); mean = 0.8 }
}
