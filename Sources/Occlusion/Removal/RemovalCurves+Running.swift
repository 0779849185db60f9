import Datasets
import Tensors

extension RemovalCurves {
    /// Runs a network over the pictures of both curves, in batches.
    ///
    /// - Parameters:
    ///   - picture: the picture at the pixels of the network's input (`Preprocessing.fit`).
    ///   - order: its pixels, the most important first.
    ///   - classIndex: the class whose probability is followed.
    ///   - fill: what hidden pixels show.
    ///   - steps: in how many equal portions the pixels disappear, at least 1; more than there are pixels are as many.
    ///   - preprocessing: how pictures are fed.
    ///   - batchSize: how many pictures are fed at once, at least 1.
    ///   - isCancelled: asked before every batch.
    ///   - progress: told after every batch how many of all pictures are done.
    ///   - logits: the network: from a batch as `Preprocessing.tensor` makes it to `[batch, classes]`, before any
    ///     softmax.
    /// - Throws: `OcclusionError`, and whatever `logits` throws.
    public static func run(
        _ picture: Picture, order: PixelOrder, classIndex: Int, fill: Fill, steps: Int = 50,
        preprocessing: Preprocessing, batchSize: Int = 16, isCancelled: () -> Bool = { false },
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }, logits: (Tensor) throws -> Tensor
    ) throws -> RemovalCurves {
        let stages = RemovalStages(
            picture: picture, content: fill.content(of: picture), order: order,
            steps: min(max(1, steps), order.pixels.count))
        var probabilities: [Float] = []
        for start in stride(from: 0, to: stages.count, by: max(1, batchSize)) {
            guard !isCancelled() else { throw OcclusionError.curvesCancelled }
            let batch = start..<min(start + max(1, batchSize), stages.count)
            let rows = try preprocessing.answers(to: batch.map(stages.picture), by: logits)
            for (stage, row) in zip(batch, rows) {
                precondition(row.indices.contains(classIndex), "class \(classIndex) of \(row.count)")
                guard row.allSatisfy(\.isFinite) else {
                    throw OcclusionError.curveNotFinite(share: stages.hiddenShare(at: stage))
                }
                probabilities.append(Softmax.probabilities(row)[classIndex])
            }
            progress(batch.upperBound, stages.count)
        }
        return stages.curves(of: probabilities, classIndex: classIndex, fill: fill)
    }
}

/// The pictures of both curves: first those of deletion, from nothing hidden to everything, then those of insertion
/// but for the two ends, which deletion has already.
struct RemovalStages {
    let picture: Picture
    let content: Picture
    let order: PixelOrder
    let steps: Int

    /// How many pictures there are.
    var count: Int { 2 * steps }

    /// The picture of a stage, `0..<count`.
    func picture(at stage: Int) -> Picture {
        let isDeletion = stage <= steps
        let step = isDeletion ? stage : stage - steps
        let (ground, paint) = isDeletion ? (picture, content) : (content, picture)
        var pixels = ground.pixels
        for pixel in order.pixels[..<order.count(ofStep: step, of: steps)] {
            let start = Int(pixel) * 3
            for index in start..<start + 3 { pixels[index] = paint.pixels[index] }
        }
        return Picture(width: picture.width, height: picture.height, pixels: pixels)
    }

    /// The share of the pixels that is hidden in a stage's picture.
    func hiddenShare(at stage: Int) -> Float {
        stage <= steps ? share(ofStep: stage) : 1 - share(ofStep: stage - steps)
    }

    /// The curves of the probabilities of all stages.
    func curves(of probabilities: [Float], classIndex: Int, fill: Fill) -> RemovalCurves {
        let ends = (probabilities[steps], probabilities[0])
        return RemovalCurves(
            classIndex: classIndex, fill: fill, shares: (0...steps).map(share),
            deletion: Array(probabilities[...steps]),
            insertion: [ends.0] + probabilities[(steps + 1)...] + [ends.1])
    }

    private func share(ofStep step: Int) -> Float {
        Float(Double(order.count(ofStep: step, of: steps)) / Double(order.pixels.count))
    }
}
