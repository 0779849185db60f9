import Datasets
import Tensors
import TestSupport
import Testing

@testable import Occlusion

@Suite struct RemovalCurvesTests {
    @Test(arguments: [1, 7, 100]) func `curves and areas are numpy's, whatever the batches`(
        batchSize: Int
    ) throws {
        let recorded = try RemovalRecording.read().curves
        for wanted in recorded.cases {
            let curves = try RemovalCurves.run(
                recorded.fed, order: PixelOrder(map: recorded.map), classIndex: wanted.label,
                fill: recorded.fillColor, steps: wanted.steps, preprocessing: recorded.preprocessing,
                batchSize: batchSize, logits: recorded.logits)
            #expect(curves.shares == wanted.shares.values)
            #expect(Tolerance.close.mismatch(curves.deletion, wanted.deletion.values) == nil)
            #expect(Tolerance.close.mismatch(curves.insertion, wanted.insertion.values) == nil)
            #expect(abs(curves.deletionArea - wanted.deletionArea) < 1e-5)
            #expect(abs(curves.insertionArea - wanted.insertionArea) < 1e-5)
            #expect(curves.classIndex == wanted.label && curves.fill == recorded.fillColor)
        }
    }

    @Test func `deletion ends where insertion begins`() throws {
        let curves = try run()
        #expect(curves.deletion.count == 31 && curves.shares.first == 0 && curves.shares.last == 1)
        #expect(curves.deletion.first == curves.insertion.last)
        #expect(curves.deletion.last == curves.insertion.first)
    }

    @Test func `there are at most as many steps as pixels`() throws {
        #expect(try run(steps: 1000) == run(steps: 30))
    }

    @Test func `progress counts up to all pictures, and cancelling ends it before the next batch`() throws {
        var steps: [[Int]] = []
        _ = try run(batchSize: 25, progress: { steps.append([$0, $1]) })
        #expect(steps == [[25, 60], [50, 60], [60, 60]])
        steps = []
        #expect(throws: OcclusionError.curvesCancelled) {
            try run(batchSize: 25, isCancelled: { steps.count == 1 }, progress: { steps.append([$0, $1]) })
        }
        #expect(steps == [[25, 60]])
    }

    @Test func `a network that answers nonsense is an error that says where`() throws {
        #expect(throws: OcclusionError.wrongOutputs(expected: 60, shape: [3])) {
            try run(batchSize: 100, logits: { _ in Tensor(shape: [3]) })
        }
        #expect(throws: OcclusionError.curveNotFinite(share: 0.5)) {
            try run(
                steps: 2, batchSize: 100,
                logits: { batch in
                    var answer = Tensor(shape: [batch.shape[0], 3])
                    answer[1, 2] = .nan
                    return answer
                })
        }
    }

    private func run(
        steps: Int = 30, batchSize: Int = 16, isCancelled: () -> Bool = { false },
        progress: (Int, Int) -> Void = { _, _ in }, logits: ((Tensor) -> Tensor)? = nil
    ) throws -> RemovalCurves {
        let recorded = try RemovalRecording.read().curves
        return try RemovalCurves.run(
            recorded.fed, order: PixelOrder(map: recorded.map), classIndex: 0, fill: .black, steps: steps,
            preprocessing: recorded.preprocessing, batchSize: batchSize, isCancelled: isCancelled,
            progress: progress, logits: logits ?? recorded.logits)
    }
}
