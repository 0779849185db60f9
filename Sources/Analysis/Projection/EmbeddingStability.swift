import Tensors

/// How far several embeddings of the same samples, of different seeds say, agree about who is whose neighbour.
public struct EmbeddingStability: Sendable {
    /// For each sample the mean Jaccard index of its nearest neighbours over all pairs of embeddings, 0...1.
    public let ofSamples: [Float]
    /// Their mean; 1 where there is nothing to compare.
    public let mean: Double

    /// Compares embeddings, each `[samples, 2]`, by the `neighborCount` nearest points (fewer where there are fewer).
    ///
    /// - Throws: `AnalysisError.notFinite`; `CancellationError` where `isStale` says so.
    public init(
        of embeddings: [Tensor], neighborCount: Int = 10, workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }
    ) throws {
        let count = embeddings.first?.shape[0] ?? 0
        precondition(
            embeddings.allSatisfy { $0.shape == [count, 2] }, "embeddings of other than \(count) samples")
        guard embeddings.count > 1, count > 1 else {
            ofSamples = [Float](repeating: 1, count: count)
            mean = 1
            return
        }
        let wanted = min(neighborCount, count - 1)
        let neighbors = try embeddings.map {
            try NearestNeighbors(of: $0, count: wanted, workers: workers, isStale: isStale)
        }
        ofSamples = (0..<count).map { sample in
            let sets = neighbors.map { Set($0.indices[sample * wanted..<(sample + 1) * wanted]) }
            return Self.meanOverlap(sets)
        }
        mean = ofSamples.reduce(0) { $0 + Double($1) } / Double(count)
    }

    private static func meanOverlap(_ sets: [Set<Int32>]) -> Float {
        var (sum, pairCount) = (Float(0), 0)
        for (index, left) in sets.enumerated() {
            for right in sets[(index + 1)...] {
                let shared = left.intersection(right).count
                sum += Float(shared) / Float(left.count + right.count - shared)
                pairCount += 1
            }
        }
        return sum / Float(pairCount)
    }
}
