import Samples

/// A picture of a report of a data set, to be drawn where letters can be.
public enum SampleFigure: Sendable {
    /// Samples in the plane.
    case map(SampleEmbedding, EmbeddingRequest, SampleClusters?, layer: SampleLayer)
    /// The Jaccard matrix of pictures.
    case jaccard(SharedChannels, SharedChannelsRequest, layer: SampleLayer)
    /// Channels by pictures.
    case heatmap(ChannelHeatmap, HeatmapRequest, SampleSettings, layer: SampleLayer)
    /// Superclasses and subclasses.
    case hierarchy(ConfusionHierarchy, Population, ActivationStore, SampleClusters?, layer: SampleLayer)
    /// Accuracy against channels removed.
    case pruning(PruningCurve, PruningRequest, layer: SampleLayer)
    /// What is taken for what.
    case confusion(SampleConfusion, Population)
    /// Samples on curves, by `SampleOperation.id`, in the drawing of the network; the population has the classes that
    /// they are colored by.
    case curves([Int: SampleOrder], Population, [SampleOperation], usesWholeOrders: Bool)
    /// Units against each other; their names, where they have any.
    case units(UnitPoints, Population, SampleOperation, names: [String])
    /// How many neighbors stay: `[operation][sample]`, of `count` each.
    case stability(overlaps: [[Int]], [SampleOperation], count: Int)
    /// How far a sample, by its position in the population, is from others; `count` of them are its neighbors.
    case distances(SampleDistances, of: Int, Population, ActivationStore, SampleOperation, count: Int)
    /// How the neighbors of a sample, by its position in the population, change.
    case transformation(
        from: SampleDistances, to: SampleDistances, of: Int, Population, ActivationStore,
        operations: (from: SampleOperation, to: SampleOperation), count: Int)
    /// The exemplars of the classes.
    case representatives([Representatives], Population, ActivationStore)
}
