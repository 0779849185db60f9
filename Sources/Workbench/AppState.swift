import Datasets
import Foundation
import Inference
import Occlusion

/// What is open, chosen and computed: the one state that all scenes and panels show.
///
/// Lives on the main thread. It changes in two ways only: `perform` obeys a command, `receiveResults` takes in
/// what background jobs have left in the mailbox. Both raise `revision`.
@MainActor public final class AppState {
    /// Rises with every change; who shows something compares it to know whether to look again.
    public internal(set) var revision: UInt64 = 0

    // What is open
    /// The network, nil until the first one is loaded.
    public internal(set) var network: LoadedNetwork?
    /// The picture, nil until the first one is loaded.
    public internal(set) var picture: OpenPicture?
    /// The one selection.
    public internal(set) var selection = Selection()

    // What was made of it
    /// The original and the user's variants, in the order in which they were made.
    public internal(set) var variants: [Variant] = [.original]
    /// The part that is being drawn.
    public internal(set) var preview: MaskPart?
    /// What the current variant and the part that is being drawn hide.
    public internal(set) var hidden: MaskLayers?
    /// The part of the current variant that a list points at, an index into its parts.
    public internal(set) var pointedMask: Int?
    /// The part that was copied last.
    public internal(set) var copiedMask: MaskPart?
    /// The superpixels of the picture.
    public internal(set) var superpixels = SuperpixelState()
    /// The unmasked picture in the network's input pixels.
    public internal(set) var fittedInput: Picture?
    /// The picture under the current variant's mask and the part that is being drawn: what is about to be fed.
    public internal(set) var shownInput: Picture?
    /// The unmasked picture's analysis.
    public internal(set) var originalAnalysis: NetworkAnalysis?
    /// The current variant's analysis: the newest that is ready, so it may lag behind the hand by one run.
    public internal(set) var analysis: NetworkAnalysis?
    /// How far the mask moved each layer: relative L2 distance to the original, an entry a layer; nil without a mask.
    public internal(set) var movement: [Float]?
    /// Answers of variants that were shown before: the most probable class, by `Variant.id`.
    public internal(set) var answers: [Int: Answer] = [:]
    /// Groups of labels that are about to be shown; nil: those that are.
    var pendingGroups: LabelGroups?
    /// The groups as they were saved last; nil: as the model's sidecar had them.
    var savedGroups: LabelGroups?
    /// The network's own logits of variants that were shown before, by `Variant.id`.
    var ownLogits: [Int: [Float]] = [:]
    /// The pool of masked variants.
    public internal(set) var pool = PoolState()
    /// What is compared.
    public internal(set) var comparison = ComparisonState()
    /// Other networks beside the open one.
    public internal(set) var models = ModelsState()
    /// What matters for a class.
    public internal(set) var saliency = SaliencyState()
    /// The picture while it is drawn by hand.
    public internal(set) var sketch = SketchState()
    /// The data set that is open, and what was made of it.
    public internal(set) var samples = SamplesState()

    // Lessons
    /// The lesson that is gone through.
    public internal(set) var lesson: LessonState?
    /// A lesson that waits for a file that was not found.
    public internal(set) var waitingLesson: WaitingLesson?
    /// From where scenes are asked to be seen.
    public internal(set) var viewpoint = WantedViewpoint()
    /// What waits for an answer because it would take a lesson with unsaved changes off the stage.
    public internal(set) var leaving: LeavingLesson?
    /// What a crash has left of a lesson.
    public internal(set) var foundDraft: FoundDraft?
    /// Whether the program is to end.
    public internal(set) var isQuitting = false
    /// Where the lesson's changes are kept; nil: nowhere.
    var draftFile: URL?
    /// The change that was kept last; nil: none is.
    var draftedChange: Int?
    /// The file of a recovered draft: it goes as soon as one of this program takes its place.
    var recoveredDraft: URL?
    /// Where study logs are written that nobody has given a place.
    public var studyFolder = UserFolder.state.appending(path: "study")
    /// The tour, while it is gone through.
    public internal(set) var tour: TourState?
    /// Where the lesson's data are.
    var lessonData: URL?
    /// Where the network or the checkpoints are that the lesson shows beside its model.
    var lessonBeside: URL?
    /// Samples that a step selects as soon as the data are open.
    var wantedSamples: [Int]?

    // How it is shown
    /// What the panels set.
    public internal(set) var settings = Settings()
    /// The scene on stage.
    public internal(set) var scene = SceneName.network
    /// A sentence for the user, and whether it tells of an error.
    public internal(set) var message: Message?
    /// What the background is doing.
    public internal(set) var activity = Activity()

    /// Whether there is a change to undo.
    public var canUndo: Bool { history.canUndo }
    /// Whether there is an undone change to do again.
    public var canRedo: Bool { history.canRedo }

    let mailbox: Mailbox<JobResult>
    let jobs = Jobs()
    var history = History()
    var nextVariantID = 1
    /// Rises with every network and picture: results of an older epoch are thrown away.
    var epoch: UInt64 = 0
    /// While a drawing is made: its first epoch. Analyses since then are shown though newer ones are on their way.
    var oldestShownEpoch: UInt64?
    /// The part of the current variant that is being moved.
    var movedPart: Int?
    /// Puts the masks over the picture, and keeps what that takes.
    var painter: MaskPainter?
    /// Numbers the analyses; the newest one that has arrived is shown.
    var newestAnalysis: UInt64 = 0
    /// The number of the pool that is wanted: what an older run has left in the mailbox is thrown away.
    var newestPool: UInt64 = 0
    var shownAnalysis: UInt64 = 0
    /// The number of the data set and pass that are wanted.
    var newestData: UInt64 = 0
    /// How long the latest analysis took.
    var analysisDuration = Duration.seconds(1)
    /// The variant that the analysis on screen is of.
    var analyzedVariant = Variant.originalID
    /// Whether the analyses on screen are of another preprocessing: they stay until the new ones are there, but
    /// nothing of them serves again.
    var isFedAnew = false
    /// What further inputs of models are fed, as the command line said, by the model's path.
    var inputConstants: [String: InputConstants] = [:]
    /// Where the map or class under the pointer takes what it is computed from.
    var connectionState = ConnectionState()
    /// The study log that is being written; nil unless somebody has asked for one.
    var study: StudyState?
    /// Seconds on a clock that only goes forward, for the study log.
    var studyClock: () -> Double = { ProcessInfo.processInfo.systemUptime }
    /// Where the models' sidecars are.
    let store: SidecarStore

    /// An empty state; `wake` is called from any thread when results are waiting in the mailbox.
    public init(store: SidecarStore = .standard, wake: @escaping @Sendable () -> Void = {}) {
        self.store = store
        mailbox = Mailbox(wake: wake)
    }

    /// The variant that is shown.
    public var currentVariant: Variant { variants.first { $0.id == selection.variant } ?? .original }

    /// Takes in what background jobs have finished. Returns whether anything changed.
    @discardableResult
    public func receiveResults() -> Bool {
        let letters = mailbox.drain()
        for letter in letters { receive(letter) }
        updateComparison()
        followModels()
        if !letters.isEmpty {
            followConnections()
            followSaliency()
            followSamples()
            selectWantedSamples()
            followDraft()
            followTour()
        }
        if !letters.isEmpty { revision += 1 }
        return !letters.isEmpty
    }
}

/// A picture that is open.
public struct OpenPicture: Sendable {
    /// Its file.
    public let url: URL
    /// What the interface calls it: the file's name without ending, hyphens as spaces.
    public let displayName: String
    /// Its own pixels.
    public let picture: Picture
}

/// The most probable class of a variant.
public struct Answer: Sendable, Equatable {
    /// The class's index.
    public let classIndex: Int
    /// Its probability, 0...1.
    public let probability: Float

    /// An answer.
    public init(classIndex: Int, probability: Float) {
        (self.classIndex, self.probability) = (classIndex, probability)
    }

    /// The most probable class, of equal ones the first; nil where there is none.
    init?(mostProbableOf probabilities: [Float]) {
        let index = probabilities.indices.max {
            (probabilities[$0], $1) < (probabilities[$1], $0)
        }
        guard let index else { return nil }
        self.init(classIndex: index, probability: probabilities[index])
    }
}

/// A sentence for the user.
public struct Message: Sendable, Equatable {
    /// What it says: what is wrong and what to do.
    public let text: String
    /// Whether something failed.
    public let isError: Bool

    /// A message.
    public init(_ text: String, isError: Bool) {
        self.text = text
        self.isError = isError
    }
}

/// What the background is doing.
public struct Activity: Sendable, Equatable {
    /// The name of the model file that is being opened.
    public internal(set) var openingModel: String?
    /// The name of the picture file that is being opened.
    public internal(set) var openingPicture: String?
    /// The name of a file that is being opened.
    public var opening: String? { openingModel ?? openingPicture }
    /// Whether the maps on screen lag behind the mask or the settings.
    public var isAnalyzing = false
}

/// The pool and how far it is.
public struct PoolState: Sendable {
    /// Its windows and fill.
    public var settings = PoolSettings()
    /// The finished pool.
    public internal(set) var pool: Pool?
    /// Finished and planned variants while it runs.
    public internal(set) var progress: (done: Int, total: Int)?
    /// Whether the user gave the latest one up; it runs again only when asked for.
    public internal(set) var isCancelled = false
    /// Why there is none, in words.
    public internal(set) var failure: String?
}

/// What the panels set.
public struct Settings: Sendable, Equatable {
    /// The number of clusters a layer, 1...8.
    public var clusterCount = 3
    /// Clusters, or every map by itself.
    public var grouping = Grouping.clusters
    /// The colours of the maps.
    public var mapColors = MapColors.viridis
    /// Whether lines show where the map or class under the pointer takes from.
    public var showsConnections = true
    /// How the Network scene is seen.
    public var camera = CameraMode.orbit
    /// Rises whenever everything is to be shown again.
    public var framingCount = 0
    /// What the pointer does on the picture.
    public var tool = MaskTool.rectangle
    /// The radius of brush and eraser, in pixels of the network's input.
    public var brushRadius: Float = 6
    /// What is hidden by masks to come is filled with.
    public var fill = Fill.black
    /// How many superpixels a picture has, about.
    public var superpixelCount = 100
    /// Whether the next click on the picture takes its colour for the fill.
    public var isPickingColor = false
    /// Light or dark.
    public var theme = ThemeName.light
    /// Whether the panel is folded; nil: as the scene likes it.
    public var isPanelFolded: Bool?
    /// Whether the keys are shown.
    public var isHelpShown = false
    /// Whether motion is left out.
    public var isMotionReduced = false
    /// Whether the stage is shown to an audience: large, and nothing around it.
    public var isPresenting = false

    /// What the program opens with.
    public init() {}
}
