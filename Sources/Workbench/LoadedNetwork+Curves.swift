import Datasets
import Inference
import Occlusion

extension LoadedNetwork {
    /// Hides a picture's pixels in an order, and shows them in it, and follows the probability of a class.
    ///
    /// - Parameters:
    ///   - picture: the unmasked picture in the network's input pixels.
    ///   - order: its pixels, the most important first.
    ///   - classIndex: one of the shown classes.
    ///   - steps: in how many equal portions.
    ///   - isStale: asked between batches and between the network's steps.
    ///   - progress: told how many of all pictures are done.
    /// - Throws: `AnalysisError.noClasses`, and what a run throws.
    public func makeRemovalCurves(
        of picture: Picture, order: PixelOrder, classIndex: Int, fill: Fill, steps: Int = 50,
        isStale: @Sendable () -> Bool = { false }, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> RemovalCurves {
        try requireClasses()
        let base = try runner.run(preprocessing.tensor(from: picture), isStale: isStale)
        return try RemovalCurves.run(
            picture, order: order, classIndex: classIndex, fill: fill, steps: steps,
            preprocessing: preprocessing, batchSize: 16, isCancelled: isStale, progress: progress
        ) { batch in
            merging.logits(try runner.logits(batch: batch, since: base, isStale: isStale))
        }
    }
}
