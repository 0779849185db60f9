import Samples
import Workbench

/// What the Map says.
@MainActor enum MapWords {
    /// What stands above the stage.
    static func title(_ population: Population, classes: SampleClasses) -> MapContent.Words {
        let count = NumberFormat.count(population.count, "picture")
        let isNarrowed = classes.narrowed != nil || classes.narrowedSamples != nil
        return MapContent.Words(
            heading: "\(count) through the network",
            remark: isNarrowed
                ? "Some of the data only; the panel leads back to all."
                : "Every layer is a map of the pictures.")
    }

    /// What an embedding is: "t-SNE of channel summaries, seed 3, steady 82 % over 5 seeds".
    static func remark(
        on request: EmbeddingRequest, _ embedding: SampleEmbedding, _ steadiness: EmbeddingSteadiness?
    ) -> String {
        var parts = ["\(request.method.title) of \(what(request.vector))"]
        if request.method.hasSeed { parts.append("seed \(request.seed)") }
        if let perplexity = embedding.perplexity, perplexity < request.perplexity {
            parts.append("perplexity \(NumberFormat.value(Float(perplexity)))")
        }
        if let steadiness, steadiness.seedCount > 1 {
            parts.append("steady \(NumberFormat.share(steadiness.mean)) over \(steadiness.seedCount) seeds")
        }
        if !embedding.explainedShares.isEmpty {
            let share = embedding.explainedShares.reduce(0, +)
            parts.append("\(NumberFormat.share(share)) of the variance")
        }
        return parts.joined(separator: ", ")
    }

    /// What is still shown while something else is worked out.
    static func old(_ request: EmbeddingRequest, _ store: ActivationStore) -> String {
        "still \(request.method.title) of \(store.layers[request.layer].name)"
    }

    private static func what(_ vector: SampleVector) -> String {
        switch vector {
        case .summaries: "channel summaries"
        case .activations: "whole activations"
        }
    }

    /// Why something is not there: its failure, how far it is, or `plain`.
    static func wait(for request: some SampleRequest, _ state: AppState, _ plain: String) -> String {
        if let failure = state.samples.results.failure(of: request) { return failure }
        guard let store = state.samples.store else { return plain }
        let words = request.words(in: store)
        guard let work = state.samples.results.running.first(where: { $0.words == words }) else {
            return plain
        }
        guard let progress = work.progress, progress.y > 1 else { return "\(work.words)…" }
        return "\(work.words): \(NumberFormat.share(Float(progress.x) / Float(progress.y)))"
    }

    /// What the matrix is: "Jaccard of the top 20 % (19 of 96) of conv 4_1".
    static func matrix(_ layer: SampleLayer, share: Float, keptCount: Int?) -> MapContent.Words {
        let count = NumberFormat.count(layer.channelCount)
        let kept = keptCount.map { " (\(NumberFormat.count($0)) of \(count))" } ?? ""
        return MapContent.Words(
            heading: "Shared channels",
            remark: "Jaccard of the top \(NumberFormat.share(share))\(kept) of \(layer.name)",
            shortRemark: "top \(NumberFormat.share(share))\(kept)")
    }

    /// What stands at the end of the matrix' key.
    static func matrixRemark(_ settings: SampleSettings, _ population: Population) -> String {
        let largest = population.membersByClass.map(\.count).max() ?? population.count
        let count = min(settings.matrixCount, max(largest, 1))
        let words = "\(NumberFormat.count(count, "picture")) of each class"
        return settings.clipsMatrix ? "1st to 99th percentile, \(words)" : words
    }

    /// The left of the status line while a pair is pointed at.
    static func pair(_ pair: PairCard.Content) -> String {
        let names = pair.samples.map { [$0.label?.name, $0.name].compactMap(\.self).joined(separator: ", ") }
        return
            "\(names.joined(separator: " and ")): \(pair.shared.count) of \(pair.keptCount) strong channels shared, "
            + "Jaccard \(NumberFormat.distance(pair.similarity))"
    }

    /// The left of the status line while two classes are pointed at.
    static func classes(_ first: String, _ second: String, _ value: Float) -> String {
        guard value.isFinite else { return "\(first) has too few pictures." }
        let mean = "mean Jaccard \(NumberFormat.distance(value))"
        return first == second
            ? "\(first), its pictures with each other: \(mean)" : "\(first) and \(second): \(mean)"
    }

    /// What a cluster is: "Cluster A: 128 pictures, 82 % dog".
    static func cluster(_ cluster: ClusterShape, _ names: [String]) -> String {
        let count = NumberFormat.count(cluster.members.count, "picture")
        guard names.indices.contains(cluster.majority) else { return "Cluster \(cluster.letter): \(count)" }
        let share = NumberFormat.share(cluster.majorityShare)
        return "Cluster \(cluster.letter): \(count), \(share) \(names[cluster.majority])"
    }
}
