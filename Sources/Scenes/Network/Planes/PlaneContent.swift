import Rendering
import Samples
import Workbench

/// What the planes of the Network scene show: the samples of a data set as each layer lays them out.
struct PlaneContent: Sendable {
    /// A layer's samples.
    struct Plane: Sendable, Identifiable {
        /// By `SampleLayer.id`.
        var id: Int
        /// What the layer is called, ever shorter.
        var names: [String]
        /// Where the samples lie, x to the right, y down, 0...1 on the plane; nil: that is not known yet.
        var places: SamplePlaces?
        /// The middle of each class, in the same unit; nil for classes without samples.
        var means: [Point?] = []
        /// Whether the places are those of older settings, until the new ones are there.
        var isOld = false
    }

    /// One a layer of the data, by `SampleLayer.id`.
    var planes: [Plane] = []
    /// Which follows which.
    var shape: PlaneShape
    /// The samples that are looked at.
    var population: Population
    /// How many samples each class has.
    var classCounts: [Int] = []
    /// The selected samples, by their index in the data set.
    var selected: Set<Int> = []
    /// The sample that is pointed at in any view, by its index in the data set.
    var pointed: Int?
    /// What is known of single samples.
    var facts: SampleFacts?
    /// What the panels have set.
    var settings = SampleSettings()
    /// How the samples are laid out, in words.
    var method = ""
    /// What is still being worked out, in words; empty: all is there.
    var wait = ""
    /// The small picture of a sample, by its index in the data set.
    var image: @MainActor @Sendable (Int) -> DisplayImage? = { _ in nil }

    /// The planes whose places are known.
    var readyCount: Int { planes.filter { $0.places != nil && !$0.isOld }.count }

    /// The samples of a class, by their index in the data set.
    func members(ofClass index: Int) -> Set<Int> {
        Set(
            population.classOf.indices.filter { population.classOf[$0] == index }.map {
                population.samples[$0]
            })
    }

    /// How many of the samples that are looked at are selected.
    var selectedCount: Int { selected.count { population.position(of: $0) != nil } }

    /// The selected samples whose paths are drawn: all, or as many as lines can be told apart, evenly chosen.
    ///
    /// - Returns: positions in the population, ascending.
    var pathPositions: [Int] {
        let chosen = selected.compactMap { population.position(of: $0) }.sorted()
        let limit = Self.pathLimit(linkCount: shape.links.count)
        guard chosen.count > limit else { return chosen }
        return (0..<limit).map { chosen[$0 * chosen.count / limit] }
    }

    /// How many paths are drawn at most.
    static func pathLimit(linkCount: Int) -> Int { min(200, max(24, 4_800 / max(1, linkCount))) }
}
