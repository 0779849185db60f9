import Datasets
import Samples
import Synchronization

/// What the background jobs of a data set leave in the mailbox; `run` tells them from older ones.
enum SampleJobResult: Sendable {
    case opened(run: UInt64, SampleSet)
    case failed(run: UInt64, String)
    case progress(run: UInt64, done: Int, total: Int)
    case passed(run: UInt64, ActivationStore)
    case workProgress(lane: Int, number: UInt64, done: Int, total: Int)
    case worked(lane: Int, number: UInt64, any SampleRequest, Result<any Sendable, SampleAnalysisError>)
}

/// Ends a pass early, keeping what it has done.
final class PassControl: Sendable {
    private let isStopped = Atomic(false)

    /// Whether the pass is to end.
    var isEnding: Bool { isStopped.load(ordering: .relaxed) }

    /// Ends it.
    func stop() { isStopped.store(true, ordering: .relaxed) }
}
