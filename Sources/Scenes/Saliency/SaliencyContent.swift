import Datasets
import Occlusion
import Rendering
import Tensors
import Workbench

/// What the Saliency scene shows, without any geometry: maps over the picture, curves, marks, and in which state of
/// work all of it is.
struct SaliencyContent: Sendable {
    /// Where the work on the pool stands.
    enum Phase: Sendable, Equatable {
        /// No network is open.
        case noNetwork
        /// No picture is open.
        case noPicture
        /// The network gives no class probabilities; the reason in a sentence.
        case noClasses(String)
        /// The picture has not been analysed yet.
        case opening
        /// There is no pool yet.
        case waiting
        /// The pool could not be made; the reason in words.
        case failed(String)
        /// The pool is there.
        case ready
    }

    /// How far a job is.
    struct Progress: Sendable, Equatable {
        /// Finished runs of the network.
        var done: Int
        /// Planned ones.
        var total: Int
    }

    /// A map of numbers over the picture.
    struct Field: Sendable {
        /// `[height, width]` of the input.
        var values: Tensor
        /// The picture under the map's colours.
        var image: DisplayImage
        /// What the strongest colour stands for.
        var range: Float
    }

    /// A curve of the plot.
    struct Curve: Sendable, Equatable {
        /// What happens to the pixels.
        enum Kind: Sendable, Equatable, CaseIterable {
            /// They are hidden one after the other.
            case deletion
            /// They are shown one after the other, all others being hidden.
            case insertion
        }

        /// Whose order.
        var order: CurveOrder
        /// What happens to the pixels.
        var kind: Kind
        /// The class's probability after every step, 0...1.
        var values: [Float]
        /// The mean of it over the shares, 0...1.
        var area: Float
    }

    /// A variant of the pool whose window covers a pixel.
    struct Witness: Sendable, Equatable {
        /// Its index in the pool.
        var variant: Int
        /// The hidden window, in pixels of the network's input.
        var window: PixelRectangle
        /// What the class's probability loses under it, -1...1.
        var drop: Float
        /// Its most probable label.
        var answer: String
        /// The probability of that label, 0...1.
        var answerProbability: Float
    }

    /// How a prediction turned out.
    struct Verdict: Sendable, Equatable {
        /// The pixels that the marks and the map's top tenth share, of those that either has, 0...1.
        var overlap: Float
        /// The orders, the one whose curve falls fastest first, and the area under its curve.
        var ranks: [Rank]

        /// A place in the ranking.
        struct Rank: Sendable, Equatable {
            /// Whose order.
            var order: CurveOrder
            /// The area under its deletion curve, 0...1.
            var area: Float
        }
    }

    /// Where the work on the pool stands.
    var phase = Phase.noNetwork
    /// How far a running pool is.
    var poolProgress: Progress?
    /// Whether the user gave the latest pool up.
    var isPoolCancelled = false
    /// The pool.
    var pool: Pool?
    /// The class that all of it speaks of.
    var classIndex: Int?
    /// What the classes are called.
    var labels: Labels?
    /// The class in words.
    var label = ""
    /// Its probability on the original, 0...1.
    var probability: Float = 0
    /// The original's answer, where that is another class.
    var otherAnswer: (label: String, probability: Float)?
    /// Whether a mask is shown elsewhere, which the maps leave out.
    var isMaskedElsewhere = false

    /// The original picture.
    var picture: Picture?
    /// The same, to be drawn.
    var image: DisplayImage?
    /// The same, small.
    var thumbnail: DisplayImage?
    /// The picture entirely hidden under the pool's fill, small.
    var hiddenThumbnail: DisplayImage?
    /// The occlusion map.
    var map: Field?
    /// Grad-CAM.
    var gradCAM: Field?
    /// The layer that Grad-CAM is of, and its size.
    var gradCAMRemark = ""
    /// Why there is no Grad-CAM, in words; nil while it is being computed.
    var gradCAMFailure: String?

    /// The curves.
    var curves: [Curve] = []
    /// The shares of the pixels after every step, 0...1, of the map's curves.
    var shares: [Float] = []
    /// How far the curves are that are being computed.
    var curveProgress: Progress?
    /// Whether the user gave them up.
    var areCurvesCancelled = false
    /// Why there are none, in words.
    var curveFailure: String?

    /// What is marked.
    var marked: MarkedPixels?
    /// The outline of what is marked, in pixels.
    var markedOutline: [[Point]] = []
    /// What is marked, to be laid over the picture.
    var markedTint: DisplayImage?
    /// The outline of the map's top tenth, in pixels; where a prediction has been revealed.
    var topOutline: [[Point]] = []
    /// How the prediction turned out; nil while that is being computed.
    var verdict: Verdict?
    /// How far a prediction is.
    var prediction = PredictionPhase.off
    /// What the panel sets.
    var settings = SaliencySettings()

    /// The extent of the picture, in pixels.
    var pictureSize: Point {
        picture.map { Point(Float($0.width), Float($0.height)) } ?? Point(1, 1)
    }

    /// What stands side by side on the stage.
    enum Pane: Sendable, Equatable {
        /// The picture without a map, to be marked.
        case plain
        /// The occlusion map.
        case map
        /// Grad-CAM.
        case gradCAM
    }

    /// The pictures from left to right; none while there is no picture.
    var panes: [Pane] {
        guard picture != nil else { return [] }
        if prediction == .marking { return [.plain] }
        let chosen: [Pane] =
            (settings.showsOcclusionMap ? [.map] : []) + (settings.showsGradCAM ? [.gradCAM] : [])
        return chosen.isEmpty ? [.plain] : chosen
    }

    /// Windows of the pool.
    var poolCount: Int { pool?.variants.count ?? 0 }

    /// Whether the pool can be run.
    var canRunPool: Bool { picture != nil && phase != .opening && poolProgress == nil }

    /// Whether something runs that can be cancelled.
    var isRunning: Bool { poolProgress != nil || curveProgress != nil }
}

extension SaliencyContent {
    /// The variants whose windows cover a pixel, the greatest drop first: their mean is the map's value there.
    func witnesses(x: Int, y: Int) -> [Witness] {
        guard let pool, let classIndex, let labels else { return [] }
        let before = pool.original.probabilities[classIndex]
        let found = pool.variants(coveringX: x, y: y).map { index in
            let variant = pool.variants[index]
            return Witness(
                variant: index, window: variant.mask,
                drop: before - variant.output.probabilities[classIndex],
                answer: labels.name(of: variant.predicted),
                answerProbability: variant.output.probabilities[variant.predicted])
        }
        return found.sorted { ($1.drop, $0.variant) < ($0.drop, $1.variant) }
    }
}
