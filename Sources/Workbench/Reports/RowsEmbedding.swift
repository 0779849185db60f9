import Analysis
import Foundation
import Inference
import Samples
import Tensors

/// What `convoscope embed` does: rows of numbers from a file, laid out in the plane. It is there to be compared with
/// other programs.
public struct RowsEmbedding: Sendable {
    /// How the rows are laid out.
    public struct Settings: Sendable {
        /// The method.
        public var method = EmbeddingMethod.tsne
        /// The perplexity of t-SNE.
        public var perplexity = 30.0
        /// The neighbours of UMAP.
        public var neighborCount = 15
        /// The seed of t-SNE and UMAP.
        public var seed: UInt64 = 0

        /// The usual settings.
        public init() {}
    }

    /// What was done, for one line of JSON.
    public struct Summary: Encodable, Sendable, Equatable {
        /// The method's name.
        public let method: String
        /// How many rows there are, and how many numbers in each.
        public let rows: Int
        /// Numbers in a row.
        public let columns: Int
        /// How long it took, without reading and writing.
        public let seconds: Double
        /// The Kullback-Leibler divergence, t-SNE only.
        public let divergence: Double?
        /// The perplexity that was used, t-SNE only.
        public let perplexity: Double?
        /// The stress, MDS only.
        public let stress: Double?
    }

    /// `[rows, 2]`
    public let points: Tensor
    /// What was done.
    public let summary: Summary

    /// Lays out the rows in `file`, a .npy file of `[rows, columns]`.
    ///
    /// - Throws: `TensorFileError`, `AnalysisError`.
    public init(file: URL, settings: Settings) throws {
        guard case .float(let rows) = try Value(file: file), rows.shape.count == 2 else {
            throw TensorFileError.notReadable(
                file.lastPathComponent, reason: "rows of floating-point numbers are needed, in two dimensions"
            )
        }
        let start = ContinuousClock.now
        let (points, objective, perplexity) = try Self.layOut(rows, settings)
        let time = start.duration(to: .now)
        self.points = points
        summary = Summary(
            method: settings.method.rawValue, rows: rows.shape[0], columns: rows.shape[1],
            seconds: time / .seconds(1), divergence: settings.method == .tsne ? objective : nil,
            perplexity: perplexity, stress: settings.method == .mds ? objective : nil)
    }

    private static func layOut(
        _ rows: Tensor, _ settings: Settings
    ) throws -> (points: Tensor, objective: Double?, perplexity: Double?) {
        switch settings.method {
        case .tsne:
            let found = try TSNE(perplexity: settings.perplexity, seed: settings.seed).embed(rows)
            return (found.points, found.divergence, found.perplexity)
        case .umap:
            var umap = UMAP()
            (umap.neighborCount, umap.seed) = (settings.neighborCount, settings.seed)
            return (try umap.embed(rows), nil, nil)
        case .mds:
            let found = try MetricScaling(of: rows)
            return (found.points, found.stress, nil)
        case .pca: return (try PrincipalComponents(of: rows).scores, nil, nil)
        }
    }

    /// Writes the points as .npy; throws `OutputError`.
    public func write(to file: URL) throws {
        try OutputFolder(file.deletingLastPathComponent()).write(points, file.lastPathComponent)
    }
}
