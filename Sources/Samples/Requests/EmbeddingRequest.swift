import Analysis
import Tensors

/// How samples are laid out in the plane.
public enum EmbeddingMethod: String, Sendable, Hashable, CaseIterable, Codable {
    /// Neighbours stay neighbours (van der Maaten and Hinton 2008).
    case tsne
    /// A fuzzy graph of neighbours (McInnes, Healy and Melville 2018).
    case umap
    /// Distances stay as they are, as well as can be (SMACOF).
    case mds
    /// The two directions of the largest variance.
    case pca

    /// Whether the result depends on a seed.
    public var hasSeed: Bool { self == .tsne || self == .umap }
}

/// A layer's samples in the plane.
public struct EmbeddingRequest: SampleRequest {
    /// The samples.
    public var population: Population
    /// The layer, by `SampleLayer.id`.
    public var layer: Int
    /// How they are laid out.
    public var method = EmbeddingMethod.tsne
    /// What stands for a sample.
    public var vector = SampleVector.summaries(SummaryChoice())
    /// The perplexity of t-SNE.
    public var perplexity = 30.0
    /// The neighbours of UMAP.
    public var neighborCount = 15
    /// The seed of t-SNE and UMAP.
    public var seed: UInt64 = 0

    /// A request with the usual parameters.
    public init(_ population: Population, layer: Int) {
        (self.population, self.layer) = (population, layer)
    }
}

/// Samples in the plane.
public struct SampleEmbedding: Sendable {
    /// `[samples, 2]`, in the order of the population. Turned for the best fit into a frame; t-SNE has no axes.
    public let points: Tensor
    /// What the method made small: the Kullback-Leibler divergence of t-SNE, the stress of MDS; nil where there is none.
    public let objective: Double?
    /// The share of the variance along each of the two directions, PCA only.
    public let explainedShares: [Float]
    /// The perplexity that was used, t-SNE only: few samples allow only a lower one.
    public let perplexity: Double?
}

/// How far an embedding depends on its seed.
public struct StabilityRequest: SampleRequest {
    /// The embedding; its seed is the first one.
    public var embedding: EmbeddingRequest
    /// How many seeds are compared.
    public var seedCount = 5

    /// A request for an embedding.
    public init(_ embedding: EmbeddingRequest) { self.embedding = embedding }

    /// Several embeddings.
    public var isLong: Bool { true }
}

/// What stays of an embedding when its seed changes.
public struct EmbeddingSteadiness: Sendable {
    /// The share of the ten nearest neighbours in the plane that two seeds have in common, mean over all pairs of seeds
    /// (Jaccard), a sample each, 0...1.
    public let samples: [Float]
    /// The mean over the samples.
    public let mean: Float
    /// How many seeds were compared; 1 where the method has none, and then all stays.
    public let seedCount: Int
}

/// Classes make no difference to where samples lie: equal samples make equal requests.
extension EmbeddingRequest {
    private struct Key: Hashable {
        let samples: UInt64
        let layer: Int
        let method: EmbeddingMethod
        let vector: SampleVector
        let perplexity: Double
        let neighborCount: Int
        let seed: UInt64
    }

    private var key: Key {
        Key(
            samples: population.sampleNumber, layer: layer, method: method, vector: vector,
            perplexity: perplexity, neighborCount: neighborCount, seed: seed)
    }

    /// By the samples and all else, not by their classes.
    public static func == (left: EmbeddingRequest, right: EmbeddingRequest) -> Bool { left.key == right.key }
    /// By the samples and all else, not by their classes.
    public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension EmbeddingRequest {
    /// Lays the samples out.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> SampleEmbedding {
        let rows = try store.vectors(vector, of: layer, samples: population.samples, isStale: isStale)
        switch method {
        case .tsne:
            var tsne = TSNE()
            (tsne.perplexity, tsne.seed) = (perplexity, seed)
            let found = try tsne.embed(rows, isStale: isStale, progress: progress)
            return SampleEmbedding(
                points: found.points, objective: found.divergence, explainedShares: [],
                perplexity: found.perplexity)
        case .umap:
            var umap = UMAP()
            (umap.neighborCount, umap.seed) = (neighborCount, seed)
            let points = try umap.embed(rows, isStale: isStale, progress: progress)
            return SampleEmbedding(points: points, objective: nil, explainedShares: [], perplexity: nil)
        case .mds:
            let found = try MetricScaling(of: rows, isStale: isStale, progress: progress)
            return SampleEmbedding(
                points: found.points, objective: found.stress, explainedShares: [], perplexity: nil)
        case .pca:
            let found = try PrincipalComponents(of: rows, count: 2, isStale: isStale)
            return SampleEmbedding(
                points: found.scores, objective: nil, explainedShares: found.explainedShares.map(Float.init),
                perplexity: nil)
        }
    }

    /// As in "t-SNE of conv 4_1".
    public func words(in store: ActivationStore) -> String {
        "\(method.title) of \(store.layers[layer].name)"
    }

    /// All but the directions of the largest variance take more than a moment.
    public var isLong: Bool { method != .pca }
}

extension EmbeddingMethod {
    /// As papers write it.
    public var title: String {
        switch self {
        case .tsne: "t-SNE"
        case .umap: "UMAP"
        case .mds: "MDS"
        case .pca: "PCA"
        }
    }
}

extension StabilityRequest {
    /// Lays the samples out with one seed after the other and compares.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> EmbeddingSteadiness {
        let count = embedding.population.count
        guard embedding.method.hasSeed, seedCount > 1 else {
            return EmbeddingSteadiness(samples: Array(repeating: 1, count: count), mean: 1, seedCount: 1)
        }
        var sets: [Tensor] = []
        for offset in 0..<seedCount {
            progress(offset, seedCount)
            var request = embedding
            request.seed = embedding.seed &+ UInt64(offset)
            sets.append(try request.result(in: store, isStale: isStale, progress: { _, _ in }).points)
        }
        let found = try EmbeddingStability(of: sets, isStale: isStale)
        return EmbeddingSteadiness(samples: found.ofSamples, mean: Float(found.mean), seedCount: seedCount)
    }

    /// As in "t-SNE of conv 4_1 from 5 seeds".
    public func words(in store: ActivationStore) -> String {
        "\(embedding.words(in: store)) from \(seedCount) seeds"
    }
}
