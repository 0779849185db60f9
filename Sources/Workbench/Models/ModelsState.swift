import Datasets
import Foundation
import Inference
import Occlusion

/// Other networks beside the open one: a single one, or checkpoints of one network while it learned.
public struct ModelsState: Sendable {
    /// The others: a single one, or checkpoints in the order of the numbers in their names.
    public internal(set) var others: [OtherModel] = []
    /// The folder of the checkpoints; nil: a single file was opened.
    public internal(set) var folder: URL?
    /// Which of them is shown, an index.
    public internal(set) var shown = 0
    /// The layer of the other network that the user has chosen, and the selected one of the open network beside which
    /// it was chosen, by `Layer.id`; nil: the one that lies as deep as that.
    var otherLayer: (layer: Int, beside: Int?)?
    /// What one range of colors stands for where maps develop.
    public internal(set) var colorRange = MapColorRange.row
    /// What is being opened: its name, and how many of its networks are read.
    public internal(set) var opening: Opening?
    /// Why nothing was opened, or why there is no answer, in a sentence.
    public internal(set) var failure: String?
    /// What was left out of a folder, a sentence each.
    public internal(set) var remarks: [String] = []

    /// Networks that are being read.
    public struct Opening: Sendable, Equatable {
        /// The file, or the folder.
        public let url: URL
        /// How many are read.
        public internal(set) var done = 0
        /// Of how many.
        public internal(set) var total = 1

        /// What it is called.
        public var name: String { url.lastPathComponent }
    }

    /// What one range of colors stands for where maps develop.
    public enum MapColorRange: String, Sendable, CaseIterable {
        /// A map in all checkpoints.
        case row
        /// A map in one checkpoint.
        case single
    }

    /// The checkpoint that a step of a lesson shows as soon as it is there, an index.
    var wanted: Int?
    /// Numbers what was opened: what an older opening has left in the mailbox is thrown away.
    var newestOpening: UInt64 = 0
    /// Numbers what is on stage: runs of what stood there before are thrown away.
    var newestStage: UInt64 = 0
    /// Numbers the runs.
    var newestRun: UInt64 = 0
    /// What the newest request was made of.
    var asked: ModelsKey?

    /// The network that is shown beside the open one.
    public var other: OtherModel? { others.indices.contains(shown) ? others[shown] : nil }
    /// What was opened: the folder of checkpoints, or the one file.
    public var url: URL? { folder ?? others.first?.network.url }
    /// Whether there are checkpoints to go through.
    public var isSeries: Bool { others.count > 1 }
    /// Whether answers are still being computed.
    public var isComputing: Bool {
        asked != nil && others.contains { $0.run?.key != asked && $0.failure == nil }
    }
}

/// A network beside the open one, and what it makes of the picture.
public struct OtherModel: Sendable {
    /// The network.
    public let network: LoadedNetwork
    /// What it makes of the picture under the mask; of the mask before until the new one is there.
    public internal(set) var run: OtherRun?
    /// Why it makes nothing of it, in a sentence.
    public internal(set) var failure: String?
    /// The unmasked picture's analysis, kept as far as there is room.
    var original: NetworkAnalysis?
}

/// What another network makes of the picture.
public struct OtherRun: Sendable {
    /// What was fed, masked, in that network's input pixels.
    public let fed: Picture
    /// Which of its pixels are hidden; nil: none.
    public let hidden: Mask?
    /// One entry a layer of the network, in the same order; joins have no clusters.
    public let layers: [LayerAnalysis]
    /// The probabilities, `[shown classes]`; none where the network gives no class probabilities.
    public let probabilities: [Float]
    /// Those without the mask; nil where there is none.
    public let unmasked: [Float]?
    /// How far the mask moved each layer: relative L2 distance; nil without a mask.
    public let movement: [Float]?
    /// Some maps of every layer, by `Layer.id`: the same numbers in all checkpoints, and the units of dense layers; of
    /// a single network the units alone.
    public let maps: [Int: [NumberedMap]]
    /// Another number for another run.
    public internal(set) var number: UInt64 = 0
    /// What it was computed for.
    let key: ModelsKey

    /// The most probable class; nil where the network gives no class probabilities.
    public var answer: Answer? { Answer(mostProbableOf: probabilities) }
}

/// One map of a layer, or all units of a dense layer.
public struct NumberedMap: Sendable, Equatable {
    /// The map's number; nil: all units.
    public let number: Int?
    /// `[height, width]` in rows, or `[units]`.
    public let values: [Float]
    /// The lowest and the highest of them.
    public let range: ClosedRange<Float>

    /// A map; see the properties for the meaning of the parameters.
    public init(number: Int?, values: [Float]) {
        self.number = number
        self.values = values
        let finite = values.filter(\.isFinite)
        range = (finite.min() ?? 0)...(finite.max() ?? 0)
    }
}

/// What runs of other networks are made of: equal keys give equal runs.
struct ModelsKey: Equatable, Sendable {
    let stage: UInt64
    let epoch: UInt64
    let clusterCount: Int
    let hidden: MaskLayers?
}

/// What is asked of the scene with several networks.
public enum ModelsCommand: Sendable, Equatable {
    /// Opens another network beside the open one: an ONNX file, or a folder of checkpoints.
    case open(URL)
    /// Opens the network of digits, and beside it the checkpoints of its training that come with the program.
    case openShipped
    /// Gives up what is being opened.
    case cancelOpening
    /// Shows another checkpoint, by its index.
    case show(Int)
    /// Brings a layer of the other network into focus, by `Layer.id`.
    case chooseLayer(Int)
    /// What one range of colors stands for.
    case setColorRange(ModelsState.MapColorRange)
    /// Shows the open network alone.
    case close
}

/// What a job of the scene with several networks leaves.
enum ModelsJobResult: Sendable {
    case progress(opening: UInt64, done: Int, total: Int)
    case opened(opening: UInt64, OpenedModels)
    case openingFailed(opening: UInt64, String)
    case ran(OtherRun, index: Int, original: NetworkAnalysis?)
    case failed(ModelsKey, index: Int, String)
}
