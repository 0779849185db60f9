import Datasets
import Inference
import Tensors

/// What becomes of the accuracy when the lowest-ranked channels of a layer are taken away.
public struct PruningRequest: SampleRequest {
    /// The samples.
    public var population: Population
    /// The layer, by `SampleLayer.id`.
    public var layer: Int
    /// Whose summaries the channels are ranked by.
    public var summary = SummaryChoice()
    /// What they are ranked by.
    public var order = ChannelOrdering.classDistance
    /// How many steps there are from all channels to none, fewer where there are fewer channels.
    public var stepCount = 20
    /// The class of the network, groups of labels counting as one, that each class of the population is; nil: none.
    public var networkClassOf: [Int?]
    /// Which of the network's own classes count as one.
    public var merging: ClassMerging

    /// A request with the usual parameters.
    public init(_ population: Population, layer: Int, networkClassOf: [Int?], merging: ClassMerging) {
        (self.population, self.layer, self.networkClassOf) = (population, layer, networkClassOf)
        self.merging = merging
    }

    /// The data run through the rest of the network once a step.
    public var isLong: Bool { true }
}

/// Accuracy against the share of the channels removed.
public struct PruningCurve: Sendable {
    /// The channels in the order in which they go, the lowest-ranked first.
    public let order: [Int]
    /// How many channels are gone at each step: 0 ... all.
    public let removedCounts: [Int]
    /// The share of the samples that are right, a step each.
    public let accuracy: [Float]
    /// The same for each class of the population, `[class][step]`; not a number where it has no sample that counts.
    public let classAccuracy: [[Float]]
    /// How many samples were counted: those whose class the network knows.
    public let sampleCount: Int
}

extension PruningRequest {
    /// Runs the data once to the layer, and from there once a step.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> PruningCurve {
        guard store.feed.plan.classCount > 0 else {
            throw SampleAnalysisError(
                "The network gives no class probabilities, so there is no accuracy to follow.")
        }
        guard case .layer(let id) = store.layers[layer].source else {
            throw SampleAnalysisError("\(store.layers[layer].name) has no channels that could be taken away.")
        }
        let order = try removalOrder(in: store)
        let removed = Set((0...max(stepCount, 1)).map { order.count * $0 / max(stepCount, 1) }).sorted()
        let sets = removed.map { Set(order.prefix($0)) }
        var counts = [[Int]](
            repeating: [Int](repeating: 0, count: sets.count), count: population.classNames.count)
        var totals = [Int](repeating: 0, count: population.classNames.count)
        let counted = population.classOf.indices.filter { position in
            let index = population.classOf[position]
            return index >= 0 && networkClassOf[index] != nil
        }
        let batchSize = min(store.feed.batchSize, 32)
        for start in stride(from: 0, to: counted.count, by: batchSize) {
            if isStale() { throw CancellationError() }
            let positions = counted[start..<min(start + batchSize, counted.count)]
            let input = store.feed.preprocessing.tensor(
                from: try positions.map { try store.fittedPicture(population.samples[$0]) })
            let logits = try abandoning {
                try store.feed.runner.logits(
                    batch: input, silencing: sets, of: store.feed.layers[id], isStale: isStale)
            }
            for position in positions { totals[population.classOf[position]] += 1 }
            for (step, logits) in logits.enumerated() {
                for (position, answer) in zip(positions, answers(logits)) {
                    let index = population.classOf[position]
                    if answer == networkClassOf[index] { counts[index][step] += 1 }
                }
            }
            progress(start + positions.count, counted.count)
        }
        return PruningCurve(
            order: order, removedCounts: removed,
            accuracy: sets.indices.map { step in
                Float(counts.reduce(0) { $0 + $1[step] }) / Float(max(counted.count, 1))
            },
            classAccuracy: zip(counts, totals).map { counts, total in
                counts.map { total > 0 ? Float($0) / Float(total) : .nan }
            },
            sampleCount: counted.count)
    }

    /// The channels, the lowest-ranked first.
    private func removalOrder(in store: ActivationStore) throws -> [Int] {
        let scores = try ChannelScores(of: layer, in: store, population: population, summary: summary)
        guard scores.scores(order) != nil else {
            throw SampleAnalysisError("\(store.layers[layer].name) has no filters to rank its channels by.")
        }
        return scores.channels(by: order).reversed()
    }

    private func abandoning<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch InferenceError.stale {
            throw CancellationError()
        }
    }

    /// The most probable class of each row, groups of labels counting as one.
    private func answers(_ logits: Tensor) -> [Int] {
        let shown = merging.logits(logits.values)
        return stride(from: 0, to: shown.count, by: merging.shownCount).map { start in
            let row = shown[start..<start + merging.shownCount]
            return row.max().flatMap { row.firstIndex(of: $0) }.map { $0 - start } ?? 0
        }
    }

    /// As in "pruning conv 4_1".
    public func words(in store: ActivationStore) -> String { "pruning \(store.layers[layer].name)" }
}
