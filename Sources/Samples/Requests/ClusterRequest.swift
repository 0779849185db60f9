import Analysis
import Tensors

/// How clusters are found.
public enum ClusterMethod: Sendable, Hashable {
    /// As many as the Bayesian information criterion likes best (X-means), at most so many.
    case xmeans(largestCount: Int)
    /// As many as the user says.
    case kmeans(count: Int)
}

/// Clusters of a layer's samples, found among all dimensions.
public struct ClusterRequest: SampleRequest {
    /// The samples.
    public var population: Population
    /// The layer, by `SampleLayer.id`.
    public var layer: Int
    /// What stands for a sample.
    public var vector = SampleVector.summaries(SummaryChoice())
    /// How they are found.
    public var method = ClusterMethod.xmeans(largestCount: 10)
    /// Where the search starts.
    public var seed: UInt64 = 0

    /// A request with the usual parameters.
    public init(_ population: Population, layer: Int) {
        (self.population, self.layer) = (population, layer)
    }
}

/// Clusters of samples.
public struct SampleClusters: Sendable {
    /// The cluster of every sample of the population.
    public let labels: [Int32]
    /// `[clusters, dimensions]`
    public let centers: Tensor
    /// The sum of the squared distances to the centres.
    public let inertia: Double
    /// The Bayesian information criterion, X-means only.
    public let criterion: Double?
    /// How many samples of each class are in each cluster: `[cluster][class]`, samples of no class last.
    public let mix: [[Int]]
}

extension ClusterRequest {
    /// Finds the clusters.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> SampleClusters {
        let rows = try store.vectors(vector, of: layer, samples: population.samples, isStale: isStale)
        switch method {
        case .xmeans(let largestCount):
            let found = try XMeans(rows, largestCount: largestCount, seed: seed, isStale: isStale)
            return SampleClusters(
                labels: found.labels, centers: found.centers, inertia: found.inertia,
                criterion: found.criterion,
                mix: mix(of: found.labels, count: found.centers.shape[0]))
        case .kmeans(let count):
            let found = try KMeans(rows, count: count, seed: seed, isStale: isStale)
            return SampleClusters(
                labels: found.labels, centers: found.centers, inertia: found.inertia, criterion: nil,
                mix: mix(of: found.labels, count: found.centers.shape[0]))
        }
    }

    private func mix(of labels: [Int32], count: Int) -> [[Int]] {
        let classCount = population.classNames.count
        var mix = [[Int]](repeating: [Int](repeating: 0, count: classCount + 1), count: count)
        for (label, index) in zip(labels, population.classOf) {
            mix[Int(label)][index < 0 ? classCount : index] += 1
        }
        return mix
    }

    /// As in "clusters of conv 4_1".
    public func words(in store: ActivationStore) -> String { "clusters of \(store.layers[layer].name)" }

    /// Large sets take more than a moment.
    public var isLong: Bool { population.count > 3000 }
}
