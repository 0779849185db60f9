/// What the network says about one picture.
public struct PoolOutput: Sendable, Hashable {
    /// The numbers before the softmax, one a class.
    public let logits: [Float]
    /// Their softmax.
    public let probabilities: [Float]
    /// The most probable class, the lowest of several.
    public let predicted: Int

    init(_ logits: [Float], mask: PixelRectangle?) throws(OcclusionError) {
        guard logits.allSatisfy(\.isFinite) else { throw .notFinite(mask: mask) }
        self.logits = logits
        probabilities = Softmax.probabilities(logits)
        predicted = logits.indices.reduce(0) { logits[$1] > logits[$0] ? $1 : $0 }
    }

    /// How far the output moved: the Euclidean distance of the probabilities of all classes.
    func distance(to other: PoolOutput) -> Double {
        zip(probabilities, other.probabilities)
            .reduce(0) { $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1)) }
            .squareRoot()
    }
}

/// The picture under one window of the pool.
public struct PoolVariant: Sendable, Hashable {
    /// The hidden rectangle, in pixels of the network's input.
    public let mask: PixelRectangle
    /// What the network says.
    public let output: PoolOutput
    /// Whether its most probable class is the original's.
    public let keepsLabel: Bool
    /// The probabilities of the corners' labels.
    public let cornerProbabilities: [Float]
    /// Its place between the corners.
    public let placement: Tetrahedron.Placement
    /// How far its output moved from the original's: the Euclidean distance of the probabilities, 0...√2.
    public let movement: Double
    /// The corner that it was chosen to stand for, as an index of `Pool.corners`; nil where it was not
    /// chosen.
    public let corner: Int?
    /// Whether it holds the decision boundary in place.
    public let isSupportVector: Bool

    /// Whether it was chosen to be shown.
    public var isSelected: Bool { corner != nil }
    /// The most probable class.
    public var predicted: Int { output.predicted }
}

/// One corner of the tetrahedron.
public struct PoolCorner: Sendable, Hashable {
    /// Its class.
    public let classIndex: Int
    /// The mean probability of the class over the pool.
    public let meanProbability: Double
    /// The variants that stand for it, best first, as indices of `Pool.variants`.
    public let variants: [Int]
    /// Whether any of them is recognised as the corner's class; otherwise the label is only ever the
    /// runner-up.
    public let carriesLabel: Bool
}
