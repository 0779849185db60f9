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
    /// The classes in words.
    public let labels: Labels
    /// What a reader should know about how the files around the model were understood, a sentence each.
    public var remarks: [String] = []

    /// Rows of the input, in pixels.
    public var inputHeight: Int { preprocessing.height }
    /// Columns of the input, in pixels.
    public var inputWidth: Int { preprocessing.width }
}
