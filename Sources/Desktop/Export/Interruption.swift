import Dispatch
import Foundation

/// Cleans up when somebody ends the program from the terminal (Ctrl-C), and ends it then.
final class Interruption {
    private let sources: [any DispatchSourceSignal]

    /// Until `end`, `clean` is called before the program ends; from any thread.
    init(_ clean: @escaping @Sendable () -> Void) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                clean()
                // What the shell expects of who was ended by a signal.
                _exit(128 + number)
            }
            source.resume()
            return source
        }
    }

    /// The program ends as it usually does.
    func end() {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
}
