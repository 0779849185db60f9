import Analysis
import Datasets
import Inference
import Occlusion
import Tensors

/// Everything that the Network scene shows of one picture: the maps of every layer, their clusters, the answer.
public struct NetworkAnalysis: Sendable {
    /// What was fed, masked, in the network's input pixels, before the preprocessing.
    public let fed: Picture
    /// How many clusters a layer were asked for.
    public let clusterCount: Int
    /// One entry a layer of `Plan.layers`, in the same order; joins have no clusters.
    public let layers: [LayerAnalysis]
    /// The values before the softmax, `[shown classes]`; none where the network gives no class probabilities.
    public let logits: [Float]
    /// The probabilities, `[shown classes]`; they sum to 1 where there are any.
    public let probabilities: [Float]
    /// The activations behind it all.
    public let activations: Activations
    /// The picture that the network makes; nil where it makes none.
    public let output: OutputPicture?

    /// An analysis of a run, whose classes count as one where the merging says so.
    public init(
        fed: Picture, clusterCount: Int, layers: [LayerAnalysis], activations: Activations,
        merging: ClassMerging, output: OutputPicture? = nil
    ) {
        self.fed = fed
        self.clusterCount = clusterCount
        self.layers = layers
        self.activations = activations
        self.output = output
        logits = merging.logits(activations.logits.values)
        probabilities = Softmax.probabilities(logits)
    }

    /// The same where other classes count as one: nothing is run again.
    public func merged(by merging: ClassMerging) -> NetworkAnalysis {
        NetworkAnalysis(
            fed: fed, clusterCount: clusterCount, layers: layers, activations: activations, merging: merging,
            output: output)
    }

    /// The most probable class; nil where the network gives no class probabilities.
    public var answer: Answer? {
        top(1).first.map { Answer(classIndex: $0.index, probability: $0.probability) }
    }

    /// How far each layer lies from the same layer of another picture: the L2 norm of the difference divided by
    /// the other's norm; 0 where both are zero, an entry a layer.
    public func relativeDistances(from other: NetworkAnalysis) -> [Float] {
        zip(layers, other.layers).map { mine, theirs in
            RelativeDistance.between(
                activations.mapsWithChannelsLast(of: mine.layer),
                and: other.activations.mapsWithChannelsLast(of: theirs.layer))
        }
    }

    /// The most probable classes, the most probable first; equal ones by index.
    public func top(_ count: Int) -> [(index: Int, probability: Float)] {
        probabilities.enumerated().sorted { ($0.element, $1.offset) > ($1.element, $0.offset) }
            .prefix(count).map { (index: $0.offset, probability: $0.element) }
    }
}

/// The maps of one layer in clusters.
public struct LayerAnalysis: Sendable {
    /// Which layer.
    public let layer: Layer
    /// The entropy of every map, 0...1, `[maps]`.
    public let entropies: [Float]
    /// Groups of maps of similar entropy, the highest mean entropy first.
    public let clusters: [ClusterAnalysis]

    /// An analysis; see the properties for the meaning of the parameters.
    public init(layer: Layer, entropies: [Float], clusters: [ClusterAnalysis]) {
        self.layer = layer
        self.entropies = entropies
        self.clusters = clusters
    }
}

/// A group of maps of one layer and the picture that stands for it.
public struct ClusterAnalysis: Sendable {
    /// The maps' numbers, ordered by entropy.
    public let maps: [Int]
    /// The mean of their entropies, 0...1.
    public let meanEntropy: Float
    /// The share of their variance that the representative explains, 0...1; nil where every map is constant.
    public let explainedVariance: Float?
    /// Scores on the first principal component, `[height, width]`; where every map is constant, zeros.
    public let representative: Tensor
    /// What the representative was made with, to see another picture's maps by; nil where every map is constant.
    public let projection: ClusterProjection?

    /// A cluster; see the properties for the meaning of the parameters.
    public init(
        maps: [Int], meanEntropy: Float, explainedVariance: Float?, representative: Tensor,
        projection: ClusterProjection? = nil
    ) {
        self.maps = maps
        self.meanEntropy = meanEntropy
        self.explainedVariance = explainedVariance
        self.representative = representative
        self.projection = projection
    }
}
