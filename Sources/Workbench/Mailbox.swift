import Dispatch
import Synchronization

/// Where background work leaves its results for the main thread; the frame loop empties it.
public final class Mailbox<Letter: Sendable>: Sendable {
    private let letters = Mutex<[Letter]>([])
    private let wake: @Sendable () -> Void
    /// Counts what has come, for who waits.
    private let arrivals = DispatchSemaphore(value: 0)

    /// A mailbox; `wake` is called from any thread when something has come.
    public init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

    /// Leaves a result; callable from any thread.
    public func post(_ letter: Letter) {
        letters.withLock { $0.append(letter) }
        arrivals.signal()
        wake()
    }

    /// Waits until there is something to take out, in milliseconds at most. Returns whether there is.
    @discardableResult
    public func wait(atMost milliseconds: Int) -> Bool {
        let end = DispatchTime.now() + .milliseconds(milliseconds)
        // What was taken out without waiting has left its count.
        while letters.withLock(\.isEmpty) {
            if arrivals.wait(timeout: end) == .timedOut { return !letters.withLock(\.isEmpty) }
        }
        return true
    }

    /// Takes everything out, oldest first.
    public func drain() -> [Letter] {
        letters.withLock { box in
            defer { box = [] }
            return box
        }
    }
}
