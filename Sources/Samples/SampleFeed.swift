import Datasets
import Inference

/// A network that samples are run through, and how pictures become its input.
public struct SampleFeed: Sendable {
    /// The network.
    public let plan: Plan
    /// What runs it.
    public let runner: Runner
    /// How a picture becomes the input.
    public let preprocessing: Preprocessing
    /// The layers under the names that are shown.
    public let layers: [Layer]
    /// Tells the model from others: a hash of its file.
    public let fingerprint: @Sendable () throws -> String
    /// The L2 norm of every filter of a layer, by `Layer.id`, as the file has them; layers without filters have none.
    public let filterNorms: @Sendable () throws -> [Layer.ID: [Float]]

    /// A feed; see the properties for the meaning of the parameters.
    public init(
        plan: Plan, runner: Runner, preprocessing: Preprocessing, layers: [Layer],
        fingerprint: @escaping @Sendable () throws -> String,
        filterNorms: @escaping @Sendable () throws -> [Layer.ID: [Float]]
    ) {
        (self.plan, self.runner, self.preprocessing, self.layers) = (plan, runner, preprocessing, layers)
        (self.fingerprint, self.filterNorms) = (fingerprint, filterNorms)
    }

    /// The stages that samples are looked at in: the input, every layer, and the logits where there are some.
    public var stages: [SampleLayer] {
        let shape = plan.inputShape
        let channelsLast = preprocessing.layout == .channelsLast
        let input = channelsLast ? [shape[3], shape[1], shape[2]] : Array(shape[1...3])
        var stages = [
            SampleLayer(
                id: 0, source: .input, name: "input", shape: input, predecessors: [], hasActivation: false)
        ]
        for layer in layers {
            stages.append(
                SampleLayer(
                    id: layer.id + 1, source: .layer(layer.id), name: layer.name, shape: layer.shape,
                    predecessors: layer.predecessors.isEmpty ? [0] : layer.predecessors.map { $0 + 1 },
                    hasActivation: layer.isBent))
        }
        if plan.classCount > 0, !layers.contains(where: { $0.value == plan.logits && !$0.isBent }) {
            stages.append(
                SampleLayer(
                    id: stages.count, source: .logits, name: "logits", shape: [plan.classCount, 1, 1],
                    predecessors: ends(of: layers), hasActivation: false))
        }
        return stages
    }

    /// The layers that nobody else is made from, as stages.
    private func ends(of layers: [Layer]) -> [Int] {
        let read = Set(layers.flatMap(\.predecessors))
        let ends = layers.map(\.id).filter { !read.contains($0) }
        return ends.isEmpty ? [0] : ends.map { $0 + 1 }
    }

    /// How many pictures are run together: few enough for the memory, enough to share weights.
    var batchSize: Int {
        let largest = layers.map { $0.shape.reduce(1, *) }.max() ?? 1
        return max(1, min(64, (1 << 22) / max(largest, 1), (1 << 23) / max(plan.inputShape.reduce(1, *), 1)))
    }
}
