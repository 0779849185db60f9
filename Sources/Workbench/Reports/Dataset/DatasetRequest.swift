import Datasets
import Foundation
import Samples

/// A data set through a network, as the command line asks for it.
public struct DatasetRequest: Sendable {
    /// What can be written.
    public enum View: String, Sendable, CaseIterable {
        /// The summaries of all channels.
        case summaries
        /// Samples in the plane, with their clusters.
        case map
        /// Which strong channels pictures and classes share.
        case jaccard
        /// Channels by pictures, and the channels' ranks.
        case heatmap
        /// Superclasses and subclasses.
        case hierarchy
        /// Accuracy against channels removed.
        case pruning
        /// The exemplars of every class.
        case representatives
        /// What is taken for what.
        case confusion
        /// The samples on a curve an operation of the network, alike ones beside each other.
        case fractal
        /// Units of layers against each other.
        case splom
        /// Neighbors: how many stay, who they are, how far samples are from one of them.
        case neighbourhood

        /// The view of a name, in British or American spelling.
        public init?(named name: String) {
            self.init(rawValue: name == "neighborhood" ? "neighbourhood" : name)
        }
    }

    /// The ONNX file.
    public var model: URL
    /// The folder, table, IDX file or stack; or the name of a data set that comes with the program.
    public var data: URL
    /// A file of labels, where it does not lie where it is looked for.
    public var labels: URL?
    /// How pictures are fed, whatever the files say; nil: as they say.
    public var preset: Preset?
    /// What the network's further inputs are fed.
    public var inputs: InputConstants = [:]
    /// Labels that count as one.
    public var merges: [LabelMerge] = []
    /// Whether the groups of the sidecar count as one, too.
    public var usesGroups = false
    /// What is written.
    public var views = Set(View.allCases)
    /// The layers that are written, by name; nil: all.
    public var layerNames: [String]?
    /// The layers that are pruned, by name; nil: the last three with filters.
    public var prunedNames: [String]?
    /// How samples are laid out.
    public var methods = [EmbeddingMethod.tsne]
    /// The sample whose distances are told, by its index in the data set; nil: the first.
    public var focus: Int?
    /// From which operation the neighbors of that sample are followed, by name; nil: from the input.
    public var followedFrom: String?
    /// To which; nil: to the last.
    public var followedTo: String?
    /// How many samples of each class are looked at, spread over it; nil: all.
    public var limit: Int?
    /// What all views depend on; `showsDetails` is true here unless set otherwise.
    public var settings = SampleSettings()
    /// Whether the steadiness of embeddings over five seeds is worked out.
    public var withSteadiness = false
    /// Whether labels and whole activations are written.
    public var withTensors = false

    /// A request; see the properties for the meaning of the parameters.
    public init(model: URL, data: URL) {
        (self.model, self.data) = (model, data)
        settings.showsDetails = true
    }
}
