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
    /// The exemplars of the classes.
    case representatives([Representatives], Population, ActivationStore)
}
