import Analysis
import Rendering
import Samples
import Workbench

/// What the Curves scene shows, without any geometry of the stage.
@MainActor struct CurvesContent: SampleContent {
    /// An operation of the network.
    struct Operation: Sendable, Identifiable {
        /// By `SampleOperation.id`.
        let id: Int
        /// What it is called.
        var name: String
        /// As in "16 maps".
        var extent: String
        /// Its samples on the curve; nil: they are not in order yet.
        var glyph: CurveGlyph?
        /// Why there is no glyph.
        var wait = Wait.queued
    }

    /// Why there is no glyph.
    enum Wait: Sendable, Equatable {
        /// Others come first.
        case queued
        /// It is being worked out; how far that is, 0...1, where that is known.
        case running(Float?)
        /// It cannot be worked out, in one sentence.
        case failed(String)
    }

    /// Whether there are activations to be shown.
    var isOpen = false
    /// What stands above the stage.
    var title = ""
    /// What stands beside it, smaller: of several, the first that has room.
    var remarks: [String] = []
    /// The operations, the input first.
    var operations: [Operation] = []
    /// The same without the input, as `dot` draws it.
    var graph = LayeredGraph.line(count: 0)
    /// The operation that is open below, an index into `operations`.
    var open = 0
    /// What is being worked out for it, where it is not there; else empty.
    var wait = ""
    /// The cells; nil while there are no samples.
    var grid: CurveGrid?
    /// The classes of the cells.
    var labels = CurveLabels()
    /// How the small glyphs are coloured.
    var coloring = CurveColoring.classes
    /// The samples that are looked at.
    var population = Population(samples: [], classOf: [], classNames: [])
    /// Which of them are selected.
    var selection = CurveSelection.none
    /// The selected samples, by their index in the data set.
    var selected: Set<Int> = []
    /// The samples that are selected with "all".
    var samples: [Int] { population.samples }
    /// How many samples of each class are selected.
    var selectedCounts: [Int] = []
    /// How many samples each class has.
    var memberCounts: [Int] = []
    /// The class that all selected samples are of; nil: they are of several, or none is selected.
    var highlighted: Int?
    /// The sample that is pointed at in any view, by its index in the data set.
    var pointed: Int?
    /// What is known of single samples.
    var facts: SampleFacts?
    /// What the panel has set.
    var settings = SampleSettings()
    /// Whether something is being worked out.
    var isWorking = false
    /// The small picture of a sample, by its index in the data set.
    var image: (Int) -> DisplayImage? = { _ in nil }

    /// The operation that is open.
    var opened: Operation? { operations.indices.contains(open) ? operations[open] : nil }
    /// Whether cells have classes, so that there is something to count.
    var hasClasses: Bool { labels.source != .none }
    /// The classes that have samples.
    var listedClasses: [Int] { memberCounts.indices.filter { memberCounts[$0] > 0 } }

    /// The samples of a class, by their index in the data set.
    func members(ofClass index: Int) -> Set<Int> {
        Set(labels.classOf.indices.filter { labels.classOf[$0] == index }.map { population.samples[$0] })
    }

    /// The samples of which so many neighbours are alike in the open operation, by their index in the data set.
    func members(agreeing count: Int) -> Set<Int> {
        guard let glyph = opened?.glyph else { return [] }
        return Set(
            glyph.order.indices.filter { Int(glyph.agreement[$0]) == count }.map {
                population.samples[glyph.order[$0]]
            })
    }

    /// Notes what is selected.
    mutating func select(_ chosen: Set<Int>, as selection: CurveSelection) {
        (selected, self.selection) = (chosen, selection)
        selectedCounts = [Int](repeating: 0, count: labels.names.count)
        var others = 0
        for (position, isSelected) in selection.flags.enumerated() where isSelected {
            let index = labels.classOf[position]
            if index >= 0 { selectedCounts[index] += 1 } else { others += 1 }
        }
        let shown = selectedCounts.indices.filter { selectedCounts[$0] > 0 }
        highlighted = shown.count == 1 && others == 0 ? shown[0] : nil
    }
}
