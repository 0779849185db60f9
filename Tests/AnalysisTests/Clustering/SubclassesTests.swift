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
        let summaries = heaps(at: places)
        let classes = [Int](repeating: 0, count: 20)
        let found = try Subclasses(summaries: summaries, classOf: classes, classCount: 1)
        #expect(found.ofClass == [[Array(0..<10), Array(10..<18)]])
    }

    @Test("Three large heaps are three subclasses, the largest first")
    func threeHeaps() throws {
        let places = [Float](repeating: 0, count: 4) + [Float](repeating: 50, count: 6) + [200, 200, 200]
        let classes = [Int](repeating: 1, count: 13)
        let found = try Subclasses(summaries: heaps(at: places), classOf: classes, classCount: 2)
        #expect(found.ofClass == [[], [Array(4..<10), Array(0..<4), Array(10..<13)]])
    }

    @Test("A part of a tenth, or of two samples, is no subclass", arguments: [(27, 3), (9, 2)])
    func small(large: Int, small: Int) throws {
        // The third part is one sample far away.
        let places = [Float](repeating: 0, count: large - 1) + [900] + [Float](repeating: 400, count: small)
        let found = try Subclasses(
            summaries: heaps(at: places), classOf: [Int](repeating: 0, count: places.count), classCount: 1)
        #expect(found.ofClass == [[]])
    }

    @Test("Samples of no class take no part, and small classes do not split")
    func others() throws {
        let places: [Float] = [0, 0, 0, 99, 99, 99, 500, 500, 0, 0, 0, 99, 99]
        let found = try Subclasses(
            summaries: heaps(at: places), classOf: [0, 0, 0, 0, 0, 0, 0, -1, 1, 1, 1, 1, 1], classCount: 2)
        #expect(found.ofClass == [[[0, 1, 2], [3, 4, 5]], []])
    }

    @Test("Nobody waits for subclasses that are stale")
    func stale() {
        #expect(throws: CancellationError.self) {
            try Subclasses(
                summaries: heaps(at: [1, 2, 3]), classOf: [0, 0, 0], classCount: 1, isStale: { true })
        }
    }

    /// Samples of two channels, each beside the place where it belongs.
    private func heaps(at places: [Float]) -> Tensor {
        let noise = Tensor.random([places.count, 2], seed: 2).values
        return Tensor(
            shape: [places.count, 2], values: noise.indices.map { places[$0 / 2] + noise[$0] })
    }
}
