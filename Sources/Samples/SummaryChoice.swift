import Analysis
import Inference

/// How a channel becomes one number: which summary of it, on which side of the non-linearity.
public struct SummaryChoice: Sendable, Hashable {
    /// Which summary.
    public var kind: SummaryKind
    /// On which side of the non-linearity.
    public var side: LayerSide

    /// By default as in the paper: the sum above Otsu's threshold, before the non-linearity.
    public init(_ kind: SummaryKind = .otsu, _ side: LayerSide = .before) {
        (self.kind, self.side) = (kind, side)
    }

    /// A summary by its name, the default one where there is no such; before the non-linearity or after it.
    public init(named name: String, after: Bool) {
        self.init(SummaryKind(rawValue: name) ?? .otsu, after ? .after : .before)
    }
}

/// What stands for a sample in a layer.
public enum SampleVector: Sendable, Hashable {
    /// A number a channel.
    case summaries(SummaryChoice)
    /// All values of the layer.
    case activations(LayerSide)
}
