import Tensors

/// One way back through a network that has been run: from the logits to the value of a layer.
struct GradientRun {
    private let activations: Activations
    private let workers: Workers
    private let target: Int
    /// Which values lie between the layer and the logits, both with them.
    private let isOnTheWay: [Bool]
    /// By slot: what the run has left, unrounded.
    private var values: [StoredValue?]
    private var gradients: [Tensor?]

    /// - Parameter layer: one of the plan's.
    /// - Throws: `InferenceError.leadsNowhere` where the logits do not depend on the layer.
    init(_ activations: Activations, to layer: Layer, on workers: Workers) throws {
        let plan = activations.plan
        guard let target = plan.slot(of: layer), let ways = plan.ways(from: target) else {
            throw InferenceError.leadsNowhere(layer: layer.name)
        }
        self.activations = activations
        self.workers = workers
        self.target = target
        isOnTheWay = ways
        values = activations.values
        gradients = Array(repeating: nil, count: plan.program.slots.count)
    }

    /// The gradient of the sum of the logits, each times its number in `seeds`; of the shape that the layer's value
    /// has in ONNX.
    ///
    /// - Throws: `InferenceError`.
    mutating func run(seeds: Tensor, isStale: () -> Bool) throws -> Tensor {
        let plan = activations.plan
        guard let logits = plan.logitsSlot, let value = activations.values[logits] else {
            throw InferenceError.missingValue(name: plan.logits ?? "", node: plan.logitsNode ?? "")
        }
        gradients[logits] = seeds.reshaped(value.shape)
        try unround(isStale: isStale)
        for step in plan.program.single.steps.reversed() {
            if isStale() { throw InferenceError.stale }
            if step.outputs.contains(target) { break }
            try pullBack(step)
        }
        guard let gradient = gradients[target] else {
            return Tensor(shape: activations.values[target]?.shape ?? [])
        }
        return gradient
    }

    /// Makes the values anew that come from weights of 16 bits, of the weights in the file: a unit beside 0 would have
    /// the wrong slope else.
    private mutating func unround(isStale: () -> Bool) throws {
        var isChanged = [Bool](repeating: false, count: values.count)
        for step in activations.plan.program.single.steps {
            guard step.outputs.contains(where: { $0.map { isOnTheWay[$0] && $0 != target } ?? false }) else {
                continue
            }
            if isStale() { throw InferenceError.stale }
            let dependsOnChange = step.inputs.contains { source in
                if case .slot(let slot) = source { isChanged[slot] } else { false }
            }
            let unrounded = try (step.operation as? any RoundingOperator)?
                .evaluateUnrounded(inputs(of: step), on: workers)
            guard let results = try unrounded ?? (dependsOnChange ? step.evaluate(values, on: workers) : nil)
            else { continue }
            for (slot, value) in zip(step.outputs, results) {
                guard let slot else { continue }
                (values[slot], isChanged[slot]) = (value, true)
            }
        }
    }

    private mutating func pullBack(_ step: Schedule.Step) throws {
        let made = step.outputs.map { slot in slot.flatMap { isOnTheWay[$0] ? gradients[$0] : nil } }
        let isWanted = step.inputs.map { source in
            if case .slot(let slot) = source { isOnTheWay[slot] } else { false }
        }
        guard made.contains(where: { $0 != nil }), isWanted.contains(true) else { return }
        guard let operation = step.operation as? any DifferentiableOperator else {
            throw InferenceError.noGradient(of: step.operation.name, node: step.name)
        }
        do {
            let back = try operation.pullBack(backwardStep(step, made, isWanted))
            for (index, source) in step.inputs.enumerated() where isWanted[index] && index < back.count {
                guard case .slot(let slot) = source, let gradient = back[index] else { continue }
                gradients[slot] = try sum(gradients[slot], gradient)
            }
        } catch let error as InferenceError {
            throw error.located(at: step.name)
        }
        for slot in step.outputs.compactMap({ $0 }) { gradients[slot] = nil }
    }

    private func backwardStep(_ step: Schedule.Step, _ made: [Tensor?], _ isWanted: [Bool]) -> BackwardStep {
        BackwardStep(
            inputs: inputs(of: step), outputs: step.outputs.map { $0.flatMap { values[$0] } },
            gradients: made, isWanted: isWanted, workers: workers)
    }

    private func inputs(of step: Schedule.Step) -> [StoredValue?] {
        step.inputs.map { source in
            switch source {
            case .nothing: nil
            case .slot(let slot): values[slot]
            case .constant(let value): value
            }
        }
    }

    private func sum(_ left: Tensor?, _ right: Tensor) throws -> Tensor {
        try left.map { try $0.combined(.add, right, on: workers) } ?? right
    }
}

extension Activations {
    /// The gradient of a weighted sum of the logits with respect to what a layer shows, `[channels, height, width]`.
    ///
    /// Goes back through the nodes that follow the layer, with the values that the run has left; dense layers whose
    /// weights the run reads in 16 bits are read from the model's file, unrounded.
    ///
    /// - Parameters:
    ///   - seeds: `[classes]`, the weight of each logit: 1 for a class and 0 for the others gives that class's
    ///     gradient.
    ///   - layer: one of the plan's.
    ///   - isStale: asked between nodes; true gives the work up.
    /// - Throws: `InferenceError.noGradient` where an operator on the way has none, `.leadsNowhere`, `.stale`.
    public func gradient(
        of seeds: Tensor, at layer: Layer, on workers: Workers = .standard, isStale: () -> Bool = { false }
    ) throws -> Tensor {
        var run = try GradientRun(self, to: layer, on: workers)
        let gradient = try run.run(seeds: seeds, isStale: isStale)
        guard layer.hasChannelsLast else { return gradient.reshaped(layer.shape) }
        return gradient.channelsMovedFirst().reshaped(layer.shape)
    }
}
