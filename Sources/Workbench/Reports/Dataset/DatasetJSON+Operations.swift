/// What `dataset.json` says of the network's operations; the keys are a contract.
///
/// Rows count from 0 and are those of `samples.csv`, and of every array with a row a sample.
extension DatasetJSON {
    /// A step of the network, with what was worked out of it.
    struct Operation: Encodable {
        /// The position in the whole network; the files' names begin with it.
        let id: Int
        let name: String
        /// input, layer, pool or logits.
        let kind: String
        /// before or after the non-linearity; null where there is none.
        let side: String?
        /// The name of the layer; of a pool, of the one before.
        let layer: String
        /// The node of the file that the layer is named after; of a pool, the value that it makes.
        let node: String?
        /// Channels, height, width.
        let shape: [Int]
        /// Names of the operations that it is made from.
        let predecessors: [String]
        /// The activations, `[samples] + shape`.
        var tensor: String?
        /// The rows in VAT's order.
        var vat: String?
        var curve: Curve?
        /// The share of neighboring cells of one class; null without labels.
        var quality: Float?
        /// The same of each class.
        var qualityOfClasses: [Float]?
        /// How many samples have 0, 1 or 2 neighbors of their class in the order.
        var agreement: [Int]?
        var neighbours: Neighbours?
        var densities: Densities?
        var splom: Units?
        /// What could not be worked out, and why.
        var remarks: [String]?
    }
    /// A curve's rectangle of cells.
    struct Curve: Encodable {
        let width: Int
        let height: Int
        /// The position on the curve of the first sample.
        let first: Int
    }
    struct Neighbours: Encodable {
        let k: Int
        /// Rows, `[samples, k]`, the nearest first.
        let indices: String
        /// `[samples, k]`
        let distances: String
        /// The mean number of a sample's neighbors that are among its neighbors in the input, too.
        let meanOverlap: Double
    }
    struct Densities: Encodable {
        /// The distance of every sample from the one in focus, `[samples]`.
        let distances: String
        /// Where the densities are told, `[places]`.
        let places: String
        /// `[classes, places]`, per unit of distance.
        let file: String
        /// The kernel's standard deviation of each class, in units of distance; 0 where a class has too few.
        let bandwidth: [Double]
        /// How many distances each density is of.
        let counts: [Int]
        let picture: String?
    }
    struct Units: Encodable {
        /// Where the points are: row of the sample and place in its map (row * width + column), `[points, 2]`.
        let points: String
        /// `[points, units]`, of the units in `shownUnits`.
        let values: String
        /// The most varying units, by number.
        let shownUnits: [Int]
        /// Mean and standard deviation of every unit.
        let table: String
        /// Pearson's, `[units, units]`.
        let correlation: String
        /// How many places there are in all.
        let placeCount: Int
        /// The range of all plots.
        let range: [Float]
        let picture: String?
    }

    /// The orders of all operations.
    struct Orders: Encodable {
        /// How many are put in order: all, or as many as a curve holds.
        let sampleCount: Int
        /// Whose curve it is: all have the same.
        let curve: Curve
        /// Column and row of every cell in the curve's order, `[cells, 2]`.
        let cells: String
        /// `[samples]` by operation.
        let files: [String: String]
        let picture: String?
    }
    struct Quality: Encodable {
        /// What the classes are: data or predicted.
        let labels: String
        let classes: [String]
        /// By operation; null without labels.
        let operations: [String: Float]
        let file: String
    }
    struct Stability: Encodable {
        let k: Int
        /// The operation that all are compared with.
        let reference: String
        let operations: [String]
        /// `[sample][operation]`: how many of its neighbors are among those in the reference, 0 ... k.
        var overlaps: [[Int]]?
        /// A column an operation.
        let file: String
        let picture: String?
    }
    struct NeighbourFiles: Encodable {
        let k: Int
        /// Rows by operation, `[samples, k]`.
        let indices: [String: String]
        let distances: [String: String]
    }
    struct DensityFiles: Encodable {
        let focus: Focus
        /// gaussian
        let kernel: String
        /// How the bandwidth was chosen.
        let rule: String
        let classes: [String]
        let operations: [String: Densities]
    }
    /// The neighbors of the sample in focus, from one operation to another.
    struct Transformation: Encodable {
        let from: String
        let to: String
        let k: Int
        /// A row for each of the nearest in either.
        let file: String
        let picture: String?
    }
    /// A sample that is looked at closely.
    struct Focus: Encodable {
        /// Its index in the data set.
        let index: Int
        let row: Int
        let name: String
        let className: String?
    }
}
