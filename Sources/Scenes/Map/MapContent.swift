import Rendering
import Samples
import Workbench

/// What the Map shows, without any geometry of the stage.
@MainActor struct MapContent: SampleContent {
    /// A part of the stage: what is said above it, and where there is nothing to be drawn yet, in its place.
    struct Words: Equatable {
        /// The title.
        var heading = ""
        /// What follows it, smaller.
        var remark = ""
        /// The same where there is less room; empty: its beginning will do.
        var shortRemark = ""
        /// Why there is nothing, or what is being worked out; empty: it is all there.
        var wait = ""
    }

    /// Whether there are activations to be shown.
    var isOpen = false
    /// What stands above the stage.
    var title = Words(heading: "Map")
    /// The layers, the input first.
    var layers: [LayerStripPainter.Tile] = []
    /// The layer that is shown, by its place among them.
    var layer = 0
    /// What the highest colour of the layers' tiles stands for; nil: there are none yet.
    var tileTop: Float?
    /// The samples as the layer lays them out; nil: that is not known yet.
    var scatter: Scatter?
    /// What is said of them.
    var scatterWords = Words()
    /// The matrix of samples, or of classes; nil: that is not known yet.
    var matrix: SampleMatrix?
    /// What is said of it.
    var matrixWords = Words()
    /// What stands at the end of the matrix' key.
    var matrixRemark = ""
    /// The strong channels, to tell which two samples share.
    var shared: SharedChannels?
    /// The samples that are looked at, in the order in which `shared` counts them.
    var population: Population?
    /// The two samples whose card stays, by their index in the data set.
    var pinned: [Int] = []
    /// The selected samples, by their index in the data set.
    var selected: Set<Int> = []
    /// The samples that are selected with "all".
    var samples: [Int] { population?.samples ?? [] }
    /// The sample that is pointed at in any view, by its index in the data set.
    var pointed: Int?
    /// What is known of single samples.
    var facts: SampleFacts?
    /// What the panel has set.
    var settings = SampleSettings()
    /// The small picture of a sample, by its index in the data set.
    var image: (Int) -> DisplayImage? = { _ in nil }

    /// What two samples have in common, by their index in the data set.
    func pair(_ first: Int, _ second: Int, isPinned: Bool = false) -> PairCard.Content? {
        guard let shared, let facts, let a = population?.position(of: first),
            let b = population?.position(of: second)
        else { return nil }
        return PairCard.Content(
            samples: [first, second].map { facts.card(of: $0, image: image($0)) },
            similarity: shared.strong.similarity(a, b), shared: shared.strong.shared(a, b),
            keptCount: shared.keptCount, isPinned: isPinned)
    }
}
