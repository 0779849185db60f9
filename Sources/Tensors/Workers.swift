/// The threads that one run shares its work among.
///
/// All workers of the process share one team of threads, which stays awake between the nodes of a run and sleeps
/// when none is under way.
public struct Workers: Sendable {
    /// How many pieces may run at the same time.
    public let count: Int

    /// Workers for `count` pieces at a time, at least one.
    public init(count: Int) { self.count = max(1, count) }

    /// As many as the machine has cores, or as the variable `CONVOSCOPE_THREADS` says.
    public static let standard = Workers(count: Processor.threadCount)

    /// Calls `body` with 0 ..< `pieces`, several at a time, and returns when all are done.
    public func forEach(_ pieces: Int, _ body: @Sendable (Int) -> Void) {
        guard count > 1, pieces > 1, WorkerTeam.shared.share(pieces, among: count, body) else {
            return (0..<pieces).forEach(body)
        }
    }

    /// Calls `body` with ranges that cover 0 ..< `total`, several at a time, and returns when all are done.
    ///
    /// - Parameter smallest: how many elements are worth a piece of their own.
    public func forEachRange(of total: Int, smallest: Int = 1, _ body: @Sendable (Range<Int>) -> Void) {
        let pieces = count == 1 ? 1 : max(1, min(count * 4, total / max(1, smallest)))
        forEach(pieces) { piece in
            let range = total * piece / pieces..<total * (piece + 1) / pieces
            if !range.isEmpty { body(range) }
        }
    }
}
