import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Keeps the large blocks of dead tensors for the next ones.
///
/// A run of VGG16 makes 60 MB of activations. Fresh memory for them would cost thousands of page faults every
/// time, about as much as a tenth of the run. There is one recycler because there is one memory; it is safe to
/// use from any thread.
final class MemoryRecycler: Sendable {
    struct Block: @unchecked Sendable {
        // Unchecked Sendable: whoever holds the block is its only owner.
        let memory: UnsafeMutableRawPointer
        let byteCount: Int
    }

    /// The recycler of all tensors: keeps 112 MB at most, the maps of one run of VGG16 and what the run needs beside
    /// them.
    static let shared = MemoryRecycler(capacity: 112 << 20)

    /// Smaller blocks are left to the system's allocator, which recycles those by itself.
    static let smallestBlock = 128 << 10
    private static let granularity = 64 << 10
    private static let alignment = 64

    private struct Shelf {
        var blocks: [Block] = []  // oldest first
        var byteCount = 0

        /// The newest block of just this size, which the caches may still hold; else the newest that is large enough
        /// and at most half as large again as it need be.
        func indexOfBlock(fitting byteCount: Int) -> Int? {
            blocks.lastIndex { $0.byteCount == byteCount }
                ?? blocks.lastIndex { $0.byteCount > byteCount && $0.byteCount <= byteCount * 3 / 2 }
        }
    }
    private let capacity: Int
    private let shelf = Mutex(Shelf())

    /// A recycler that keeps at most `capacity` bytes.
    init(capacity: Int) { self.capacity = capacity }

    /// How many bytes wait to be used again.
    var idleByteCount: Int { shelf.withLock { $0.byteCount } }

    /// A block of at least `byteCount` bytes, aligned to 64, not initialised.
    func take(byteCount: Int) -> Block {
        guard byteCount >= Self.smallestBlock else { return Self.allocate(byteCount) }
        let rounded = (byteCount + Self.granularity - 1) / Self.granularity * Self.granularity
        let recycled = shelf.withLock { shelf -> Block? in
            guard let index = shelf.indexOfBlock(fitting: rounded) else { return nil }
            shelf.byteCount -= shelf.blocks[index].byteCount
            return shelf.blocks.remove(at: index)
        }
        return recycled ?? Self.allocate(rounded)
    }

    /// Takes back a block; gives the oldest back to the system where there are too many.
    func giveBack(_ block: Block) {
        guard block.byteCount >= Self.smallestBlock else { return block.memory.deallocate() }
        let surplus = shelf.withLock { shelf in
            shelf.blocks.append(block)
            shelf.byteCount += block.byteCount
            var surplus: [Block] = []
            while shelf.byteCount > capacity {
                let oldest = shelf.blocks.removeFirst()
                shelf.byteCount -= oldest.byteCount
                surplus.append(oldest)
            }
            return surplus
        }
        for block in surplus { block.memory.deallocate() }
    }

    private static func allocate(_ byteCount: Int) -> Block {
        let isHuge = byteCount >= 2 * hugePage
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: max(byteCount, 1), alignment: isHuge ? hugePage : alignment)
        #if os(Linux)
            // Only advice: where it is not followed, nothing but speed is lost.
            if isHuge { _ = madvise(memory, byteCount, MADV_HUGEPAGE) }
        #endif
        return Block(memory: memory, byteCount: byteCount)
    }

    /// Pages of this size are asked for where the memory is large: filling 550 MB of weights took 50 ms with them and
    /// 220 ms with those of 4 KB.
    private static let hugePage = 2 << 20

    deinit {
        let rest = shelf.withLock { $0.blocks }
        for block in rest { block.memory.deallocate() }
    }
}
