import Rendering
import Samples
import Workbench

/// What the Neighbors scene shows, without any geometry of the stage.
@MainActor struct NeighborsContent: SampleContent {
    /// Whether there are activations to be shown.
    var isOpen = false
    /// What stands above the stage.
    var title = MapContent.Words(heading: "Neighbors")
    /// The operations that are shown, the input first.
    var operations: [SampleOperation] = []
    /// From which operation to which the transformation goes, by `SampleOperation.id`.
    var transformation: (from: Int, to: Int) = (0, 0)
    /// What those two are called.
    var names: (from: String, to: String) = ("", "")
    /// How many neighbours the samples keep; nil: that is not known yet.
    var stability: StabilityLines?
    /// What is said of it.
    var stabilityWords = MapContent.Words(heading: "Stability")
    /// The picture whose neighbourhood is shown, by its index in the data set.
    var focus: Int?
    /// Its distances in both operations; nil: they are not known yet.
    var distances: (from: SampleDistances?, to: SampleDistances?) = (nil, nil)
    /// The same as curves.
    var curves: (from: DistanceCurves?, to: DistanceCurves?) = (nil, nil)
    /// Why there are no distances, or what is being worked out.
    var distanceWait = ""
    /// Its neighbourhood in both operations; nil: that is not known yet.
    var plot: RadialPlot?
    /// Tells one such neighbourhood from the others.
    var plotNumber = 0
    /// What is said of it.
    var plotWords = MapContent.Words(heading: "Neighborhood of one picture")
    /// The layers as maps.
    var maps: [NeighborMap] = []
    /// The samples that are looked at.
    var population: Population?
    /// Which of them are drawn.
    var filter = SampleFilter()
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

    /// Where an operation has its axis; nil: it is not among those that are shown.
    func axis(of operation: Int) -> Int? { operations.firstIndex { $0.id == operation } }

    /// How far a sample is from the one in focus, in the operation where the transformation begins or ends.
    func distance(of sample: Int, inFrom: Bool) -> Float? {
        guard let position = population?.position(of: sample) else { return nil }
        let distances = inFrom ? distances.from : distances.to
        return distances.flatMap { $0.distances.indices.contains(position) ? $0.distances[position] : nil }
    }
}

/// A layer's samples in the plane.
struct NeighborMap: Sendable {
    /// The layer, by `SampleLayer.id`.
    var layer: Int
    /// What it is called, and how it was laid out.
    var words: MapContent.Words
    /// The samples; nil: they are not laid out yet.
    var scatter: Scatter?
}
