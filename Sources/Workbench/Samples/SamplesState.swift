import Datasets
import Inference
import Samples

/// The data set that is open, how far its pass through the network is, and what was worked out from it.
public struct SamplesState {
    /// What the panels set.
    public internal(set) var settings = SampleSettings()
    /// The name of the data that is being opened.
    public internal(set) var opening: String?
    /// How far the pass is, in samples; nil while none runs.
    public internal(set) var progress: (done: Int, total: Int)?
    /// The activations; nil until a pass has been made or given up.
    public internal(set) var store: ActivationStore?
    /// What the network says of every sample; nil for networks that are no classifiers.
    public internal(set) var answers: SampleAnswers?
    /// The classes and who is in them.
    public internal(set) var classes = SampleClasses()
    /// The class of the network that each class of `classes` is; nil: none.
    public internal(set) var networkClassOf: [Int?] = []
    /// The samples that are looked at; nil without a store.
    public internal(set) var population: Population?
    /// Why there is no data, in words.
    public internal(set) var failure: String?
    /// What was worked out.
    public internal(set) var results = SampleResults()

    /// The data set; nil until one is open.
    public var set: SampleSet? { store?.set ?? pendingSet }
    /// A data set whose pass has not been made.
    var pendingSet: SampleSet?
    /// Whether the pass was given up before its end: it can be taken up again.
    public var isIncomplete: Bool {
        progress == nil && store.map { $0.doneCount < $0.set.samples.count } ?? false
    }

    /// The layer on the Map; by `SampleLayer.id`.
    public internal(set) var layer = 0
    /// The layers that are open in Channels, the one opened first in front; two at most.
    public internal(set) var openLayers: [OpenLayer] = []
    /// The class that the others are compared with, an index into `classes`; nil: none.
    public internal(set) var referenceClass: Int?
    /// The places that are selected in Units, as long as nothing else is; nil: whole pictures are.
    public internal(set) var places: SelectedPlaces?
    /// The operation that was opened last, by `SampleOperation.id`; nil: none since a layer was chosen.
    var chosenOperation: Int?
    /// The sample whose neighbours are shown, by its index in the data set; nil: nobody has chosen one.
    var chosenFocus: Int?
    /// Which samples are drawn and listed among the neighbours.
    public internal(set) var filter = SampleFilter()
    /// What was clicked to stay.
    public internal(set) var pinned: SamplePin?
    /// Ends the running pass.
    var passControl: PassControl?
}

/// A layer that is open in Channels.
public struct OpenLayer: Sendable, Hashable {
    /// By `SampleLayer.id`.
    public var layer: Int
    /// What is shown of it.
    public var view: LayerView

    /// A layer and its view.
    public init(layer: Int, view: LayerView) { (self.layer, self.view) = (layer, view) }
}

/// What can be shown of a layer.
public enum LayerView: String, Sendable, Hashable, CaseIterable {
    /// Channels by pictures.
    case heatmap
    /// The embedding.
    case map
    /// The Jaccard matrix.
    case shared
    /// Superclasses, subclasses and clusters.
    case hierarchy
    /// Accuracy against channels removed.
    case pruning
}

/// Something that a click keeps on screen.
public enum SamplePin: Sendable, Hashable {
    /// Two pictures of the Jaccard matrix: samples by their index in the data set, in a layer.
    case pair(Int, Int, layer: Int)
    /// A channel over a picture: sample and channel, in a layer.
    case channel(sample: Int, channel: Int, layer: Int)
}

/// An order of classes.
public enum ClassOrder: String, Sendable, Hashable, CaseIterable {
    /// As the data have them: by name or number.
    case name
    /// The largest first.
    case count
    /// Those that the network recognizes least first.
    case accuracy
    /// Those most like the reference class first.
    case similarity
}

/// What the panels of the data-set views set.
public struct SampleSettings: Sendable, Equatable {
    /// How a channel becomes a number.
    public var summary = SummaryChoice()
    /// Whether maps and clusters are made of whole activations, not of summaries.
    public var usesWholeActivations = false
    /// How samples are laid out.
    public var method = EmbeddingMethod.tsne
    /// Of t-SNE, 5...100.
    public var perplexity = 30.0
    /// Of UMAP, 2...200.
    public var neighborCount = 15
    /// Of everything that starts at random.
    public var seed: UInt64 = 0
    /// Whether it is worked out how far maps depend on the seed.
    public var showsSteadiness = true
    /// Whether points are pictures.
    public var showsThumbnails = false
    /// Whether clusters are drawn.
    public var showsClusters = true
    /// How clusters are found.
    public var clusters = ClusterMethod.xmeans(largestCount: 10)
    /// The share of channels that count as strong, 0.05...1.
    public var strongShare: Float = 0.2
    /// Whether the matrix' colours leave out the lowest and highest hundredth.
    public var clipsMatrix = false
    /// Pictures of each class in the matrix, 1...50.
    public var matrixCount = 20
    /// Pictures of each class in the heatmap, 1...50.
    public var heatmapCount = 16
    /// What orders the heatmap's rows.
    public var channelOrder = ChannelOrdering.classDistance
    /// The share of the lowest summaries that the heatmap leaves out, 0...0.9.
    public var leftOutShare: Float = 0.1
    /// How much of the channel lies over the picture, 0...1.
    public var overlayShare: Float = 0.6
    /// How many representatives a class has; nil: X-means decides.
    public var representativeCount: Int?
    /// What orders the list of classes.
    public var classOrder = ClassOrder.name

    // The network's operations
    /// Whether layers are shown before their non-linearity too, not just after it.
    public var showsDetails = false
    /// Whether samples have the colours of what the network takes them for, not of what they are.
    public var usesPredictions = false
    /// Whether the curves are squares of 2^k cells, with cells to spare, not of as many cells as there are samples.
    public var usesWholeOrders = false
    /// Whether the curves' cells say how many neighbours in the order are alike, not which class they are; nil: where
    /// there are many classes.
    public var colorsByAgreement: Bool?
    /// Points in each plot of Units, 1,000...100,000.
    public var unitPointCount = 12_288
    /// On which side of the non-linearity Units looks.
    public var unitSide = LayerSide.before
    /// Whether Units has the most varying units first, not the first by number.
    public var ordersUnitsByVariance = true
    /// How many neighbours are compared in the stability plot, 2...1000.
    public var neighborhoodCount = 100
    /// How many neighbours the transformation plot shows, 2...1000.
    public var transformationCount = 300
    /// From which operation to which the transformation plot goes, by `SampleOperation.id`; nil: the input, the last.
    public var transformedFrom: Int?
    /// See `transformedFrom`.
    public var transformedTo: Int?
    /// Whether the Network scene shows each layer's samples as a plane.
    public var showsPlanes = false

    /// What the program opens with.
    public init() {}

    /// What stands for a sample.
    public var vector: SampleVector {
        usesWholeActivations ? .activations(summary.side) : .summaries(summary)
    }
}
