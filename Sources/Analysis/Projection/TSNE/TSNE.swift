import CKernels
import Tensors

/// Samples as points in a plane whose neighbourhoods are those of the samples: t-distributed stochastic neighbour
/// embedding.
///
/// Source: L. van der Maaten and G. Hinton, "Visualizing data using t-SNE", JMLR 2008. Steps and their lengths are those
/// of openTSNE 1.0 (P. Poličar, M. Stražar and B. Zupan, "openTSNE", JSS 2024): from the first two principal
/// components, with the attraction exaggerated at first, momentum 0.8 and a rate of the number of samples divided by
/// the exaggeration (A. Belkina et al., Nature Communications 2019).
public struct TSNE: Sendable, Equatable {
    /// How the points push each other apart.
    public enum Method: String, Sendable, CaseIterable, Codable {
        /// Whichever is faster.
        case automatic
        /// Every pair of points.
        case exact
        /// By a grid and Fourier transforms, where there are enough samples to fill one: see `InterpolatedRepulsion`.
        case interpolated
    }

    /// Where the points start.
    public enum Start: String, Sendable, CaseIterable, Codable {
        /// At the first two principal components, with a hundredth of noise.
        case principalComponents
        /// Anywhere.
        case random
    }

    /// How many neighbours a sample has, softly counted; lowered where there are fewer samples.
    public var perplexity: Double = 30
    /// The seed of the noise.
    public var seed: UInt64 = 0
    /// Where the points start.
    public var start = Start.principalComponents
    /// What the attraction is multiplied by at first.
    public var earlyExaggeration: Double = 12
    /// How many steps it is.
    public var earlyIterations = 250
    /// How many steps follow.
    public var iterations = 500
    /// How the points push each other apart.
    public var method = Method.automatic

    /// The settings of openTSNE.
    public init(perplexity: Double = 30, seed: UInt64 = 0) {
        self.perplexity = perplexity
        self.seed = seed
    }

    /// A map of samples.
    public struct Result: Sendable {
        /// `[samples, 2]`, their mean the origin.
        public let points: Tensor
        /// The Kullback-Leibler divergence of the neighbourhoods on the map from those of the samples.
        public let divergence: Double
        /// The perplexity that was used.
        public let perplexity: Double
    }

    /// From so many samples on the grid is faster than all pairs.
    static let fewestInterpolated = 2_500

    /// Fewer are far apart, and their grid would be large and empty.
    static let fewestOnGrid = 100

    /// Makes a map of `rows`, `[samples, columns]`. The same map for the same seed, however many threads.
    ///
    /// - Parameters:
    ///   - neighbors: those of the rows, `neighborCount` of them, where they have been found before; for other seeds
    ///     they are the same.
    ///   - isStale: asked at least at every step.
    ///   - progress: told how many of all steps are done.
    /// - Throws: `AnalysisError.notFinite`; `CancellationError` where `isStale` says so.
    /// - Complexity: the neighbours take O(samples² * columns); a step O(samples²) by all pairs, by the grid
    ///   O(samples * perplexity) and what a transform of the map's area takes.
    public func embed(
        _ rows: Tensor, neighbors: NearestNeighbors? = nil, workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }, progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws -> Result {
        let sampleCount = rows.shape[0]
        let (wanted, perplexity) = Self.neighborhood(perplexity, sampleCount: sampleCount)
        let neighbors =
            try neighbors ?? NearestNeighbors(of: rows, count: wanted, workers: workers, isStale: isStale)
        precondition(
            neighbors.count == wanted && neighbors.sampleCount == sampleCount,
            "\(neighbors.count) neighbours of \(neighbors.sampleCount) samples for \(sampleCount)")
        let affinities = Affinities(neighbors, perplexity: perplexity, workers: workers)
        let start = try startingPoints(rows, workers: workers, isStale: isStale)
        guard sampleCount > 1 else { return Result(points: start, divergence: 0, perplexity: perplexity) }
        var descent = TSNEDescent(affinities: affinities, points: start, repulsion: repulsion(sampleCount))
        for step in 0..<earlyIterations + iterations {
            if isStale() { throw CancellationError() }
            let exaggeration = step < earlyIterations ? earlyExaggeration : 1
            descent.step(exaggeration: Float(exaggeration), workers: workers)
            progress(step + 1, earlyIterations + iterations)
        }
        return Result(
            points: descent.points, divergence: descent.divergence(workers: workers), perplexity: perplexity)
    }

    /// How many neighbours of a sample count.
    public func neighborCount(ofSamples sampleCount: Int) -> Int {
        Self.neighborhood(perplexity, sampleCount: sampleCount).count
    }

    /// How many neighbours count, and the perplexity that so many allow.
    static func neighborhood(_ perplexity: Double, sampleCount: Int) -> (count: Int, perplexity: Double) {
        let perplexity = max(1, perplexity)
        let others = max(0, sampleCount - 1)
        let count = Int(min(Double(others), (3 * perplexity).rounded(.down)))
        return (count, perplexity > Double(count) ? max(1, Double(count) / 3) : perplexity)
    }

    private func repulsion(_ sampleCount: Int) -> any Repulsion {
        let fewest =
            switch method {
            case .exact: Int.max
            case .interpolated: Self.fewestOnGrid
            case .automatic: Self.fewestInterpolated
            }
        return sampleCount < fewest ? ExactRepulsion() : InterpolatedRepulsion()
    }
}
