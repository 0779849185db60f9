import Dispatch

/// The threads that one run shares its work among.
public struct Workers: Sendable {
    /// How many pieces may run at the same time.
    public let count: Int

    /// Workers for `count` pieces at a time, at least one.
    public init(count: Int) { self.count = max(1, count) }

    /// Calls `body` with 0 ..< `pieces`, several at a time, and returns when all are done.
    public func forEach(_ pieces: Int, _ body: @Sendable (Int) -> Void) {
        guard count > 1, pieces > 1 else { return (0..<pieces).forEach(body) }
        DispatchQueue.concurrentPerform(iterations: pieces, execute: body)
    }
}
