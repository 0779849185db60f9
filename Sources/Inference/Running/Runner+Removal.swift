import Tensors

extension Runner {
    /// Computes the logits of several pictures while channels of a layer are silenced: their maps, after the
    /// non-linearity, are zero for whoever reads them. What comes before the layer is computed once.
    ///
    /// - Parameters:
    ///   - batch: the pictures one after the other, the plan's `inputShape` but for the first extent.
    ///   - sets: the channels that are silenced, a run each.
    ///   - layer: one of the plan's that the logits depend on.
    ///   - isStale: asked between nodes; true gives the run up.
    /// - Returns: `[pictures, classes]`, one a set.
    /// - Throws: `InferenceError.stale`, or another where the input or the layer does not fit.
    public func logits(
        batch: Tensor, silencing sets: [Set<Int>], of layer: Layer, isStale: @Sendable () -> Bool = { false }
    ) throws -> [Tensor] {
        let count = batch.shape.first ?? 0
        try requireFit(batch, count: count)
        if count > 1, !(try takesBatches(batch)) {
            let each = try (0..<count).map { index in
                try silenced(batch.slice(index..<index + 1), sets, layer, isStale)
            }
            return sets.indices.map { set in
                Tensor(shape: [count, plan.classCount], values: each.flatMap { $0[set].values })
            }
        }
        return try silenced(batch, sets, layer, isStale)
    }

    private func silenced(
        _ batch: Tensor, _ sets: [Set<Int>], _ layer: Layer, _ isStale: @Sendable () -> Bool
    ) throws -> [Tensor] {
        let steps = plan.program.batch.steps
        let slot = plan.program.slots[plan.aliases[layer.value] ?? layer.value]
        guard let slot, let last = steps.firstIndex(where: { $0.outputs.contains(slot) }) else {
            throw InferenceError.missingValue(name: layer.value, node: layer.node)
        }
        var values = startValues(batch)
        try run(steps[...last], &values, isStale)
        guard let whole = values[slot] else {
            throw InferenceError.missingValue(name: layer.value, node: layer.node)
        }
        return try sets.map { channels in
            var rest = values
            rest[slot] = whole.silenced(channels, of: layer)
            try run(steps[(last + 1)...], &rest, isStale)
            guard let found = plan.logits.flatMap({ plan.program.slots[$0] }).flatMap({ rest[$0] }),
                case .float(let logits) = found.inRowMajorOrder,
                logits.count == batch.shape[0] * plan.classCount
            else { throw InferenceError.missingValue(name: plan.logits ?? "", node: plan.logitsNode ?? "") }
            return logits.reshaped([batch.shape[0], plan.classCount])
        }
    }

    private func run(
        _ steps: ArraySlice<Schedule.Step>, _ values: inout [StoredValue?], _ isStale: @Sendable () -> Bool
    ) throws {
        for step in steps {
            if isStale() { throw InferenceError.stale }
            for (slot, value) in zip(step.outputs, try step.evaluate(values, on: workers)) {
                if let slot { values[slot] = value }
            }
            for slot in step.lastReads { values[slot] = nil }
        }
    }
}

extension StoredValue {
    /// The same with some channels zero everywhere.
    fileprivate func silenced(_ channels: Set<Int>, of layer: Layer) -> StoredValue {
        switch self {
        case .channelsLast(let maps) where layer.hasChannelsLast:
            return .rowMajor(.float(Self.silenced(maps.channelsMovedFirst(), channels, layer, isLast: true)))
        case .channelsLast(let maps):
            return .channelsLast(Self.silenced(maps, channels, layer, isLast: true))
        case .rowMajor(.float(let values)):
            return .rowMajor(.float(Self.silenced(values, channels, layer, isLast: layer.hasChannelsLast)))
        case .rowMajor: return self
        }
    }

    private static func silenced(
        _ tensor: Tensor, _ channels: Set<Int>, _ layer: Layer, isLast: Bool
    ) -> Tensor {
        var result = tensor
        let pixels = layer.height * layer.width
        let (step, run) = isLast ? (layer.mapCount, 1) : (layer.mapCount * pixels, pixels)
        result.withMutableValues { values in
            for channel in channels {
                for start in stride(from: isLast ? channel : channel * pixels, to: values.count, by: step) {
                    for index in start..<start + run { values[index] = 0 }
                }
            }
        }
        return result
    }
}
