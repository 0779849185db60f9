import Synchronization

/// The memory of a tensor, 64-byte aligned.
///
/// Unchecked Sendable: the only writers are `Tensor`'s mutating methods, which copy first unless they hold the
/// single reference; deferred numbers are filled in under a lock.
final class TensorStorage: @unchecked Sendable {
    let count: Int
    /// Nil as long as the numbers are deferred.
    private let present: Memory?
    private let deferred: Mutex<Memory?>
    /// Where the numbers are read; nil where they have been in memory from the start.
    let source: (any DeferredNumbers)?

    init(count: Int) {
        self.count = count
        present = Memory(count: count)
        deferred = Mutex(nil)
        source = nil
    }

    /// Numbers that are read when somebody first wants them.
    init(count: Int, source: any DeferredNumbers) {
        self.count = count
        self.source = source
        present = nil
        deferred = Mutex(nil)
    }

    convenience init(copying other: TensorStorage) {
        self.init(count: other.count)
        _ = elements.update(fromContentsOf: other.elements)
    }

    /// The numbers; deferred ones are read now, and kept.
    var elements: UnsafeMutableBufferPointer<Float> {
        if let present { return present.elements }
        return deferred.withLock { memory in
            if let memory { return memory.elements }
            let new = Memory(count: count)
            source?.read(0..<count, into: new.elements)
            memory = new
            return new.elements
        }
    }

    /// Calls `body` with the address of the first number in `range`; deferred ones are read for this once.
    func withElements<Result>(
        in range: Range<Int>, _ body: (UnsafePointer<Float>) throws -> Result
    ) rethrows -> Result {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "\(range) of \(count) numbers")
        let isDeferred = present == nil && deferred.withLock { $0 == nil }
        guard isDeferred, let source else {
            return try withExtendedLifetime(self) {
                try body(UnsafePointer(Self.address(of: elements)) + range.lowerBound)
            }
        }
        let piece = Memory(count: range.count)
        source.read(range, into: piece.elements)
        return try withExtendedLifetime(piece) { try body(UnsafePointer(Self.address(of: piece.elements))) }
    }

    private static func address(of elements: UnsafeMutableBufferPointer<Float>) -> UnsafeMutablePointer<Float>
    {
        guard let address = elements.baseAddress else { preconditionFailure("a tensor without memory") }
        return address
    }

    /// A block with its owner.
    private final class Memory: @unchecked Sendable {
        // Unchecked Sendable: what holds for the storage holds for its only block.
        let elements: UnsafeMutableBufferPointer<Float>
        private let block: MemoryRecycler.Block

        init(count: Int) {
            block = MemoryRecycler.shared.take(byteCount: count * MemoryLayout<Float>.stride)
            elements = UnsafeMutableBufferPointer(
                start: block.memory.bindMemory(to: Float.self, capacity: count), count: count)
        }

        deinit { MemoryRecycler.shared.giveBack(block) }
    }
}
