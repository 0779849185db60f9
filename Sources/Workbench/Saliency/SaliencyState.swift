import Analysis
import Datasets
import Occlusion
import Tensors

/// What the Saliency scene shows: two maps of what matters for one class, how the answer falls when pixels are taken
/// away in some order, and what the user marks.
public struct SaliencyState: Sendable {
    /// What the panel sets.
    public internal(set) var settings = SaliencySettings()
    /// What the user has marked, in the order of the hand.
    public internal(set) var marks: [PictureMark] = []
    /// How far a prediction is.
    public internal(set) var prediction = PredictionPhase.off
    /// The occlusion map of the class; nil while there is no pool.
    public internal(set) var map: ClassMap?
    /// The Grad-CAM of the class.
    public internal(set) var gradCAM = GradCAMState.none
    /// Deletion and insertion, by whose order.
    public internal(set) var curves: [CurveOrder: CurveRun] = [:]
    /// Whether the user gave the curves up; they are computed again only when asked for.
    public internal(set) var isCancelled = false
    /// Why there are no curves, in words.
    public internal(set) var failure: String?

    /// The curves that are being computed.
    var requestedCurves: [CurveOrder: CurveKey] = [:]
    /// How far each of them is.
    var curveProgress: [CurveOrder: (done: Int, total: Int)] = [:]
    /// The Grad-CAM that is being computed.
    var requestedGradCAM: GradCAMKey?
    /// Counts the maps that were made.
    var mapCount: UInt64 = 0
    /// What the newest map was made of.
    var mapPool: Pool?

    /// What the score was made of.
    var scoredMap: UInt64?
    /// What the score was made of.
    var scoredMarks: [PictureMark] = []

    /// What the program begins with.
    init() {}

    /// Runs of the network that are done and planned, of all the curves that are being computed.
    public var progress: (done: Int, total: Int)? {
        guard !requestedCurves.isEmpty else { return nil }
        return curveProgress.values.reduce((0, 0)) { ($0.0 + $1.done, $0.1 + $1.total) }
    }

    /// Whether something is being computed.
    public var isBusy: Bool { !requestedCurves.isEmpty || requestedGradCAM != nil }

    /// How the marks' overlap with the map and their curve stand; nil while there is no map or no mark.
    public internal(set) var score: PredictionScore?
}

/// What the panel of the Saliency scene sets.
public struct SaliencySettings: Sendable, Equatable {
    /// How strongly the maps colour the picture, 0...1.
    public var opacity: Float = 0.9
    /// Whether the occlusion map is shown.
    public var showsOcclusionMap = true
    /// Whether Grad-CAM is shown.
    public var showsGradCAM = true
    /// What removed pixels show.
    public var fill = Fill.black
    /// Runs of the network a curve.
    public var steps = 50
    /// What the pointer does on the pictures.
    public var tool = SaliencyTool.point
    /// The radius of brush and eraser, as a share of the picture's shorter side.
    public var brushShare: Float = 0.06

    /// What the program begins with.
    public init() {}

    /// The radius of brush and eraser on a picture, in pixels.
    public func brushRadius(width: Int, height: Int) -> Float {
        max(brushShare * Float(min(width, height)), 0.5)
    }
}

/// What the pointer does on the pictures of the Saliency scene.
public enum SaliencyTool: String, Sendable, CaseIterable {
    /// Points at pixels, and keeps one.
    case point
    /// Marks with a round brush.
    case brush
    /// Takes marks away with it.
    case eraser
    /// Marks what a line encloses.
    case lasso

    /// Whether it changes the marks.
    public var isMarking: Bool { self != .point }
}

/// How far a prediction is.
public enum PredictionPhase: Sendable, Equatable {
    /// The maps are shown.
    case off
    /// The maps are hidden; the user marks.
    case marking
    /// The maps are shown with the marks and the score.
    case revealed
}

/// Whose order pixels are taken away in.
public enum CurveOrder: String, Sendable, CaseIterable {
    /// The occlusion map's: where hiding costs most, first.
    case map
    /// The user's marks.
    case marks
    /// Any, from a fixed seed: what an order without knowledge gives.
    case chance
}

/// The occlusion map of a class.
public struct ClassMap: Sendable {
    /// The class.
    public let classIndex: Int
    /// What the class's probability loses where a pixel is hidden, -1...1, `[height, width]`.
    public let values: Tensor
    /// Another number for every map that is made.
    public let number: UInt64
}

/// The Grad-CAM of the class.
public enum GradCAMState: Sendable {
    /// Not asked for yet.
    case none
    /// Why there is none, in words.
    case failed(GradCAMKey, String)
    /// It is there.
    case ready(GradCAMKey, GradCAM)

    /// What it belongs to.
    var key: GradCAMKey? {
        switch self {
        case .none: nil
        case .failed(let key, _), .ready(let key, _): key
        }
    }
}

/// What a Grad-CAM was made of.
public struct GradCAMKey: Sendable, Hashable {
    let epoch: UInt64
    /// What the classes are: merged ones have other indices.
    let labels: Labels
    /// The class.
    public let classIndex: Int

    /// What is said of networks that have none.
    static let noMaps =
        "Grad-CAM weighs the maps of a convolution, and this network has none that its answer is made from."
}

/// The curves of one order.
public struct CurveRun: Sendable {
    /// The curves.
    public let curves: RemovalCurves
    /// The order of the pixels.
    public let order: PixelOrder
    let key: CurveKey
}

/// What curves were made of.
struct CurveKey: Sendable, Equatable {
    /// What decides the order.
    enum Source: Sendable, Equatable {
        case map(number: UInt64)
        case marks([PictureMark])
        case chance
    }

    let epoch: UInt64
    /// What the classes are: merged ones have other indices.
    let labels: Labels
    let classIndex: Int
    let fill: Fill
    let steps: Int
    let source: Source
}
