import Dispatch
import Synchronization

/// The threads that one run shares its work among.
public struct Workers: Sendable {
    /// How many pieces may run at the same time.
    public let count: Int

    /// Workers for `count` pieces at a time, at least one.
    public init(count: Int) { self.count = max(1, count) }

    /// Calls `body` with 0 ..< `pieces`, several at a time, and returns when all are done.
    public func forEach(_ pieces: Int, _ body: @Sendable (Int) -> Void) {
        guard count > 1, pieces > 1 else { return (0..<pieces).forEach(body) }
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(count, pieces)) { _ in
            while true {
                let piece = next.add(1, ordering: .relaxed).oldValue
                guard piece < pieces else { return }
                body(piece)
            }
        }
    }

    /// Calls `body` with ranges that cover 0 ..< `total`, several at a time, and returns when all are done.
    ///
    /// - Parameter smallest: how many elements are worth a piece of their own.
    public func forEachRange(of total: Int, smallest: Int = 1, _ body: @Sendable (Range<Int>) -> Void) {
        let pieces = max(1, min(count * 4, total / max(1, smallest)))
        forEach(count == 1 ? 1 : pieces) { [pieces = count == 1 ? 1 : pieces] piece in
            let range = total * piece / pieces..<total * (piece + 1) / pieces
            if !range.isEmpty { body(range) }
        }
    }
}
