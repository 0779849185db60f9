import Samples

/// What was worked out from a data set, by its requests, and what is still wanted.
public struct SampleResults {
    /// What is going on.
    public struct Work: Sendable, Equatable {
        /// As in "t-SNE of conv 4_1".
        public var words: String
        /// Finished and planned steps, where there are several.
        public var progress: SIMD2<Int>?
    }

    /// Short work is done beside long work.
    struct Lane {
        var request: (any SampleRequest)?
        var work: Work?
        /// Tells its job from older ones.
        var number: UInt64 = 0
    }

    /// More results than this are not kept: those wanted longest ago go first.
    private static let largestCount = 512

    private var ready: [AnyHashable: Any] = [:]
    private var failures: [AnyHashable: String] = [:]
    private var wantedAt: [AnyHashable: UInt64] = [:]
    private var turn: UInt64 = 0
    /// The lane for short work, and the one for long.
    var lanes = [Lane(), Lane()]

    /// What is being worked out now, the short work first; empty: all that is wanted is there.
    public var running: [Work] { lanes.compactMap(\.work) }

    /// The result of a request; nil: it is not there yet, or failed.
    public func result<Request: SampleRequest>(of request: Request) -> Request.Result? {
        ready[AnyHashable(request)] as? Request.Result
    }

    /// Why a request has no result, in one sentence; nil: it has one, or is still to come.
    public func failure(of request: some SampleRequest) -> String? { failures[AnyHashable(request)] }

    /// Whether nothing is left to do for a request.
    func isDone(_ request: any SampleRequest) -> Bool {
        let key = Self.key(request)
        return ready[key] != nil || failures[key] != nil
    }

    /// Takes in what came of a request.
    mutating func take(_ outcome: Result<any Sendable, SampleAnalysisError>, of request: any SampleRequest) {
        let key = Self.key(request)
        switch outcome {
        case .success(let value): ready[key] = value
        case .failure(let error): failures[key] = error.description
        }
        wantedAt[key] = turn
    }

    /// Notes what is wanted now, and forgets what was not for long.
    mutating func note(wanted: [any SampleRequest]) {
        turn += 1
        for request in wanted { wantedAt[Self.key(request)] = turn }
        guard ready.count > Self.largestCount else { return }
        let oldest = ready.keys.sorted { (wantedAt[$0] ?? 0) < (wantedAt[$1] ?? 0) }
        for key in oldest.prefix(ready.count - Self.largestCount) where wantedAt[key] != turn {
            ready[key] = nil
            wantedAt[key] = nil
        }
        failures = failures.filter { wantedAt[$0.key] == turn }
    }

    static func key(_ request: any SampleRequest) -> AnyHashable { AnyHashable(request) }
}
