/// Something that can be worked out from the activations of a data set: what a view shows, or a file of a report.
///
/// A value that says all that its result depends on, so that equal requests have equal results: results are kept by
/// their requests.
public protocol SampleRequest: Hashable, Sendable {
    /// What comes out.
    associatedtype Result: Sendable

    /// Does the work.
    ///
    /// - Parameters:
    ///   - isStale: asked between steps.
    ///   - progress: told how many of all steps are done, where there are several.
    /// - Throws: `CancellationError` where it is given up, else an error in one sentence.
    func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> Result

    /// What is going on, as in "t-SNE of conv 4_1".
    func words(in store: ActivationStore) -> String

    /// Whether it may take more than a moment, so that short work is done beside it.
    var isLong: Bool { get }
}

extension SampleRequest {
    /// Short unless said otherwise.
    public var isLong: Bool { false }

    /// The result, without progress and not to be given up.
    public func result(in store: ActivationStore) throws -> Result {
        try result(in: store, isStale: { false }, progress: { _, _ in })
    }
}

/// Why something cannot be worked out, in one sentence.
public struct SampleAnalysisError: Error, Equatable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    /// An error with its sentence.
    public init(_ description: String) { self.description = description }
}
