import Datasets
import Inference

/// What is compared, how it is shown, and what is known of it.
public struct ComparisonState: Sendable {
    /// What the user sets.
    public internal(set) var settings = ComparisonSettings()
    /// The row that is open large.
    public internal(set) var enlarged: EnlargedRow?
    /// The newest comparison that is ready; nil where there is nothing to compare yet.
    public internal(set) var result: Comparison?
    /// The number of that comparison: another one for other maps.
    public internal(set) var resultNumber: UInt64 = 0
    /// Whether a newer one is being made.
    public internal(set) var isComputing = false
    /// Why there is none, in words.
    public internal(set) var failure: String?

    /// What the newest request was made of: it is made again only where that changes.
    var asked: ComparisonKey?
    /// Numbers the requests.
    var newest: UInt64 = 0
    /// What is kept for the next one, and of which epoch it is.
    var runs: [ComparedRun] = []
    var runsEpoch: UInt64 = 0
}

/// What the user sets of a comparison.
public struct ComparisonSettings: Sendable, Equatable {
    /// What one range of colours stands for.
    public enum ColorRange: String, Sendable, CaseIterable {
        /// One row: a block or a map in all variants.
        case row
        /// All rows of the layer.
        case layer
    }

    /// How the strip says how far a layer moved.
    public enum Measure: String, Sendable, CaseIterable {
        /// The relative L2 distance.
        case distance
        /// One less the cosine.
        case cosine
    }

    /// What the rows of the table are.
    public enum Rows: String, Sendable, CaseIterable {
        /// The blocks' representatives.
        case blocks
        /// Single maps, those that moved most first.
        case maps
    }

    /// What the table shows of the other variants.
    public enum Cells: String, Sendable, CaseIterable {
        /// The maps.
        case values
        /// The maps less the first variant's.
        case differences
    }

    /// The variant that the others are measured against, by `Variant.id`.
    public var reference = Variant.originalID
    /// How many variants are compared, 2...`mostColumns`: more than two make a table.
    public var columnCount = 2
    /// Variants that the user keeps out of the table.
    public var leftOut: Set<Int> = []
    /// What one range of colours stands for.
    public var colorRange = ColorRange.row
    /// How the strip says how far a layer moved.
    public var measure = Measure.distance
    /// What the rows of the table are.
    public var rows = Rows.blocks
    /// What the table shows of the other variants.
    public var cells = Cells.values
    /// Whether all maps are shown beside the blocks, not only those that moved most.
    public var showsAllMaps = false

    /// The original against the current variant.
    public init() {}

    /// More variants than this are not compared at once.
    public static let mostColumns = 8
}

/// A row of a comparison, of which the pictures can be opened large.
public enum ComparedPicture: Sendable, Hashable {
    /// The representative of a block, by its index.
    case block(Int)
    /// A map, by its number.
    case map(Int)
    /// All units of a dense layer.
    case units
}

/// A row that is open large: the first variant, another one, and their difference.
public struct EnlargedRow: Sendable, Hashable {
    /// Which row.
    public var picture: ComparedPicture
    /// The other variant, by its place among the compared ones, from 1.
    public var column: Int

    /// A row, open large.
    public init(_ picture: ComparedPicture, column: Int = 1) {
        self.picture = picture
        self.column = column
    }
}

/// What a comparison is made of: equal keys give equal comparisons.
struct ComparisonKey: Equatable {
    let epoch: UInt64
    let variants: [Variant]
    let layer: Int
    let clusterCount: Int
    /// The number of the analysis that the current variant is taken from; nil where it is not compared.
    let analysis: UInt64?
}
