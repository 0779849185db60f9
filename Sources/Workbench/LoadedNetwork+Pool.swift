import Datasets
import Inference
import Occlusion

extension LoadedNetwork {
    /// Runs the pool of masked variants of a picture.
    ///
    /// - Parameters:
    ///   - picture: the unmasked picture in the network's input pixels.
    ///   - isStale: asked between batches and between the network's steps.
    ///   - progress: told how many of all variants are done.
    /// - Throws: `AnalysisError.noClasses`, and what a run throws.
    public func makePool(
        of picture: Picture, settings: PoolSettings, isStale: @Sendable () -> Bool = { false },
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> Pool {
        try requireClasses()
        let base = try runner.run(preprocessing.tensor(from: picture), isStale: isStale)
        return try Pool.run(
            picture, preprocessing: preprocessing, settings: settings, batchSize: 16, merging: merging,
            isCancelled: isStale, progress: progress
        ) { batch in
            try runner.logits(batch: batch, since: base, isStale: isStale)
        }
    }
}
