import Inference
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
