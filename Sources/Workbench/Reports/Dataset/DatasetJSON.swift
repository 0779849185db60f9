/// The shape of `dataset.json`; its keys are a contract.
struct DatasetJSON: Encodable {
    struct Data: Encodable {
        let path: String
        let name: String
        let sampleCount: Int
        /// Samples that were run.
        let usedCount: Int
        let classes: [Class]
        let skipped: [Skipped]
        /// `samples.csv`
        let samples: String
    }
    struct Class: Encodable {
        let name: String
        let count: Int
        /// The network's label that it is; absent where it is none.
        let networkLabel: String?
        let networkClass: Int?
    }
    struct Skipped: Encodable {
        let name: String
        let reason: String
    }
    struct Settings: Encodable {
        let summary: String
        let side: String
        let usesWholeActivations: Bool
        let strongShare: Float
        let perplexity: Double
        let neighbors: Int
        let seed: UInt64
        /// The number of clusters that was asked for; absent where X-means chose.
        let clusters: Int?
        let matrixPicturesPerClass: Int
        let heatmapPicturesPerClass: Int
        let channelOrder: String
        let leftOutShare: Float
        let overlayShare: Float
        let limit: Int?
        /// Neighbors of each sample, as asked for; there may be fewer samples.
        let k: Int
        /// The same of the sample in focus.
        let transformK: Int
        /// The most points of a plot of units.
        let points: Int
        /// Which side of a layer's non-linearity they are of.
        let unitSide: String
    }
    struct Layer: Encodable {
        let name: String
        let node: String?
        let kind: String
        /// Channels, height, width.
        let shape: [Int]
        let hasActivation: Bool
        /// The smallest and the largest value over all samples: what the paper's equation 2 scales by.
        let rangeBefore: [Float]
        let rangeAfter: [Float]
        var files: [String: String] = [:]
        var embeddings: [Embedding]?
        var clusters: Clusters?
        var jaccard: Jaccard?
        var heatmap: Heatmap?
        var hierarchy: Hierarchy?
        var pruning: Pruning?
    }
    struct Embedding: Encodable {
        let method: String
        let vector: String
        let seed: UInt64?
        let perplexity: Double?
        let neighbors: Int?
        let minimumDistance: Double?
        /// What the method made small; absent where it has no such number.
        let objective: Double?
        /// What that is.
        let objectiveName: String?
        let explainedShares: [Float]?
        let steadiness: Float?
        let seedCount: Int?
        let file: String
        let picture: String?
        /// Why there is none, in a sentence; then there is no file.
        let remark: String?
    }
    struct Clusters: Encodable {
        let method: String
        let seed: UInt64
        let count: Int
        let sizes: [Int]
        let inertia: Double
        /// The Bayesian information criterion, X-means only.
        let criterion: Double?
        /// `[cluster][class]`, samples of no class last.
        let classMix: [[Int]]
        let file: String
        let centers: String
    }
    struct Jaccard: Encodable {
        let share: Float
        let keptChannels: Int
        /// The matrix' pictures: indices of samples.
        let samples: [Int]
        let percentiles: [Float]
        let matrix: String
        let classMeans: String
        let picture: String?
    }
    struct Heatmap: Encodable {
        let samples: [Int]
        let values: String
        let ranks: String
        /// The channels from the highest rank down.
        let channels: [Int]
        let order: String
        let picture: String?
    }
    struct Hierarchy: Encodable {
        /// Class indices of the rows of `merges`.
        let classes: [Int]
        /// As scipy's `linkage` has them: left, right, height (1 - similarity), size.
        let merges: [[Double]]
        /// A class with several kinds: sample indices of each.
        let subclasses: [Subclass]
        let file: String
        let picture: String?
    }
    struct Subclass: Encodable {
        let classIndex: Int
        let groups: [[Int]]
    }
    struct Pruning: Encodable {
        let order: String
        /// The channels in the order in which they go.
        let channels: [Int]
        let removedCounts: [Int]
        let removedShares: [Float]
        let accuracy: [Float]
        /// `[class][step]`; null where a class does not count.
        let classAccuracy: [[Float?]]
        let sampleCount: Int
        let file: String
        let picture: String?
        let remark: String?
    }
    struct Confusion: Encodable {
        /// `[true class][predicted class]`, other answers last.
        let counts: [[Int]]
        let accuracy: Double?
        let precision: [Double?]
        let recall: [Double?]
        let f1: [Double?]
        let sampleCount: Int
        let file: String
        let picture: String?
    }
    struct Representative: Encodable {
        let className: String
        let classIndex: Int
        /// Sample indices, the one of the largest cluster first.
        let exemplars: [Int]
        let clusterSizes: [Int]
    }

    let version: String
    let model: String
    let data: Data
    let settings: Settings
    let layers: [Layer]
    let confusion: Confusion?
    let representatives: [Representative]?
    let operations: [Operation]
    let vat: Orders?
    let quality: Quality?
    let stability: Stability?
    let neighbours: NeighbourFiles?
    let densities: DensityFiles?
    let transformation: Transformation?
    /// What is absent, and why; a sentence each.
    let remarks: [String]
    /// Labels and logits, with `--tensors`.
    let tensors: [String: String]?
    let files: [String]
}
