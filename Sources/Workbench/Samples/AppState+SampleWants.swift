import Samples
import Tensors

/// What the data-set views want to have worked out.
///
/// Nothing is asked for one by one: after every change `followSamples` compares what the scene on stage wants with what
/// is there or under way, and starts or stops what differs.
extension AppState {
    /// Starts what is missing, stops what is wanted no longer.
    func followSamples() {
        guard showsSamples, let store = samples.store else {
            stopSampleWork()
            return
        }
        let wanted = wantedRequests()
        samples.results.note(wanted: wanted)
        let keys = Set(wanted.map { SampleResults.key($0) })
        for lane in samples.results.lanes.indices {
            if let running = samples.results.lanes[lane].request, keys.contains(SampleResults.key(running)) {
                continue
            }
            stopSampleWork(lane: lane)
            let isLong = lane == 1
            if let next = wanted.first(where: { $0.isLong == isLong && !samples.results.isDone($0) }) {
                start(next, in: store, lane: lane)
            }
        }
    }

    /// Whether the scene on stage shows samples.
    public var showsSamples: Bool { scene.showsSamples || scene == .network && samples.settings.showsPlanes }

    private func wantedRequests() -> [any SampleRequest] {
        guard let population = samples.population, population.count > 0 else { return [] }
        switch scene {
        case .map: return wantsOfMap()
        case .channels: return wantsOfChannels()
        case .classes: return wantsOfClasses()
        case .curves: return wantsOfCurves()
        case .units: return wantsOfUnits()
        case .neighbors: return wantsOfNeighbors()
        case .network: return wantsOfPlanes()
        default: return []
        }
    }

    private func start(_ request: any SampleRequest, in store: ActivationStore, lane: Int) {
        let number = samples.results.lanes[lane].number + 1
        samples.results.lanes[lane] = SampleResults.Lane(
            request: request, work: .init(words: request.words(in: store)), number: number)
        let mailbox = mailbox
        jobs.sampleLanes[lane].submit { ticket in
            let outcome: Result<any Sendable, SampleAnalysisError>
            do {
                outcome = .success(
                    try request.anyResult(in: store, isStale: { ticket.isStale }) { done, total in
                        mailbox.post(
                            .samples(.workProgress(lane: lane, number: number, done: done, total: total)))
                    })
            } catch {
                guard !ticket.isStale else { return }
                outcome = .failure(SampleAnalysisError(Sentence.for(error)))
            }
            if !ticket.isStale {
                mailbox.post(.samples(.worked(lane: lane, number: number, request, outcome)))
            }
        }
    }

    /// Gives up whatever is being worked out.
    func stopSampleWork() {
        for lane in samples.results.lanes.indices { stopSampleWork(lane: lane) }
    }

    private func stopSampleWork(lane: Int) {
        guard samples.results.lanes[lane].request != nil else { return }
        jobs.sampleLanes[lane].cancel()
        samples.results.lanes[lane] = SampleResults.Lane(number: samples.results.lanes[lane].number + 1)
    }
}

extension SampleRequest {
    /// The result, whatever its type.
    fileprivate func anyResult(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> any Sendable {
        try result(in: store, isStale: isStale, progress: progress)
    }
}
