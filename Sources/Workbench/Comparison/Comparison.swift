import Analysis
import Datasets
import Inference
import Occlusion
import Tensors

/// Variants of one picture side by side: what the network says of each, how far each layer lies from the first one's,
/// and one layer in full.
public struct Comparison: Sendable {
    /// One of the compared variants.
    public struct Column: Sendable {
        /// Which one, by `Variant.id`.
        public let variant: Int
        /// What was fed, masked, in the network's input pixels.
        public let picture: Picture
        /// What the network says, `[shown classes]`.
        public internal(set) var probabilities: [Float]
        /// How far each layer lies from the first column's, an entry a layer of `Plan.layers`.
        public let movements: [TensorMovement]
        /// The network's own logits, `[classes]`.
        var ownLogits: [Float] = []

        /// The most probable class.
        public var answer: Answer? { Answer(mostProbableOf: probabilities) }
    }

    /// The variants; the others are measured against the first.
    public private(set) var columns: [Column]
    /// The layer that is shown.
    public let layer: LayerComparison

    /// A comparison; see the properties for the meaning of the parameters.
    public init(columns: [Column], layer: LayerComparison) {
        self.columns = columns
        self.layer = layer
    }

    /// The same where other classes count as one: nothing is run again.
    func merged(by merging: ClassMerging) -> Comparison {
        var result = self
        for index in columns.indices where columns[index].ownLogits.count == merging.ownCount {
            result.columns[index].probabilities = Softmax.probabilities(
                merging.logits(columns[index].ownLogits))
        }
        return result
    }

    /// What rose and fell from the first column to the second.
    public var changes: [(classIndex: Int, before: Float, after: Float)] {
        guard columns.count > 1 else { return [] }
        return Self.changes(from: columns[0].probabilities, to: columns[1].probabilities)
    }

    /// The `count` largest changes in the same order.
    public func largestChanges(_ count: Int) -> [(classIndex: Int, before: Float, after: Float)] {
        let changes = changes
        let sizes = changes.map { abs($0.after - $0.before) }
        let kept = Set(sizes.indices.sorted { (sizes[$0], $1) > (sizes[$1], $0) }.prefix(count))
        return changes.indices.filter(kept.contains).map { changes[$0] }
    }

    /// The classes that are among the `count` most probable ones of either, by how much their probability is higher
    /// in the second, the largest rise first.
    public static func changes(
        top count: Int = 10, from before: [Float], to after: [Float]
    ) -> [(classIndex: Int, before: Float, after: Float)] {
        let classes = Set(top(count, of: before) + top(count, of: after))
        return classes.map { (classIndex: $0, before: before[$0], after: after[$0]) }
            .sorted { ($0.after - $0.before, $1.classIndex) > ($1.after - $1.before, $0.classIndex) }
    }

    private static func top(_ count: Int, of probabilities: [Float]) -> [Int] {
        Array(
            probabilities.indices.sorted { (probabilities[$0], $1) > (probabilities[$1], $0) }.prefix(count))
    }
}
