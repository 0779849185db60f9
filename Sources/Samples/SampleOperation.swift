import Inference

/// A step of a network that changes what samples look like, as an embedding of samples: the input, a layer before and
/// after its non-linearity, a pool, the logits.
public struct SampleOperation: Sendable, Identifiable, Hashable {
    /// The position in `ActivationStore.operations`; 0 is the input.
    public let id: Int
    /// What it is.
    public let source: PlanOperation.Source
    /// The name a person reads.
    public let name: String
    /// `[channels, height, width]`; vectors are `[units, 1, 1]`.
    public let shape: [Int]
    /// The operations whose values reach this one without another between, by `id`; none for the input alone.
    public let predecessors: [Int]
    /// The layer that it belongs to, by `SampleLayer.id`; of a pool, the one before.
    public let layer: SampleLayer.ID

    /// The number of values a sample.
    public var valueCount: Int { shape.reduce(1, *) }

    /// Whether the simplified network leaves it out: a layer before its non-linearity.
    public var isDetail: Bool {
        if case .layer(_, .before) = source { true } else { false }
    }
}

extension SampleFeed {
    /// The steps of the network, the input first, in the order in which they are computed.
    public var operations: [SampleOperation] {
        let stages = stages
        var layerOf: [SampleLayer.ID] = []
        var poolCount = 0
        let total = plan.operations.count { if case .pool = $0.source { true } else { false } }
        return plan.operations.map { operation in
            let (name, layer): (String, SampleLayer.ID)
            let before = operation.predecessors.last.map { layerOf[$0] } ?? 0
            switch operation.source {
            case .input: (name, layer) = ("input", 0)
            case .layer(let id, let side):
                name = layers[id].name + (side == .before ? " before" : "")
                layer = stages.first { $0.source == .layer(id) }?.id ?? 0
            case .pool:
                poolCount += 1
                (name, layer) = (total == 1 ? "pool" : "pool\(poolCount)", before)
            case .logits: (name, layer) = ("logits", stages.first { $0.source == .logits }?.id ?? before)
            }
            layerOf.append(layer)
            return SampleOperation(
                id: operation.id, source: operation.source, name: name, shape: operation.shape,
                predecessors: operation.predecessors, layer: layer)
        }
    }
}

extension [SampleOperation] {
    /// The simplified network: without details, each of the others made from what reaches it through them.
    ///
    /// - Returns: the operations that are left, with their `id` and their `predecessors` as before but past the details.
    public var simplified: [SampleOperation] {
        func shown(_ id: Int) -> [Int] { self[id].isDetail ? self[id].predecessors.flatMap(shown) : [id] }
        return filter { !$0.isDetail }.map { operation in
            SampleOperation(
                id: operation.id, source: operation.source, name: operation.name, shape: operation.shape,
                predecessors: Set(operation.predecessors.flatMap(shown)).sorted(), layer: operation.layer)
        }
    }
}
