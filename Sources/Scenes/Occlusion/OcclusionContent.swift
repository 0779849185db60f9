import Occlusion
import Rendering

/// What the Occlusion scene shows, without any geometry: the corners, the chosen variants of the pool, and in
/// which state of work all of it is.
struct OcclusionContent: Sendable {
    /// Where the work stands.
    enum Phase: Sendable, Equatable {
        /// No network is open.
        case noNetwork
        /// No picture is open.
        case noPicture
        /// The pool has not been run for this picture.
        case waiting
        /// The pool could not be made; the reason in words.
        case failed(String)
        /// The network gives no class probabilities; the reason in a sentence.
        case noClasses(String)
        /// The pool is there.
        case ready
    }

    /// A label at a corner.
    struct Corner: Sendable, Equatable {
        /// What the label is called.
        var label: String
        /// What it means, or its whole name.
        var explanation = ""
        /// Its mean probability over the pool, 0...1.
        var meanProbability: Float
        /// Whether any of the variants that stand for it is recognised as it.
        var carriesLabel: Bool
    }

    /// A label and its probability: one line of a card.
    struct Chance: Sendable, Equatable {
        /// What the label is called.
        var label: String
        /// Its corner; nil: any other label.
        var corner: Int?
        /// 0...1.
        var probability: Float
    }

    /// A variant of the pool, shown as a small picture.
    struct Tile: Sendable {
        /// Its index in the pool.
        var variant: Int
        /// The hidden window, in pixels of the network's input.
        var mask: PixelRectangle
        /// The masked picture, in the network's input pixels.
        var image: DisplayImage
        /// The same, reduced where it is much larger than a tile.
        var thumbnail: DisplayImage
        /// Its place between the corners; one entry a corner, their sum is 1.
        var weights: [Float]
        /// The probability outside the corners' labels, 0...1.
        var outside: Float
        /// The most probable label.
        var answer: Chance
        /// The corners' labels, the most probable first.
        var chances: [Chance]
        /// Whether the answer is the original's.
        var keepsLabel: Bool
        /// Whether it holds the boundary.
        var isSupportVector: Bool
        /// Its signed distance to the boundary in margins, positive where the label changes; nil: no boundary.
        var decisionValue: Float?
    }

    /// The unmasked picture.
    struct Original: Sendable, Equatable {
        /// The most probable label.
        var answer: Chance
        /// Its place between the corners; one entry a corner, their sum is 1.
        var weights: [Float]
    }

    /// What separates the variants that keep the label from those that change it.
    enum Boundary: Sendable, Equatable {
        /// A linear support vector machine with so many support vectors in the whole pool.
        case supportVectors(Int)
        /// There is none; the reason as a sentence.
        case none(String)
    }

    /// Where the work stands.
    var phase = Phase.waiting
    /// Finished and planned variants while a pool runs.
    var progress: Progress?
    /// Whether the user gave the latest pool up.
    var isCancelled = false
    /// Why a newer pool could not be made while this one is shown, in words.
    var failure: String?
    /// The corners, at most four, in the order of their class marks.
    var corners: [Corner] = []
    /// The chosen variants.
    var tiles: [Tile] = []
    /// The unmasked picture.
    var original: Original?
    /// Variants in the whole pool.
    var poolCount = 0
    /// How many of them change the label.
    var changedCount = 0
    /// How many variants were wanted for each corner.
    var variantsPerCorner = 0
    /// How many classes the network knows.
    var classCount = 0
    /// What separates the two kinds.
    var boundary = Boundary.none("")

    /// How far a running pool is.
    struct Progress: Sendable, Equatable {
        /// Finished variants.
        var done: Int
        /// Planned variants.
        var total: Int
    }

    /// Whether there are variants to place.
    var isPlaced: Bool { phase == .ready && corners.count >= 2 && !tiles.isEmpty }

    /// Whether any shown variant has a label that stands at no corner.
    var hasOtherLabels: Bool { tiles.contains { $0.answer.corner == nil } }

    /// Whether there is something to run a pool of, and none runs.
    var canRun: Bool { phase != .noNetwork && phase != .noPicture && progress == nil }

    /// Whether any shown variant holds the boundary.
    var hasSupportVectors: Bool { tiles.contains { $0.isSupportVector } }

    /// Whether a probability can lie outside the corners.
    var hasOutside: Bool { classCount > corners.count }
}
