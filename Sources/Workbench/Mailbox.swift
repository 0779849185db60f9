import Synchronization

/// Where background work leaves its results for the main thread; the frame loop empties it.
public final class Mailbox<Letter: Sendable>: Sendable {
    private let letters = Mutex<[Letter]>([])
    private let wake: @Sendable () -> Void

    /// A mailbox; `wake` is called from any thread when something has come.
    public init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

    /// Leaves a result; callable from any thread.
    public func post(_ letter: Letter) {
        letters.withLock { $0.append(letter) }
        wake()
    }

    /// Takes everything out, oldest first.
    public func drain() -> [Letter] {
        letters.withLock { box in
            defer { box = [] }
            return box
        }
    }
}
