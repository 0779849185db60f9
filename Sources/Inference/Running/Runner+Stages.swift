import Tensors

/// On which side of its non-linearity a layer is looked at.
public enum LayerSide: String, Sendable, Hashable, CaseIterable, Codable {
    /// What the convolution or product gives, normalised; where there is no non-linearity, the same as after it.
    case before
    /// What the next layer reads.
    case after
}

/// A stage of a run that is handed out as soon as it is computed.
public enum RunStage: Sendable, Hashable {
    /// A layer, by `Layer.id`, on one side of its non-linearity.
    case layer(Layer.ID, LayerSide)
    /// The output of a pool, by the value's name as `PlanOperation` has it.
    case pool(String)
    /// One number a class, before the softmax.
    case logits
}

/// The values of a stage for several pictures.
public struct StageValues: Sendable {
    /// The pictures one after the other.
    public let tensor: Tensor
    /// Channels or units of a picture.
    public let channels: Int
    /// Values of a channel.
    public let pixels: Int
    /// Whether a picture lies in memory as `[pixels, channels]`, not as `[channels, pixels]`.
    public let isChannelsLast: Bool

    /// Values; see the properties for the meaning of the parameters.
    public init(tensor: Tensor, channels: Int, pixels: Int, isChannelsLast: Bool) {
        (self.tensor, self.channels, self.pixels) = (tensor, channels, pixels)
        self.isChannelsLast = isChannelsLast
    }

    /// The number of pictures.
    public var count: Int { tensor.count / max(channels * pixels, 1) }
}

extension Runner {
    /// Runs pictures and hands out every layer as it is computed, keeping nothing: what data sets are summarised from.
    ///
    /// Where the network cannot take several pictures at once, or mixes them, they are run one by one, and `visit` is
    /// called for each.
    ///
    /// - Parameters:
    ///   - batch: the pictures one after the other, the plan's `inputShape` but for the first extent.
    ///   - wanted: the stages that are handed out; a layer without a non-linearity has `.after` only.
    ///   - isStale: asked between nodes; true gives the run up.
    ///   - visit: is handed a stage with the position of its first picture in the batch.
    /// - Throws: `InferenceError.stale`, another where the input does not fit, or what `visit` throws.
    public func visitStages(
        of batch: Tensor, _ wanted: Set<RunStage>, isStale: @Sendable () -> Bool = { false },
        visit: (RunStage, StageValues, _ first: Int) throws -> Void
    ) throws {
        let count = batch.shape.first ?? 0
        try requireFit(batch, count: count)
        let run = StageRun(plan: plan, wanted: wanted, workers: workers)
        if count > 1, try takesBatches(batch) {
            try run.go(startValues(batch), count: count, isStale) { try visit($0, $1, 0) }
        } else {
            for index in 0..<count {
                let picture = batch.slice(index..<index + 1)
                try run.go(startValues(picture), count: 1, isStale) { try visit($0, $1, index) }
            }
        }
    }

    /// Whether several pictures can be run at once without changing each other; finds out by trying.
    func takesBatches(_ batch: Tensor) throws -> Bool {
        if let known = stagesTakeBatches.withLock({ $0 }) { return known }
        let last = plan.layers.last.map { RunStage.layer($0.id, .after) }
        let wanted = Set([last, plan.logits.map { _ in .logits }].compactMap { $0 })
        let run = StageRun(plan: plan, wanted: wanted, workers: workers)
        var together: [RunStage: [Float]] = [:]
        var alone: [RunStage: [Float]] = [:]
        do {
            try run.go(startValues(batch.slice(0..<2)), count: 2, { false }) { stage, values in
                together[stage] = Array(values.tensor.values.suffix(values.tensor.count / 2))
            }
            try run.go(startValues(batch.slice(1..<2)), count: 1, { false }) { stage, values in
                alone[stage] = values.tensor.values
            }
        } catch is InferenceError {
            stagesTakeBatches.withLock { $0 = false }
            return false
        }
        let isApart = wanted.allSatisfy { Self.agree(together[$0] ?? [], alone[$0] ?? []) }
        stagesTakeBatches.withLock { $0 = isApart }
        return isApart
    }

    /// Whether the numbers agree within a thousandth of the largest; what is no number agrees with itself.
    private static func agree(_ found: [Float], _ expected: [Float]) -> Bool {
        let largest = expected.map(abs).filter(\.isFinite).max() ?? 0
        return found.count == expected.count
            && zip(found, expected).allSatisfy {
                abs($0 - $1) <= largest / 1000 || !$0.isFinite && !$1.isFinite
            }
    }
}

/// A run that hands out stages.
private struct StageRun {
    let plan: Plan
    let workers: Workers
    /// What is handed out after a step: by slot.
    private var bySlot: [Int: [RunStage]] = [:]
    /// Layers whose step is computed without its activation first: by the node's name.
    private var byNode: [String: RunStage] = [:]

    init(plan: Plan, wanted: Set<RunStage>, workers: Workers) {
        (self.plan, self.workers) = (plan, workers)
        for layer in plan.layers {
            let (before, after) = (RunStage.layer(layer.id, .before), RunStage.layer(layer.id, .after))
            if wanted.contains(after), let slot = slot(of: layer.value) {
                bySlot[slot, default: []].append(after)
            }
            guard wanted.contains(before) else { continue }
            switch layer.linear {
            case .shown: break
            case .fused: byNode[layer.node] = before
            case .value(let name):
                if let slot = slot(of: name) { bySlot[slot, default: []].append(before) }
            }
        }
        for case .pool(let value) in wanted {
            if let slot = slot(of: value) { bySlot[slot, default: []].append(.pool(value)) }
        }
        if wanted.contains(.logits), let logits = plan.logits, let slot = slot(of: logits) {
            bySlot[slot, default: []].append(.logits)
        }
    }

    private func slot(of value: String) -> Int? { plan.program.slots[plan.aliases[value] ?? value] }

    func go(
        _ start: [StoredValue?], count: Int, _ isStale: @Sendable () -> Bool,
        visit: (RunStage, StageValues) throws -> Void
    ) throws {
        var values = start
        for step in plan.program.stages.steps {
            if isStale() { throw InferenceError.stale }
            let results: [StoredValue]
            if let stage = byNode[step.name], let activation = step.operation.fusedActivation {
                let linear = try step.evaluate(values, by: step.operation.withoutActivation, on: workers)
                try visit(stage, try stageValues(linear[0], of: stage, count: count))
                results = try activation.evaluate(stored: linear, on: workers)
            } else {
                results = try step.evaluate(values, on: workers)
            }
            for (slot, value) in zip(step.outputs, results) {
                guard let slot else { continue }
                values[slot] = value
                for stage in bySlot[slot] ?? [] {
                    try visit(stage, try stageValues(value, of: stage, count: count))
                }
            }
            for slot in step.lastReads { values[slot] = nil }
        }
    }

    private func stageValues(_ value: StoredValue, of stage: RunStage, count: Int) throws -> StageValues {
        let (channels, pixels, hasChannelsLast) = extent(of: stage)
        let tensor: Tensor
        let isChannelsLast: Bool
        switch value {
        case .channelsLast(let maps):
            // A dense layer at every pixel counts its columns as channels here.
            let isTurned = hasChannelsLast
            (tensor, isChannelsLast) = isTurned ? (maps.channelsMovedFirst(), true) : (maps, true)
        case .rowMajor(.float(let floats)): (tensor, isChannelsLast) = (floats, hasChannelsLast)
        case .rowMajor: throw InferenceError.missingValue(name: "", node: "")
        }
        guard tensor.count == count * channels * pixels else {
            throw InferenceError.missingValue(name: "", node: "")
        }
        return StageValues(
            tensor: tensor, channels: channels, pixels: pixels, isChannelsLast: isChannelsLast)
    }

    private func extent(of stage: RunStage) -> (channels: Int, pixels: Int, hasChannelsLast: Bool) {
        switch stage {
        case .layer(let id, _):
            let layer = plan.layers[id]
            return (layer.mapCount, layer.height * layer.width, layer.hasChannelsLast)
        case .pool(let value):
            let shape = plan.operations.first { $0.source == .pool(value) }?.shape ?? [0, 0, 0]
            return (shape[0], shape[1] * shape[2], false)
        case .logits: return (plan.classCount, 1, false)
        }
    }
}
