import Tensors
import TestSupport
import Testing

@testable import Analysis

@Suite("Strong channels")
struct StrongChannelsTests {
    @Test(
        "As many channels are kept as the share says, rounded up",
        arguments: [
            (10, 0.2, 2), (11, 0.2, 3), (35, 0.2, 7), (100, 0.07, 7), (30, 0.1, 3), (3, 0.01, 1), (7, 1, 7),
            (512, 0.2, 103), (4096, 0.3, 1229),
        ] as [(Int, Float, Int)])
    func count(channels: Int, share: Float, expected: Int) {
        #expect(StrongChannels.keptCount(of: channels, share: share) == expected)
    }

    @Test("The channels with the largest summaries are strong; of equal ones the lower")
    func choice() {
        let summaries = Tensor(
            shape: [4, 5],
            values: [1, 9, 3, 9, 0] + [4, 4, 4, 4, 4] + [-1, -3, -2, .nan, -4] + [0, -0.0, 0, 0, 1])
        let strong = StrongChannels(summaries: summaries, share: 0.4)
        #expect(strong.keptCount == 2)
        #expect((0..<4).map { strong.shared($0, $0) } == [[1, 3], [0, 1], [0, 2], [0, 4]])
        #expect(strong.shared(0, 1) == [1] && strong.shared(0, 2).isEmpty)
    }

    @Test(
        "Similarities are those of plain sets",
        arguments: [(5, 0.5), (70, 0.2), (200, 0.9)] as [(Int, Float)])
    func similarities(channels: Int, share: Float) {
        let summaries = Tensor.random([23, channels], seed: UInt64(channels))
        let strong = StrongChannels(summaries: summaries, share: share)
        let sets = (0..<23).map { plainSet(summaries, row: $0, count: strong.keptCount) }
        let rows = [22, 0, 7, 7, 13]
        let matrix = strong.matrix(of: rows)
        for (i, first) in rows.enumerated() {
            for (j, second) in rows.enumerated() {
                let both = sets[first].intersection(sets[second])
                let expected = Float(both.count) / Float(sets[first].union(sets[second]).count)
                #expect(matrix[i, j] == expected)
                #expect(strong.similarity(first, second) == expected)
                #expect(strong.shared(first, second) == both.sorted())
            }
        }
    }

    @Test(
        "The mean between classes is over all pairs of their samples, without those of a sample with itself")
    func classMeans() throws {
        let strong = StrongChannels(summaries: Tensor.random([120, 40], seed: 8), share: 0.3)
        let classOf = (0..<120).map { $0 == 5 ? 3 : $0 % 7 == 6 ? -1 : $0 * $0 % 3 }
        let means = try strong.classMeans(classOf: classOf, classCount: 5)
        for first in 0..<5 {
            for second in 0..<5 {
                let values = pairs(classOf, first, second).map { Double(strong.similarity($0.0, $0.1)) }
                let mean = Float(values.reduce(0, +) / Double(values.count))
                let found = means[first, second]
                #expect(values.isEmpty ? found.isNaN : abs(found - mean) < 1e-6, "\(first), \(second)")
            }
        }
        #expect(means[3, 3].isNaN && means[0, 3] > 0 && means[4, 0].isNaN)
    }

    @Test("The means do not depend on how many threads look for them")
    func threads() throws {
        let strong = StrongChannels(summaries: Tensor.random([300, 64], seed: 9), share: 0.2)
        let classOf = (0..<300).map { $0 % 4 }
        let alone = try strong.classMeans(classOf: classOf, classCount: 4, workers: Workers(count: 1))
        #expect(try strong.classMeans(classOf: classOf, classCount: 4, workers: Workers(count: 3)) == alone)
    }

    @Test("Nobody waits for means that are stale")
    func stale() {
        let strong = StrongChannels(summaries: Tensor.random([20, 10]), share: 0.2)
        #expect(throws: CancellationError.self) {
            try strong.classMeans(
                classOf: [Int](repeating: 0, count: 20), classCount: 1, isStale: { true })
        }
    }

    private func plainSet(_ summaries: Tensor, row: Int, count: Int) -> Set<Int> {
        let channels = 0..<summaries.shape[1]
        return Set(channels.sorted { (summaries[row, $1], $0) < (summaries[row, $0], $1) }.prefix(count))
    }

    private func pairs(_ classOf: [Int], _ first: Int, _ second: Int) -> [(Int, Int)] {
        classOf.indices.filter { classOf[$0] == first }.flatMap { sample in
            classOf.indices.filter { classOf[$0] == second && $0 != sample }.map { (sample, $0) }
        }
    }
}
