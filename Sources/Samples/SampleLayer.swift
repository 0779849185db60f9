import Inference

/// A stage of a network as an embedding of samples: the input, a layer, or the logits.
public struct SampleLayer: Sendable, Identifiable, Hashable {
    /// What is behind it.
    public enum Source: Sendable, Hashable {
        /// What the network is fed.
        case input
        /// A layer of the network, by `Layer.id`.
        case layer(Layer.ID)
        /// One number a class, before the softmax.
        case logits
    }

    /// The position in `ActivationStore.layers`.
    public let id: Int
    /// What is behind it.
    public let source: Source
    /// The name a person reads.
    public let name: String
    /// `[channels, height, width]`; dense layers and logits are `[units, 1, 1]`.
    public let shape: [Int]
    /// The stages that it is made from without another between, by `id`.
    public let predecessors: [Int]
    /// Whether it ends in a non-linearity, so that before and after it differ.
    public let hasActivation: Bool

    /// The number of channels.
    public var channelCount: Int { shape[0] }
    /// The number of values a sample.
    public var valueCount: Int { shape.reduce(1, *) }

    /// A stage; see the properties for the meaning of the parameters.
    public init(
        id: Int, source: Source, name: String, shape: [Int], predecessors: [Int], hasActivation: Bool
    ) {
        (self.id, self.source, self.name, self.shape) = (id, source, name, shape)
        (self.predecessors, self.hasActivation) = (predecessors, hasActivation)
    }
}
