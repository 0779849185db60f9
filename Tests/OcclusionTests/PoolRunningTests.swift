import Datasets
import Occlusion
import Tensors
import Testing

@Suite("Running a pool")
struct PoolRunningTests {
    private let preprocessing = Preprocessing(width: 16, height: 16, values: .unit)
    private let picture = Picture(
        width: 16, height: 16, pixels: (0..<16 * 16 * 3).map { UInt8(truncatingIfNeeded: $0 * 37) })

    /// A network that adds up two halves of what it is fed.
    private func halves(_ batch: Tensor) -> Tensor {
        let length = batch.count / batch.shape[0]
        let values = batch.values
        let sums = (0..<batch.shape[0]).flatMap { index in
            let part = values[index * length..<(index + 1) * length]
            return [part.prefix(length / 2).reduce(0, +), part.suffix(length / 2).reduce(0, +)]
        }
        return Tensor(shape: [batch.shape[0], 2], values: sums)
    }

    @Test("The size of the batches changes nothing", arguments: [1, 7, 1000])
    func batches(batchSize: Int) throws {
        let settings = PoolSettings(fill: .noise(seed: 4))
        let one = try Pool.run(picture, preprocessing: preprocessing, settings: settings, logits: halves)
        let other = try Pool.run(
            picture, preprocessing: preprocessing, settings: settings, batchSize: batchSize, logits: halves)
        #expect(one == other && one.variants.count == 308)
    }

    @Test("The network is fed the picture with the window filled")
    func fed() throws {
        let settings = PoolSettings(windowFractions: [0.5], fill: .mean)
        let pool = try Pool.run(picture, preprocessing: preprocessing, settings: settings, logits: halves)
        #expect(pool.original.logits == halves(preprocessing.tensor(from: picture)).values)
        for variant in pool.variants {
            let masked = Mask(width: 16, height: 16, rectangles: [variant.mask])
                .applied(to: picture, fill: .mean)
            #expect(variant.output.logits == halves(preprocessing.tensor(from: masked)).values)
        }
        #expect(pool.logits.values == pool.variants.flatMap(\.output.logits))
    }

    @Test("Progress counts up to all variants")
    func progress() throws {
        var steps: [[Int]] = []
        _ = try Pool.run(
            picture, preprocessing: preprocessing, settings: PoolSettings(windowFractions: [0.25]),
            batchSize: 20, progress: { steps.append([$0, $1]) }, logits: halves)
        #expect(steps == [[20, 49], [40, 49], [49, 49]])
    }

    @Test("It ends before the next batch when it is cancelled")
    func cancelling() {
        var batches = 0
        #expect(throws: OcclusionError.cancelled) {
            try Pool.run(picture, preprocessing: preprocessing, isCancelled: { batches == 2 }) { batch in
                batches += 1
                return halves(batch)
            }
        }
        #expect(batches == 2)
    }

    @Test("A network that answers nonsense, and settings without windows, are errors")
    func errors() {
        #expect(throws: OcclusionError.wrongOutputs(expected: 1, shape: [1])) {
            try Pool.run(picture, preprocessing: preprocessing) { _ in Tensor(shape: [1]) }
        }
        #expect(throws: OcclusionError.noWindows) {
            try Pool.run(
                picture, preprocessing: preprocessing, settings: PoolSettings(windowFractions: []),
                logits: halves)
        }
        struct Broken: Error, Equatable {}
        #expect(throws: Broken()) {
            try Pool.run(picture, preprocessing: preprocessing) { _ in throw Broken() }
        }
    }
}
