import Datasets
import Tensors

extension Pool {
    /// Runs a network over the pool of one picture, in batches.
    ///
    /// - Parameters:
    ///   - picture: the picture at the pixels of the network's input (`Preprocessing.fit`).
    ///   - preprocessing: how pictures are fed.
    ///   - settings: the windows and their fill.
    ///   - batchSize: how many variants are fed at once, at least 1.
    ///   - merging: which of the network's classes count as one; nil: each by itself.
    ///   - isCancelled: asked before every batch.
    ///   - progress: told after every batch how many of all variants are done.
    ///   - logits: the network: from a batch as `Preprocessing.tensor` makes it to `[batch, classes]`, before
    ///     any softmax.
    /// - Throws: `OcclusionError`, and whatever `logits` throws.
    public static func run(
        _ picture: Picture, preprocessing: Preprocessing, settings: PoolSettings = PoolSettings(),
        batchSize: Int = 16, merging: ClassMerging? = nil, isCancelled: () -> Bool = { false },
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }, logits: (Tensor) throws -> Tensor
    ) throws -> Pool {
        let rectangles = SlidingWindow.rectangles(
            width: picture.width, height: picture.height, settings: settings)
        guard !rectangles.isEmpty else { throw OcclusionError.noWindows }
        let content = settings.fill.content(of: picture)
        func answers(_ pictures: [Picture]) throws -> [Float] {
            guard !isCancelled() else { throw OcclusionError.cancelled }
            return try preprocessing.answers(to: pictures, by: logits).flatMap(\.self)
        }
        let original = try answers([picture])
        var values: [Float] = []
        for start in stride(from: 0, to: rectangles.count, by: max(1, batchSize)) {
            let batch = rectangles[start..<min(start + max(1, batchSize), rectangles.count)]
            values += try answers(batch.map { $0.applied(to: picture, content: content) })
            progress(start + batch.count, rectangles.count)
        }
        guard values.count == rectangles.count * original.count else {
            throw OcclusionError.wrongOutputs(expected: rectangles.count, shape: [values.count])
        }
        return try Pool(
            originalLogits: original, rectangles: rectangles,
            logits: Tensor(shape: [rectangles.count, original.count], values: values),
            width: picture.width, height: picture.height, settings: settings, merging: merging)
    }
}

extension PixelRectangle {
    /// `picture` with the rectangle's pixels taken from `content`, of the same size.
    public func applied(to picture: Picture, content: Picture) -> Picture {
        let inside = clipped(toWidth: picture.width, height: picture.height)
        var pixels = picture.pixels
        for y in inside.rows {
            let row = (y * picture.width + inside.x) * 3..<(y * picture.width + inside.x + inside.width) * 3
            pixels.replaceSubrange(row, with: content.pixels[row])
        }
        return Picture(width: picture.width, height: picture.height, pixels: pixels)
    }
}
