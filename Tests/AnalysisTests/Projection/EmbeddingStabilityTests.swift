import Analysis
import Tensors
import TestSupport
import Testing

@Suite("Stability of embeddings")
struct EmbeddingStabilityTests {
    @Test("The same picture, turned and scaled, is stable altogether")
    func same() throws {
        let points = Tensor.random([60, 2])
        let turned = Tensor(
            shape: [60, 2],
            values: stride(from: 0, to: 120, by: 2).flatMap {
                [-2 * points.values[$0 + 1] + 3, 2 * points.values[$0]]
            })
        let found = try EmbeddingStability(of: [points, turned])
        #expect(found.mean == 1 && found.ofSamples == [Float](repeating: 1, count: 60))
    }

    @Test("Chance pictures agree as much as chance; one that is kept twice raises it")
    func chance() throws {
        let pictures = (1...4).map { Tensor.random([300, 2], seed: UInt64(1000 * $0)) }
        // Ten of 299 drawn twice share 10 * 10 / 299 on average, of about 20.
        let chance = try EmbeddingStability(of: pictures).mean
        #expect(chance > 0.01 && chance < 0.03)
        let twice = try EmbeddingStability(of: [pictures[0], pictures[0], pictures[1]]).mean
        #expect(abs(twice - 1.0 / 3) < 0.03)
    }

    @Test("Neighbourhoods are compared by the share of neighbours that are common")
    func byHand() throws {
        func line(_ xs: [Float]) -> Tensor { Tensor(shape: [xs.count, 2], values: xs.flatMap { [$0, 0] }) }
        let found = try EmbeddingStability(
            of: [line([0, 1, 2.5, 10]), line([0, 1, 9, 10])], neighborCount: 2)
        // Neighbours of each sample, before and after: 12 12, 02 02, 10 31, 21 21.
        #expect(found.ofSamples == [1, 1, Float(1) / 3, 1])
        #expect(abs(found.mean - 5.0 / 6) < 1e-6)
    }

    @Test("Where there is nothing to compare, all is stable")
    func nothing() throws {
        #expect(try EmbeddingStability(of: []).mean == 1)
        #expect(try EmbeddingStability(of: [.random([7, 2])]).ofSamples.count == 7)
        let one = Tensor(shape: [1, 2])
        #expect(try EmbeddingStability(of: [one, one]).mean == 1)
        let three = [Tensor.random([3, 2], seed: 1), Tensor.random([3, 2], seed: 2)]
        #expect(try EmbeddingStability(of: three).mean == 1)
    }
}
