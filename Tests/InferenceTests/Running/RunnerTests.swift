import Foundation
import Synchronization
import Tensors
import TestSupport
import Testing

@testable import Inference

@Suite("Runner")
struct RunnerTests {
    @Test("a layer's maps are the node's output in ONNX order")
    func maps() throws {
        let plan = try Plan(GraphSketch.residual())
        let activations = try Runner(plan).run(picture())
        for layer in plan.layers {
            let tensor = try #require(activations.tensor(layer.value))
            #expect(tensor.shape == plan.shape(of: layer.value))
            #expect(activations.maps(of: layer) == tensor.reshaped(layer.shape))
        }
        #expect(activations.tensor("nothing") == nil)
    }

    @Test("probabilities are the softmax of the logits, as the file's own")
    func probabilities() throws {
        let activations = try Runner(Plan(GraphSketch.linear())).run(picture())
        let powers = activations.logits.values.map { exp(Double($0)) }
        let expected = powers.map { Float($0 / powers.reduce(0, +)) }
        #expect(Tolerance.close.mismatch(activations.probabilities, expected) == nil)
        let own = try #require(activations.tensor("prob"))
        #expect(Tolerance.close.mismatch(own.values, expected) == nil)
    }

    @Test(
        "several pictures at once give the logits of each",
        arguments: SketchedNetwork.allCases, [1, 2, 17])
    func batch(network: SketchedNetwork, count: Int) throws {
        let runner = Runner(try Plan(network.graph))
        let pictures = picture(count)
        let logits = try runner.logits(batch: pictures)
        #expect(logits.shape == [count, 5])
        for index in 0..<count {
            let alone = try runner.run(pictures.slice(index..<index + 1)).logits
            let together = logits.slice(index..<index + 1).reshaped([5])
            #expect(Tolerance.close.mismatch(together, alone) == nil)
        }
    }

    @Test("a file that mixes the pictures of a batch still gives the logits of each")
    func mixedBatch() throws {
        let sketch = GraphSketch()
        let value = sketch.convolution("conv", "x", (3, 6))
        let mean = sketch.add("mean", Reduce(.mean, axes: [0, 1, 2, 3]), [value])
        let scaled = sketch.add("scaled", ElementwiseBinary(.multiply), [value, mean])
        let runner = Runner(try Plan(sketch.classifying(scaled, channels: 6)))
        let pictures = picture(5)
        for _ in 0..<2 {
            let logits = try runner.logits(batch: pictures)
            for index in 0..<5 {
                let alone = try runner.run(pictures.slice(index..<index + 1)).logits
                #expect(Tolerance.close.mismatch(logits.slice(index..<index + 1).reshaped([5]), alone) == nil)
            }
        }
    }

    @Test("a file whose shapes hold for one picture only still takes several", arguments: [[1, -1], [432]])
    func fixedBatch(target: [Int]) throws {
        let sketch = GraphSketch()
        sketch.integers("target", target)
        var value = sketch.add("flat", Reshape(), ["x", "target"])
        if target.count == 1 {
            sketch.integers("row", [1, 432])
            value = sketch.add("row_flat", Reshape(), [value, "row"])
        }
        let runner = Runner(try Plan(sketch.graph(outputs: [sketch.dense("fc", value, (432, 5))])))
        let pictures = picture(3)
        let logits = try runner.logits(batch: pictures)
        for index in 0..<3 {
            let alone = try runner.run(pictures.slice(index..<index + 1)).logits
            let together = logits.slice(index..<index + 1).reshaped([5])
            #expect(Tolerance.close.mismatch(together, alone) == nil)
        }
    }

    @Test("a stale run is given up at the next node")
    func staleness() throws {
        let runner = Runner(try Plan(GraphSketch.linear()))
        let questions = Mutex(0)
        #expect(throws: InferenceError.stale) {
            _ = try runner.run(picture()) {
                questions.withLock { count in
                    count += 1
                    return count == 3
                }
            }
        }
        #expect(questions.withLock { $0 } == 3)
        #expect(throws: InferenceError.stale) {
            _ = try runner.logits(batch: picture(2)) { true }
        }
    }

    @Test("two threads may run one network at once")
    func concurrency() throws {
        let runner = Runner(try Plan(GraphSketch.residual()))
        let expected = try (0..<8).map { try runner.run(picture(seed: UInt64($0 + 1))).logits }
        let results = Mutex([Int: Tensor]())
        DispatchQueue.concurrentPerform(iterations: 8) { index in
            for _ in 0..<5 {
                let logits = try? runner.run(picture(seed: UInt64(index + 1))).logits
                results.withLock { $0[index] = logits }
            }
        }
        let found = results.withLock { $0 }
        for index in 0..<8 { #expect(found[index] == expected[index]) }
    }

    @Test("a picture of another size is refused")
    func wrongShape() throws {
        let runner = Runner(try Plan(GraphSketch.linear()))
        #expect(throws: InferenceError.self) { try runner.run(.random([1, 3, 11, 12])) }
        #expect(throws: InferenceError.self) { try runner.run(picture(2)) }
        #expect(throws: InferenceError.self) { try runner.logits(batch: .random([2, 1, 12, 12])) }
    }

    @Test("a run leaves the results of an earlier one as they were")
    func independence() throws {
        let runner = Runner(try Plan(GraphSketch.residual()))
        let first = try runner.run(picture())
        let before = first.logits
        for seed in 2..<6 { _ = try runner.run(picture(seed: UInt64(seed))) }
        #expect(first.logits == before)
    }
}
