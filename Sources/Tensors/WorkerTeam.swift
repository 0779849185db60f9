import CKernels
import Foundation
import Synchronization

/// Threads that take pieces of work from whoever runs a network.
///
/// A network is hundreds of short loops, and waking a thread takes as long as some of them: between two rounds the
/// helpers look out for the next one for some microseconds, and only then go to sleep. A round is open while its
/// pieces last; a helper that comes too late finds it closed, and nobody waits for it.
///
/// Unchecked Sendable: `body`, `pieces`, `helperLimit` and `helperCount` are written by the one caller that holds
/// `isTaken`, before it opens the round, and read by helpers that have entered it; the caller leaves only when all of
/// them are out.
final class WorkerTeam: @unchecked Sendable {
    /// The team of the process.
    static let shared = WorkerTeam()

    /// How often a helper looks before it goes to sleep: some tens of microseconds.
    private static let looks = 4000
    /// As many as `Round` can count.
    private static let mostThreads = 256

    private let isTaken = Atomic(false)
    /// The number of the round, whether it is open, and how many helpers are in it: see `Round`.
    private let round = Atomic(Round().bits)
    private let nextPiece = Atomic(0)
    private let sleeperCount = Atomic(0)
    private let alarm = NSCondition()
    private var body: (@Sendable (Int) -> Void)?
    private var pieces = 0
    private var helperLimit = 0
    private var helperCount = 0

    /// Calls `body` with 0 ..< `pieces` on this thread and on helpers, `count` threads at most.
    ///
    /// - Returns: false, with nothing done, where the team works for somebody else.
    func share(_ pieces: Int, among count: Int, _ body: @Sendable (Int) -> Void) -> Bool {
        guard isTaken.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
            return false
        }
        withoutActuallyEscaping(body) { body in
            self.body = body
            self.pieces = pieces
            helperLimit = min(count, pieces, Self.mostThreads) - 1
            while helperCount < helperLimit { startHelper() }
            nextPiece.store(0, ordering: .relaxed)
            round.store(
                Round(bits: round.load(ordering: .relaxed)).next.bits, ordering: .sequentiallyConsistent)
            if sleeperCount.load(ordering: .sequentiallyConsistent) > 0 { wake() }
            takePieces(body)
            close()
            self.body = nil
        }
        isTaken.store(false, ordering: .releasing)
        return true
    }

    private func startHelper() {
        helperCount += 1
        let thread = Thread { [unowned self] in help() }
        thread.name = "convoscope worker"
        thread.qualityOfService = .userInitiated
        thread.start()
    }

    private func takePieces(_ body: (Int) -> Void) {
        while true {
            let piece = nextPiece.add(1, ordering: .relaxed).oldValue
            guard piece < pieces else { return }
            body(piece)
        }
    }

    /// Lets nobody in any more and waits until all are out.
    private func close() {
        var now = Round(bits: round.bitwiseAnd(~Round.openBit, ordering: .acquiringAndReleasing).newValue)
        while now.helperCount > 0 {
            ck_relax()
            now = Round(bits: round.load(ordering: .acquiring))
        }
    }

    private func wake() {
        alarm.lock()
        alarm.broadcast()
        alarm.unlock()
    }

    private func help() {
        var seen: UInt64 = 0
        while true {
            let found = lookOut(after: seen)
            seen = found.number
            enter(found)
        }
    }

    /// The next open round after number `seen`; sleeps when there is none for a while.
    private func lookOut(after seen: UInt64) -> Round {
        for _ in 0..<Self.looks {
            let now = Round(bits: round.load(ordering: .acquiring))
            if now.isOpen, now.number != seen { return now }
            ck_relax()
        }
        alarm.lock()
        defer { alarm.unlock() }
        sleeperCount.add(1, ordering: .sequentiallyConsistent)
        defer { sleeperCount.subtract(1, ordering: .sequentiallyConsistent) }
        while true {
            let now = Round(bits: round.load(ordering: .sequentiallyConsistent))
            if now.isOpen, now.number != seen { return now }
            alarm.wait()
        }
    }

    /// Works in the round, if it is still open when this thread gets to it.
    private func enter(_ found: Round) {
        var current = found
        while current.isOpen, current.number == found.number {
            let (entered, original) = round.compareExchange(
                expected: current.bits, desired: current.bits + 1, ordering: .acquiringAndReleasing)
            if entered {
                if current.helperCount < helperLimit, let body { takePieces(body) }
                round.subtract(1, ordering: .releasing)
                return
            }
            current = Round(bits: original)
        }
    }
}

/// The state of a round in one number: 8 bits of helpers inside, one bit that says it is open, and its number.
private struct Round {
    static let openBit: UInt64 = 1 << 8
    var bits: UInt64 = 0

    var helperCount: Int { Int(bits & 0xff) }
    var isOpen: Bool { bits & Self.openBit != 0 }
    var number: UInt64 { bits >> 9 }
    /// The next one, open and empty.
    var next: Round { Round(bits: (number + 1) << 9 | Self.openBit) }
}
