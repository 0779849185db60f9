import Dispatch
import Synchronization

/// Background work of one kind, of which only the newest request counts.
///
/// A request takes the place of all that wait. Whether it also makes the running one give up is the caller's
/// choice: while the hand moves, what runs is shown when it is done, or nothing would be shown until the hand
/// rests.
public final class LatestJob: Sendable {
    /// What becomes of the request that is running when a newer one comes.
    public enum Succession: Sendable {
        /// It gives up at the next step.
        case abandonsRunning
        /// It runs to its end, and the newer one follows.
        case awaitsRunning
    }

    /// A request; it asks between its steps whether it is still wanted.
    public struct Ticket: Sendable {
        fileprivate let number: UInt64
        fileprivate let job: LatestJob

        /// Whether the work should be given up.
        public var isStale: Bool { number < job.oldestWanted.load(ordering: .acquiring) }
        /// Whether a newer request waits.
        var isSuperseded: Bool { number != job.newest.load(ordering: .acquiring) }
    }

    private let queue: DispatchQueue
    private let newest = Atomic<UInt64>(0)
    private let oldestWanted = Atomic<UInt64>(0)

    /// A job; the label names its queue in debuggers.
    public init(label: String) { queue = DispatchQueue(label: label, qos: .userInitiated) }

    /// Runs `work` as soon as the request before it has ended.
    public func submit(
        _ succession: Succession = .abandonsRunning, _ work: @escaping @Sendable (Ticket) -> Void
    ) {
        let number = newest.add(1, ordering: .acquiringAndReleasing).newValue
        if succession == .abandonsRunning { oldestWanted.store(number, ordering: .releasing) }
        let ticket = Ticket(number: number, job: self)
        queue.async {
            if !ticket.isStale, !ticket.isSuperseded { work(ticket) }
        }
    }

    /// Waits until the requests so far have ended.
    func wait() { queue.sync {} }

    /// Makes whatever waits or runs stale.
    public func cancel() {
        let number = newest.add(1, ordering: .acquiringAndReleasing).newValue
        oldestWanted.store(number, ordering: .releasing)
    }
}
