import Datasets
import Inference
import Occlusion

extension AppState {
    /// The variants that are compared, the reference first, then the current one; none where there is only one.
    ///
    /// Where the reference is the current one itself, it gives way to the original; where that is current, the newest
    /// variant is compared with it.
    public var comparedVariants: [Variant] {
        let settings = comparison.settings
        guard variants.count > 1, let newest = variants.last else { return [] }
        var reference = variants.first { $0.id == settings.reference } ?? .original
        var current = currentVariant
        if reference.id == current.id {
            if current.isOriginal { current = newest } else { reference = .original }
        }
        let others = variants.filter {
            $0.id != reference.id && $0.id != current.id && !settings.leftOut.contains($0.id)
        }
        return Array(([reference, current] + others).prefix(settings.columnCount))
    }

    /// The layer that is compared, by `Layer.id`: the one in focus, else one in the first half of the network.
    public var comparedLayer: Int? {
        guard let layers = network?.layers.filter({ $0.kind != .join }), !layers.isEmpty else { return nil }
        if let layer = selection.layer, layers.contains(where: { $0.id == layer }) { return layer }
        return layers[(layers.count - 1) / 3].id
    }

    func setComparison(_ settings: ComparisonSettings) {
        var settings = settings
        settings.columnCount = min(max(settings.columnCount, 2), ComparisonSettings.mostColumns)
        comparison.settings = settings
    }

    /// The reference and the current variant change places.
    func swapCompared() {
        let compared = comparedVariants
        guard compared.count > 1 else { return }
        comparison.settings.reference = compared[1].id
        chooseVariant(compared[0].id)
    }

    /// Makes that window of the pool which lowers the original's answer most the current variant.
    func compareStrongestVariant() {
        guard let pool = pool.pool,
            let index = pool.variants.indices.min(by: {
                pool.variants[$0].output.probabilities[pool.original.predicted]
                    < pool.variants[$1].output.probabilities[pool.original.predicted]
            })
        else { return }
        adoptPoolVariant(index, showing: .compare)
    }

    /// Has the comparison made where it is on stage and something of it has changed. Costs next to nothing where
    /// nothing has.
    func updateComparison() {
        guard scene == .compare, let key = comparisonKey else { return }
        guard key != comparison.asked else { return }
        guard let request = comparisonRequest() else { return }
        comparison.asked = key
        comparison.isComputing = true
        let mailbox = mailbox
        jobs.compare.submit(.awaitsRunning) { ticket in
            do {
                mailbox.post(.compared(try request.compare { ticket.isStale }))
            } catch InferenceError.stale {
                return
            } catch {
                mailbox.post(.comparisonFailed(number: request.number, Sentence.for(error)))
            }
        }
    }

    /// Makes the comparison at once: for still pictures.
    public func prepareComparison() throws {
        scene = .compare
        guard let key = comparisonKey, let request = comparisonRequest() else { return }
        comparison.asked = key
        receive(try request.compare { false })
        revision += 1
    }

    func receive(_ result: ComparisonResult) {
        guard result.epoch == epoch else { return }
        // Other classes may count as one by now.
        let merged = network.map { result.comparison.merged(by: $0.merging) } ?? result.comparison
        (comparison.result, comparison.resultNumber) = (merged, result.number)
        (comparison.runs, comparison.runsEpoch) = (result.runs, result.epoch)
        comparison.failure = nil
        if result.number == comparison.newest { comparison.isComputing = false }
    }

    func comparisonFailed(number: UInt64, _ text: String) {
        guard number == comparison.newest else { return }
        comparison.isComputing = false
        comparison.failure = text
    }

    /// Forgets what was compared of another picture or network; what the user set stays, but for the variants.
    func forgetComparison() {
        jobs.compare.cancel()
        let (settings, newest) = (comparison.settings, comparison.newest)
        comparison = ComparisonState()
        comparison.newest = newest
        comparison.settings = settings
        comparison.settings.reference = Variant.originalID
        comparison.settings.leftOut = []
    }

    /// What a comparison would be made of now; nil where something of it is still being computed, or missing.
    private var comparisonKey: ComparisonKey? {
        let compared = comparedVariants
        guard compared.count > 1, let layer = comparedLayer, !isFedAnew,
            originalAnalysis?.clusterCount == settings.clusterCount
        else { return nil }
        let hasCurrent = compared.contains { $0.id == selection.variant }
        if hasCurrent, analyzedVariant != selection.variant || analysis == nil { return nil }
        return ComparisonKey(
            epoch: epoch, variants: compared, layer: layer, clusterCount: settings.clusterCount,
            analysis: hasCurrent ? shownAnalysis : nil)
    }

    private func comparisonRequest() -> ComparisonRequest? {
        guard let network, let originalAnalysis, let layer = comparedLayer else { return nil }
        comparison.newest += 1
        let subjects = comparedVariants.map { variant in
            let analysis = variant.id == selection.variant ? analysis : nil
            return ComparisonRequest.Subject(
                variant: variant, analysis: variant.isOriginal ? originalAnalysis : analysis)
        }
        return ComparisonRequest(
            number: comparison.newest, epoch: epoch, network: network, original: originalAnalysis,
            subjects: subjects, layer: layer,
            known: comparison.runsEpoch == epoch ? comparison.runs : [])
    }
}
