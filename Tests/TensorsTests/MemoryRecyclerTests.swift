import Testing

@testable import Tensors

@Suite("MemoryRecycler")
struct MemoryRecyclerTests {
    private let large = MemoryRecycler.smallestBlock

    @Test("hands out a block again that was given back, for anything that rounds to its size")
    func reuse() {
        let recycler = MemoryRecycler(capacity: 4 * large)
        let first = recycler.take(byteCount: large + 1)
        recycler.giveBack(first)
        let second = recycler.take(byteCount: first.byteCount - 100)
        #expect(second.memory == first.memory)
        #expect(recycler.idleByteCount == 0)
        recycler.giveBack(second)
    }

    @Test("never hands out a block twice")
    func distinct() {
        let recycler = MemoryRecycler(capacity: 8 * large)
        let blocks = (0..<4).map { _ in recycler.take(byteCount: large) }
        for block in blocks { recycler.giveBack(block) }
        let again = (0..<4).map { _ in recycler.take(byteCount: large) }
        #expect(Set(again.map(\.memory)).count == 4)
        for block in again { recycler.giveBack(block) }
    }

    @Test("keeps no more than its capacity, and no small blocks")
    func capacity() {
        let recycler = MemoryRecycler(capacity: 2 * large)
        let blocks = (0..<5).map { _ in recycler.take(byteCount: large) }
        for block in blocks { recycler.giveBack(block) }
        #expect(recycler.idleByteCount == 2 * large)
        recycler.giveBack(recycler.take(byteCount: 16))
        #expect(recycler.idleByteCount == 2 * large)
    }

    @Test("blocks are aligned for vector kernels", arguments: [1, 100, 1 << 20])
    func alignment(byteCount: Int) {
        let recycler = MemoryRecycler(capacity: 0)
        let block = recycler.take(byteCount: byteCount)
        #expect(Int(bitPattern: block.memory) % 64 == 0)
        recycler.giveBack(block)
    }
}
