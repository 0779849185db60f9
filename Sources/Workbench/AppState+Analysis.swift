import Datasets
import Inference
import Occlusion
import Tensors

extension AppState {
    /// Has the current variant, with the part that is being drawn, analysed in the background.
    func analyze(_ succession: LatestJob.Succession) {
        guard let network, let fittedInput, let shownInput else { return }
        let request = analysisRequest(of: network, fittedInput, shownInput)
        activity.isAnalyzing = true
        let mailbox = mailbox
        jobs.analyze.submit(succession) { ticket in
            do {
                mailbox.post(.analyzed(try request.analyze { ticket.isStale }))
            } catch InferenceError.stale {
                return
            } catch {
                mailbox.post(.analysisFailed(epoch: request.epoch, Sentence.for(error)))
            }
        }
    }

    /// The next analysis in turn.
    func analysisRequest(of network: LoadedNetwork, _ unmasked: Picture, _ masked: Picture) -> AnalysisRequest
    {
        newestAnalysis += 1
        return AnalysisRequest(
            epoch: epoch, number: newestAnalysis, variant: selection.variant, network: network,
            unmasked: unmasked, masked: masked, clusterCount: settings.clusterCount,
            original: isFedAnew ? nil : originalAnalysis, current: isFedAnew ? nil : analysis,
            isPreview: preview != nil)
    }

    /// Gives a network that answers within a frame the moment that it needs, so that its maps are drawn together with
    /// the mask that moves them. One that was slower the last time is not waited for at all.
    public func awaitQuickAnalysis(milliseconds: Int = 5) {
        guard activity.isAnalyzing, analysisDuration < .milliseconds(milliseconds) else { return }
        mailbox.wait(atMost: milliseconds)
        receiveResults()
    }

    func receive(_ result: AnalysisResult) {
        guard (oldestShownEpoch ?? epoch)...epoch ~= result.epoch, result.number > shownAnalysis else {
            return
        }
        shownAnalysis = result.number
        // Of a drawing, what has come may be older than what is drawn by now.
        isFedAnew = isFedAnew && result.epoch != epoch
        // Other classes may count as one by now.
        let merging = network?.merging ?? ClassMerging(classCount: result.analysis.logits.count)
        let newest = result.analysis.merged(by: merging)
        if let original = result.original?.merged(by: merging) {
            originalAnalysis = original
            noteAnswer(original, of: Variant.originalID)
        }
        analysis = newest
        analyzedVariant = result.variant
        movement = result.movement
        analysisDuration = result.duration
        if !result.isPreview { noteAnswer(newest, of: result.variant) }
        activity.isAnalyzing = shownAnalysis != newestAnalysis
    }

    func setClusterCount(_ count: Int) {
        let count = min(max(count, 1), 8)
        guard count != settings.clusterCount else { return }
        settings.clusterCount = count
        selection.cluster = nil
        selection.map = nil
        selection.pin = nil
        selection.explained = []
        analyze(.abandonsRunning)
    }
}

/// One analysis, with all that it needs.
struct AnalysisRequest: Sendable {
    let epoch: UInt64
    let number: UInt64
    let variant: Int
    let network: LoadedNetwork
    let unmasked: Picture
    let masked: Picture
    let clusterCount: Int
    /// What is known already; its activations serve again where only the clusters change.
    let original: NetworkAnalysis?
    let current: NetworkAnalysis?
    let isPreview: Bool

    func analyze(isStale: @Sendable () -> Bool) throws -> AnalysisResult {
        let start = ContinuousClock.now
        let analyzer = NetworkAnalyzer(network: network, clusterCount: clusterCount)
        let hasOriginal = original.map { $0.clusterCount == clusterCount } ?? false
        let unmaskedAnalysis =
            try hasOriginal
            ? original : analyzer.analyze(unmasked, reusing: original?.activations, isStale: isStale)
        guard let unmaskedAnalysis else { throw InferenceError.stale }
        let isMasked = masked != unmasked
        let reusable = current.flatMap { $0.fed == masked ? $0.activations : nil }
        let analysis =
            try isMasked
            ? analyzer.analyze(
                masked, reusing: reusable, since: unmaskedAnalysis.activations, isStale: isStale)
            : unmaskedAnalysis
        return AnalysisResult(
            epoch: epoch, number: number, variant: variant, original: hasOriginal ? nil : unmaskedAnalysis,
            analysis: analysis,
            movement: isMasked ? analysis.relativeDistances(from: unmaskedAnalysis) : nil,
            isPreview: isPreview, duration: ContinuousClock.now - start)
    }
}
