import Dispatch
import Tensors
import Synchronization
import Testing

@Suite("Workers")
struct WorkersTests {
    @Test("every piece is done once", arguments: [1, 2, 5], [0, 1, 3, 100])
    func pieces(workers: Int, count: Int) {
        let done = Mutex([Int]())
        Workers(count: workers).forEach(count) { piece in done.withLock { $0.append(piece) } }
        #expect(done.withLock { $0 }.sorted() == Array(0..<count))
    }

    @Test("what the pieces come to is in order", arguments: [1, 3])
    func map(workers: Int) {
        #expect(Workers(count: workers).map(50) { $0 * $0 } == (0..<50).map { $0 * $0 })
        #expect(Workers(count: workers).map(0) { $0 }.isEmpty)
    }

    @Test("callers at the same time, and rounds within rounds, each get every piece once")
    func manyRounds() {
        let sums = Mutex([Int](repeating: 0, count: 4))
        DispatchQueue.concurrentPerform(iterations: 4) { caller in
            for round in 0..<200 {
                let sum = Atomic(0)
                Workers(count: 3).forEach(7) { piece in
                    Workers(count: 2).forEach(2) { _ in sum.add(piece + round, ordering: .relaxed) }
                }
                sums.withLock { $0[caller] += sum.load(ordering: .relaxed) }
            }
        }
        let expected = (0..<200).reduce(0) { $0 + 2 * (21 + 7 * $1) }
        #expect(sums.withLock { $0 } == [expected, expected, expected, expected])
    }

    @Test("ranges cover everything once", arguments: [1, 2, 5], [0, 1, 7, 1000])
    func ranges(workers: Int, total: Int) {
        for smallest in [1, 16] {
            let done = Mutex([Int]())
            Workers(count: workers).forEachRange(of: total, smallest: smallest) { range in
                done.withLock { $0.append(contentsOf: range) }
            }
            #expect(done.withLock { $0 }.sorted() == Array(0..<total))
        }
    }
}
