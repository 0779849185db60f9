import Datasets
import Foundation
import Inference

/// A network that is open: the plan to run it, and how pictures become its input and outputs become words.
public struct LoadedNetwork: Sendable {
    /// The model's file.
    public let url: URL
    /// What the interface calls it: the file's name without its ending, its first letter large.
    public let displayName: String
    /// The order of computation, its layers named as the sidecar says.
    public let plan: Plan
    /// What runs it.
    public let runner: Runner
    /// The layers, in topological order; their names are the sidecar's where it gives some.
    public let layers: [Layer]
    /// How a picture becomes the input.
    public internal(set) var preprocessing: Preprocessing
    /// The network's own classes in words.
    public let ownLabels: Labels
    /// The groups of its labels.
    public internal(set) var groups: LabelGroups {
        didSet { (merging, labels) = Self.merged(ownLabels, groups) }
    }
    /// Which of the network's own classes count as one; all that is shown and computed speaks of what remains.
    public private(set) var merging: ClassMerging
    /// The classes in words, groups that are on as one.
    public private(set) var labels: Labels
    /// What a reader should know about how the files around the model were understood, a sentence each.
    public var remarks: [String]

    /// A network; see the properties for the meaning of the parameters.
    init(
        url: URL, displayName: String, plan: Plan, runner: Runner, layers: [Layer],
        preprocessing: Preprocessing, labels: Labels, remarks: [String] = []
    ) {
        (self.url, self.displayName, self.plan, self.runner) = (url, displayName, plan, runner)
        (self.layers, self.preprocessing, self.remarks) = (layers, preprocessing, remarks)
        ownLabels = labels
        groups = LabelGroups(labels)
        (merging, self.labels) = Self.merged(labels, groups)
    }

    private static func merged(_ labels: Labels, _ groups: LabelGroups) -> (ClassMerging, Labels) {
        let merging = ClassMerging(groups.on, classCount: labels.names.count)
        return (merging, labels.merged(groups.on, by: merging))
    }

    /// Why there are no class probabilities, in a sentence; nil where there are.
    public var whyNoClasses: String? { plan.whyNoClasses }

    /// - Throws: `AnalysisError.noClasses` where the network gives no class probabilities.
    func requireClasses() throws {
        if let whyNoClasses { throw AnalysisError.noClasses(whyNoClasses) }
    }

    /// Rows of the input, in pixels.
    public var inputHeight: Int { preprocessing.height }
    /// Columns of the input, in pixels.
    public var inputWidth: Int { preprocessing.width }
}
