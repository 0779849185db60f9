import Analysis
import Datasets
import Inference
import Occlusion
import Tensors

/// One comparison, with all that it needs: done in the background.
struct ComparisonRequest: Sendable {
    /// A variant, and what of it is known.
    struct Subject: Sendable {
        let variant: Variant
        /// Its analysis, where the state has one.
        let analysis: NetworkAnalysis?
    }

    let number: UInt64
    let epoch: UInt64
    let network: LoadedNetwork
    /// The unmasked picture's analysis.
    let original: NetworkAnalysis
    let subjects: [Subject]
    /// By `Layer.id`.
    let layer: Int
    let known: [ComparedRun]

    /// Does the work; variants are run one after the other, from the maps of the original.
    ///
    /// - Throws: `InferenceError.stale` when it is no longer wanted, `AnalysisError`, and what a run throws.
    func compare(isStale: @Sendable () -> Bool) throws -> ComparisonResult {
        var runs = try subjects.map { try run(of: $0, isStale: isStale) }
        guard let reference = runs.first, let referenceMaps = reference.activations else {
            preconditionFailure("a comparison of nothing")
        }
        for index in runs.indices where runs[index].movements?.reference != reference.picture {
            if isStale() { throw InferenceError.stale }
            guard let maps = runs[index].activations else { continue }
            runs[index].movements = (reference.picture, movements(of: maps, from: referenceMaps))
        }
        if isStale() { throw InferenceError.stale }
        let comparison = Comparison(
            columns: zip(subjects, runs).map { subject, run in
                Comparison.Column(
                    variant: subject.variant.id, picture: run.picture,
                    probabilities: Softmax.probabilities(network.merging.logits(run.logits)),
                    movements: run.movements?.values ?? [], ownLogits: run.logits)
            },
            layer: LayerComparison(
                try layerAnalysis(of: referenceMaps, isStale), runs: runs.compactMap(\.activations)))
        return ComparisonResult(
            number: number, epoch: epoch, comparison: comparison, runs: keeping(runs))
    }

    private func run(of subject: Subject, isStale: @Sendable () -> Bool) throws -> ComparedRun {
        if let analysis = subject.analysis {
            return ComparedRun(
                picture: analysis.fed, logits: analysis.activations.logits.values,
                activations: analysis.activations, movements: known[analysis.fed]?.movements)
        }
        let picture = subject.variant.applied(to: original.fed)
        let old = known[picture]
        if let old, old.activations != nil { return old }
        let activations = try network.runner.run(
            network.preprocessing.tensor(from: picture), since: original.activations, isStale: isStale)
        guard activations.areResultsFinite else { throw AnalysisError.notFinite }
        return ComparedRun(
            picture: picture, logits: activations.logits.values, activations: activations,
            movements: old?.movements)
    }

    private func movements(of maps: Activations, from reference: Activations) -> [TensorMovement] {
        TensorMovement.ofLayers(network.layers, in: maps, from: reference, workers: network.runner.workers)
    }

    /// The clusters of the first variant's layer.
    private func layerAnalysis(
        of maps: Activations, _ isStale: @Sendable () -> Bool
    ) throws -> LayerAnalysis {
        if let known = subjects[0].analysis, known.clusterCount == original.clusterCount {
            return known.layers[layer]
        }
        let analyzer = LayerAnalyzer(
            clusterCount: original.clusterCount, workers: network.runner.workers)
        guard let analysis = analyzer.analyze([network.layers[layer]], in: maps, isStale: isStale)?.first
        else { throw InferenceError.stale }
        return analysis
    }

    /// What is worth keeping: the maps of those variants that no analysis holds, within the budget.
    private func keeping(_ runs: [ComparedRun]) -> [ComparedRun] {
        let bytes = network.layers.reduce(0) { $0 + $1.shape.reduce(4, *) }
        let held = zip(subjects, runs).map { subject, run in
            var run = run
            if subject.analysis != nil { run.activations = nil }
            return run
        }
        let (own, others) = (
            held.filter { $0.activations != nil }, held.filter { $0.activations == nil }
        )
        return own.trimmed(bytesPerRun: bytes) + others
    }
}

/// What a comparison job found.
struct ComparisonResult: Sendable {
    let number: UInt64
    let epoch: UInt64
    let comparison: Comparison
    let runs: [ComparedRun]
}
