extension Plan {
    /// The last layer that has maps of more than one pixel, whatever it is: where a block ends in a join, that is
    /// what the answer is made from. A convolution that makes a map for every class (SqueezeNet) belongs to the head
    /// and does not count. Nil where there is none.
    public var lastMaps: Layer? {
        let candidates = layers.filter { $0.kind != .dense && leadsToLogits($0) && !makesClasses($0) }
        return candidates.last { $0.height * $0.width > 1 } ?? candidates.last
    }

    /// Whether a layer's maps are the classes: nothing mixes them on the way to the logits.
    private func makesClasses(_ layer: Layer) -> Bool {
        guard layer.mapCount == classCount, let start = slot(of: layer), let ways = ways(from: start) else {
            return false
        }
        return !program.single.steps.contains { step in
            let isBetween = step.outputs.contains { $0.map { ways[$0] && $0 != start } ?? false }
            return isBetween && ["Conv", "Gemm", "MatMul", "Einsum"].contains(step.operation.name)
        }
    }

    /// Whether the logits depend on what a layer shows.
    public func leadsToLogits(_ layer: Layer) -> Bool { slot(of: layer).flatMap(ways) != nil }

    /// The place of the logits in a run; nil where the network gives no class probabilities.
    var logitsSlot: Int? { logits.flatMap { program.slots[$0] } }

    func slot(of layer: Layer) -> Int? { program.slots[aliases[layer.value] ?? layer.value] }

    /// By slot, whether a value is made of the one at `start` and the logits of it; nil where nothing is.
    func ways(from start: Int) -> [Bool]? {
        guard let end = logitsSlot else { return nil }
        var isAhead = [Bool](repeating: false, count: program.slots.count)
        isAhead[start] = true
        for step in program.single.steps where !step.operation.readsShapesOnly {
            guard step.inputSlots.contains(where: { isAhead[$0] }) else { continue }
            for slot in step.outputs.compactMap({ $0 }) { isAhead[slot] = true }
        }
        guard isAhead[end] else { return nil }
        var isBehind = [Bool](repeating: false, count: program.slots.count)
        isBehind[end] = true
        for step in program.single.steps.reversed() where !step.operation.readsShapesOnly {
            guard step.outputs.contains(where: { $0.map { isBehind[$0] } ?? false }) else { continue }
            for slot in step.inputSlots { isBehind[slot] = true }
        }
        return zip(isAhead, isBehind).map { $0 && $1 }
    }
}

extension Schedule.Step {
    fileprivate var inputSlots: [Int] {
        inputs.compactMap { source in
            if case .slot(let slot) = source { slot } else { nil }
        }
    }
}
