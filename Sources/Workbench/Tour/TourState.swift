import Samples

/// Where in the tour the user is, and what was seen on the way.
public struct TourState: Sendable, Equatable {
    /// The step.
    public internal(set) var step = TourStep.answer
    /// The steps that were done.
    public internal(set) var done: Set<TourStep> = []
    /// What was seen.
    public internal(set) var findings = TourFindings()
    /// The newest thing that the pointer was on and that the step asks for.
    public internal(set) var sight: TourSight?
    /// What there was when the step was entered.
    var entry = TourEntry()
    /// Whether the tour's network and picture are on their way.
    var awaitsPicture = false

    /// Whether the step is done.
    public var isStepDone: Bool { step.isTalk || done.contains(step) }

    /// Whether the step is about what the pointer is on, and does not know it yet.
    public func wants(_ sight: TourSight) -> Bool {
        guard sight != self.sight else { return false }
        switch (step, sight) {
        case (.answer, .answer), (.field, .field), (.saliency, .importance): return true
        default: return false
        }
    }
}

/// Something that the pointer is on: what a scene tells the tour.
public enum TourSight: Sendable, Equatable {
    /// A shown class of the top 10.
    case answer(classIndex: Int)
    /// A pixel of a layer's maps, by `Layer.id`, and how many pixels of the picture it sees.
    case field(layer: Int, width: Int, height: Int)
    /// A pixel of the occlusion map.
    case importance(x: Int, y: Int)
}

/// Something of the tour.
public enum TourCommand: Sendable, Equatable {
    /// Begins, or begins anew.
    case start
    /// Goes to the next step, whether this one was done or not; after the last one the tour is over.
    case next
    /// Goes to the step before.
    case back
    /// Goes to a step.
    case go(TourStep)
    /// Does what the step asks for.
    case showMe
    /// Brings on stage what the step is about: its picture, its scene.
    case comeBack
    /// Ends the tour; what is on stage stays.
    case leave
    /// Tells what the pointer is on.
    case see(TourSight)
}

/// Why the step cannot be done right now.
public enum TourObstacle: Sendable, Equatable {
    /// A lesson is gone through: the tour waits.
    case lesson
    /// Another network or picture is open; whether opening the tour's would lose masks.
    case otherPicture(losesMasks: Bool)
    /// It is being opened.
    case opening
    /// Something else is on stage than what the step is about.
    case elsewhere
}

/// What was seen in the tour, for its words; nil: not yet.
public struct TourFindings: Sendable, Equatable {
    /// A label and its probability, 0...1.
    public struct Chance: Sendable, Equatable {
        /// The label.
        public var label: String
        /// 0...1.
        public var probability: Float
    }

    /// What hiding something did.
    public struct Effect: Sendable, Equatable {
        /// The original's answer as it is now.
        public var now: Chance
        /// The answer.
        public var answer: Chance
        /// Whether the label stayed.
        public var keepsLabel: Bool { now.label == answer.label }
    }

    /// The pool.
    public struct Windows: Sendable, Equatable {
        /// How many windows there are.
        public var count: Int
        /// How many change the label.
        public var changing: Int
        /// How many of those touch the dog's head.
        public var changingOnHead: Int
    }

    /// A class of the data set.
    public struct ClassCount: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Its pictures.
        public var count: Int
        /// How many of them the network recognizes; nil: it does not know the class.
        public var recognized: Int?
    }

    /// What the network says of the whole picture, the most probable first; two at most.
    public internal(set) var answers: [Chance] = []
    /// The label that was pointed at.
    public internal(set) var pointedAnswer: Chance?
    /// The pixel that was pointed at: its layer, and what it sees of the picture.
    public internal(set) var field: Field?
    /// The block that was opened: its layer and how many maps it has.
    public internal(set) var block: Block?
    /// The map that was opened.
    public internal(set) var map: Map?
    /// The value that was explained.
    public internal(set) var value: Float?
    /// What hiding does now, while the step is not done.
    public internal(set) var current: Effect?
    /// What hiding the head did.
    public internal(set) var hidden: Effect?
    /// What hiding the ball did.
    public internal(set) var control: Effect?
    /// The pool.
    public internal(set) var windows: Windows?
    /// What the support vector's window did.
    public internal(set) var vector: Effect?
    /// What hiding the place that the pointer is on costs the answer, -1...1, positive where it falls.
    public internal(set) var cost: Float?
    /// The highest such cost.
    public internal(set) var highestCost: Float?
    /// Pictures of the data set.
    public internal(set) var pictureCount: Int?
    /// The class that was picked.
    public internal(set) var pickedClass: ClassCount?
    /// Pictures that were selected.
    public internal(set) var selectedCount: Int?
    /// What was opened or chosen last.
    public internal(set) var opened: String?
    /// Whether the layer that was opened is not shown as a heatmap.
    public internal(set) var isNoHeatmap = false

    /// A pixel's layer and view.
    public struct Field: Sendable, Equatable {
        /// The layer's name.
        public var layer: String
        /// What it sees, in pixels.
        public var width, height: Int
    }

    /// A block.
    public struct Block: Sendable, Equatable {
        /// The layer's name.
        public var layer: String
        /// Its maps.
        public var mapCount: Int
    }

    /// A map.
    public struct Map: Sendable, Equatable {
        /// The layer's name.
        public var layer: String
        /// Its number.
        public var number: Int
    }
}

/// What there was when a step was entered, where the step asks for something else.
struct TourEntry: Sendable, Equatable {
    /// Whether anything was hidden, then or since.
    var hasMask = false
    /// The selected samples.
    var samples: Set<Int> = []
    /// The layers open in Channels; nil: there are no data yet, and the first ones to open with them count.
    var openLayers: [OpenLayer]?
    /// The operation that Curves shows.
    var operation: Int?
    /// The places selected in Units.
    var places: SelectedPlaces?
    /// The sample in focus.
    var focus: Int?
}
