import Analysis
import Tensors
import TestSupport
import Testing

@Suite("Subclasses")
struct SubclassesTests {
    @Test("A class of two heaps splits; the samples apart from both are in neither")
    func twoHeaps() throws {
        // 10 samples near 0, 8 near 50, 2 near 200.
        let places = [Float](repeating: 0, count: 10) + [Float](repeating: 50, count: 8) + [200, 200]
        let found = try Subclasses(of: heaps(at: places), members: Array(0..<20))
        #expect(found.groups == [Array(0..<10), Array(10..<18)])
    }

    @Test("Three large heaps are three subclasses, the largest first")
    func threeHeaps() throws {
        let places = [Float](repeating: 0, count: 4) + [Float](repeating: 50, count: 6) + [200, 200, 200]
        let found = try Subclasses(of: heaps(at: places), members: Array(0..<13))
        #expect(found.groups == [Array(4..<10), Array(0..<4), Array(10..<13)])
    }

    @Test("A part of a tenth, or of two samples, is no subclass", arguments: [(27, 3), (9, 2)])
    func small(large: Int, small: Int) throws {
        // The third part is one sample far away.
        let places = [Float](repeating: 0, count: large - 1) + [900] + [Float](repeating: 400, count: small)
        let found = try Subclasses(of: heaps(at: places), members: Array(places.indices))
        #expect(found.groups.isEmpty)
    }

    @Test("Only the members take part, and few do not split")
    func members() throws {
        let places: [Float] = [0, 99, 0, 99, 500, 0, 99, 99, 0, 500, 500]
        let summaries = heaps(at: places)
        #expect(
            try Subclasses(of: summaries, members: [1, 2, 3, 4, 5, 6, 8]).groups == [[1, 3, 6], [2, 5, 8]])
        #expect(try Subclasses(of: summaries, members: [0, 2, 1, 3, 6]).groups.isEmpty)
    }

    @Test("Nobody waits for subclasses that are stale")
    func stale() {
        #expect(throws: CancellationError.self) {
            try Subclasses(
                of: heaps(at: [Float](repeating: 1, count: 8)), members: Array(0..<8), isStale: { true })
        }
    }

    /// Samples of two channels, each beside the place where it belongs.
    private func heaps(at places: [Float]) -> Tensor {
        let noise = Tensor.random([places.count, 2], seed: 2).values
        return Tensor(
            shape: [places.count, 2], values: noise.indices.map { places[$0 / 2] + noise[$0] })
    }
}
