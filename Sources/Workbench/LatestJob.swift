import Dispatch
import Synchronization

/// Background work of one kind, of which only the newest request counts.
///
/// A request makes all earlier ones stale: those that wait never start, and the one that runs asks `isStale`
/// between its steps and gives up.
public final class LatestJob: Sendable {
    /// A request's number; the newest one wins.
    public struct Ticket: Sendable {
        fileprivate let number: UInt64
        fileprivate let job: LatestJob

        /// Whether a newer request has come, or the work was cancelled.
        public var isStale: Bool { job.newest.load(ordering: .acquiring) != number }
    }

    private let queue: DispatchQueue
    private let newest = Atomic<UInt64>(0)

    /// A job; the label names its queue in debuggers.
    public init(label: String) { queue = DispatchQueue(label: label, qos: .userInitiated) }

    /// Runs `work` as soon as the request before it has given up.
    @discardableResult
    public func submit(_ work: @escaping @Sendable (Ticket) -> Void) -> Ticket {
        let ticket = Ticket(number: newest.add(1, ordering: .acquiringAndReleasing).newValue, job: self)
        queue.async {
            if !ticket.isStale { work(ticket) }
        }
        return ticket
    }

    /// Makes whatever waits or runs stale.
    public func cancel() { newest.add(1, ordering: .acquiringAndReleasing) }
}
