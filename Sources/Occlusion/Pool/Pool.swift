import Datasets
import Tensors

/// The variants of one picture under a sliding window, and where they fall between four labels.
///
/// Everything is computed from the logits alone, so the same numbers give the same pool.
public struct Pool: Sendable, Equatable {
    /// What it was made of.
    public let settings: PoolSettings
    /// The size of the picture, in pixels of the network's input.
    public let width: Int
    /// The size of the picture, in pixels of the network's input.
    public let height: Int
    /// The unmasked picture's output.
    public let original: PoolOutput
    /// One variant a window, in the order of `SlidingWindow`.
    public let variants: [PoolVariant]
    /// The labels at the corners, most probable first; fewer than four where the network has fewer.
    public let corners: [PoolCorner]
    /// The boundary between the variants that keep the label and those that change it.
    public let boundary: DecisionBoundary
    /// Which of the network's own classes count as one: all else speaks of what remains.
    public let merging: ClassMerging
    /// The network's own logits for the unmasked picture, `[classes]`.
    public let ownOriginalLogits: [Float]
    /// The network's own logits for all variants, `[windows, classes]`.
    public let ownLogits: Tensor

    /// The pool of the given windows.
    ///
    /// - Parameters:
    ///   - originalLogits: the unmasked picture's, `[classes]` of the network.
    ///   - logits: the variants', `[windows, classes]` of the network.
    ///   - merging: which classes count as one; nil: each by itself.
    /// - Throws: `OcclusionError` where there is no window, or a logit is not a number.
    public init(
        originalLogits: [Float], rectangles: [PixelRectangle], logits: Tensor, width: Int, height: Int,
        settings: PoolSettings, merging: ClassMerging? = nil
    ) throws(OcclusionError) {
        guard !rectangles.isEmpty else { throw .noWindows }
        guard !originalLogits.isEmpty, logits.shape == [rectangles.count, originalLogits.count] else {
            throw .wrongOutputs(expected: rectangles.count, shape: logits.shape)
        }
        let merging = merging ?? ClassMerging(classCount: originalLogits.count)
        (self.merging, ownOriginalLogits, ownLogits) = (merging, originalLogits, logits)
        let original = try PoolOutput(merging.logits(originalLogits), mask: nil)
        var outputs: [PoolOutput] = []
        let values = merging.logits(logits.values)
        for (index, rectangle) in rectangles.enumerated() {
            let start = index * merging.shownCount
            outputs.append(
                try PoolOutput(Array(values[start..<start + merging.shownCount]), mask: rectangle))
        }
        let found = CornerSelection.corners(probabilities: outputs.map(\.probabilities))
        let atCorners = outputs.map { output in found.map { output.probabilities[$0.classIndex] } }
        let movements = outputs.map { $0.distance(to: original) }
        let chosen = CornerSelection.variants(
            ofCorners: atCorners, movements: movements, count: settings.variantsPerLabel)
        let keepsLabel = outputs.map { $0.predicted == original.predicted }
        let boundary = DecisionBoundary(logits: outputs.map(\.logits), keepsLabel: keepsLabel)

        self.settings = settings
        self.width = width
        self.height = height
        self.original = original
        self.boundary = boundary
        corners = zip(found, chosen).map { corner, variants in
            PoolCorner(
                classIndex: corner.classIndex, meanProbability: corner.meanProbability, variants: variants,
                carriesLabel: variants.contains { outputs[$0].predicted == corner.classIndex })
        }
        let supportVectors = Set(boundary.supportVectors)
        var cornerOfVariant: [Int: Int] = [:]
        for (corner, variants) in chosen.enumerated() {
            for variant in variants { cornerOfVariant[variant] = corner }
        }
        variants = outputs.indices.map { index in
            PoolVariant(
                mask: rectangles[index], output: outputs[index], keepsLabel: keepsLabel[index],
                cornerProbabilities: atCorners[index],
                placement: Tetrahedron.placement(of: atCorners[index]), movement: movements[index],
                corner: cornerOfVariant[index], isSupportVector: supportVectors.contains(index))
        }
    }

    /// The same pool where other classes count as one: nothing is run again.
    ///
    /// - Throws: `OcclusionError`.
    public func merged(by merging: ClassMerging) throws(OcclusionError) -> Pool {
        guard merging != self.merging else { return self }
        return try Pool(
            originalLogits: ownOriginalLogits, rectangles: variants.map(\.mask), logits: ownLogits,
            width: width, height: height, settings: settings, merging: merging)
    }

    /// The indices of the variants that stand for the corners, ascending.
    public var selection: [Int] { variants.indices.filter { variants[$0].isSelected } }

    /// The logits of all variants, `[windows, shown classes]`.
    public var logits: Tensor {
        Tensor(
            shape: [variants.count, original.logits.count], values: variants.flatMap(\.output.logits))
    }

    /// What to say about the corners where not all is as a tetrahedron needs it, a sentence each.
    ///
    /// - Parameter name: the label of a class.
    public func remarks(name: (Int) -> String) -> [String] {
        let silent = corners.filter { !$0.carriesLabel }.map { corner in
            "No variant at the corner \(name(corner.classIndex)) is recognised as \(name(corner.classIndex))."
        }
        return [Tetrahedron.words(cornerCount: corners.count)].compactMap(\.self) + silent
    }
}
