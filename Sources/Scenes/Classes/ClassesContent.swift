import Rendering
import Samples
import Workbench

/// What the Classes scene shows: the classes with their figures and pictures, and what is taken for what.
struct ClassesContent: Sendable {
    /// A class, or the samples of none.
    struct Row: Sendable {
        /// The class, an index into the data set's; -1: samples of no class.
        var classIndex: Int
        /// Its name.
        var name: String
        /// Its samples.
        var samples: [Int]
        /// The share that the network recognizes; nil where nobody can say.
        var accuracy: Float?
        /// The similarity to the reference class, in every layer but the input; not a number where it is unknown.
        var similarities: [Float] = []
        /// Pictures that stand for it.
        var exemplars: [Exemplar] = []
        /// Whether those are still to come.
        var isPending = false

        /// The mean similarity over the layers; nil where it is unknown.
        var similarity: Float? {
            let known = similarities.filter(\.isFinite)
            return known.isEmpty ? nil : known.reduce(0, +) / Float(known.count)
        }
    }

    /// A picture that stands for a cluster of a class.
    struct Exemplar: Sendable, Equatable {
        /// The sample.
        var sample: Int
        /// All samples of its cluster; empty where the picture stands for itself alone.
        var cluster: [Int]
        /// The share of the class that the cluster is.
        var share: Float?
    }

    /// Whether there is a data set to be shown.
    var isReady = false
    /// Single samples.
    var facts = SampleFacts(
        classNames: [], classOf: [], networkClassOf: [], answers: nil, labels: [], samples: [])
    /// The counts.
    var figures: ClassFigures?
    /// The classes in the order of the list.
    var rows: [Row] = []
    /// What the panels set.
    var settings = SampleSettings()
    /// What orders them.
    var order: ClassOrder { settings.classOrder }
    /// The class that the others are compared with.
    var reference: Int?
    /// The names of the layers in which they are compared.
    var layerNames: [String] = []
    /// The selected samples.
    var selected: Set<Int> = []
    /// The sample that is pointed at, here or in another view.
    var pointed: Int?
    /// How many samples are looked at.
    var sampleCount = 0
    /// Whether some of the data are left out by choice.
    var isNarrowed = false

    /// Nothing.
    init() {}

    /// What a state has to show; `counted` are the figures of the last time, if they still hold.
    @MainActor init(_ state: AppState, figures: (Population, SampleFacts) -> ClassFigures) {
        selected = state.selection.samples
        pointed = state.selection.pointedSample
        let samples = state.samples
        guard let store = samples.store, let population = samples.population else { return }
        isReady = true
        facts = SampleFacts(state)
        let figures = figures(population, facts)
        self.figures = figures
        settings = samples.settings
        sampleCount = population.count
        isNarrowed = samples.classes.narrowed != nil || samples.classes.narrowedSamples != nil
        let present = population.classNames.indices.filter { !figures.members[$0].isEmpty }
        reference = samples.referenceClass.flatMap { present.contains($0) ? $0 : nil } ?? present.first
        let layers = store.layers.filter { $0.source != .input }
        layerNames = layers.map(\.name)
        let means = layers.map { layer in
            state.classMeansRequest(layer: layer.id).flatMap { samples.results.result(of: $0) }
        }
        let unordered = present.map { index in
            row(index, figures, similarities: similarities(of: index, means), state, population)
        }
        rows = ordered(unordered) + unlabeled(figures)
    }

    private func similarities(of index: Int, _ means: [ClassMeans?]) -> [Float] {
        means.map { means in
            guard let reference, let matrix = means?.matrix, matrix.shape[0] > max(reference, index) else {
                return .nan
            }
            return matrix[reference, index]
        }
    }

    @MainActor private func row(
        _ index: Int, _ figures: ClassFigures, similarities: [Float], _ state: AppState,
        _ population: Population
    ) -> Row {
        var row = Row(
            classIndex: index, name: population.classNames[index], samples: figures.members[index],
            accuracy: figures.qualities[index]?.recall, similarities: similarities)
        guard let request = state.representativesRequest(classIndex: index) else { return row }
        if let found = state.samples.results.result(of: request) {
            row.exemplars = zip(found.exemplars, found.clusters).map { exemplar, cluster in
                Exemplar(
                    sample: population.samples[exemplar], cluster: cluster.map { population.samples[$0] },
                    share: Float(cluster.count) / Float(max(row.samples.count, 1)))
            }
        } else {
            row.isPending = state.samples.results.failure(of: request) == nil
        }
        return row
    }

    /// The samples of no class, some of them as pictures.
    private func unlabeled(_ figures: ClassFigures) -> [Row] {
        guard let samples = figures.members.last, !samples.isEmpty else { return [] }
        let shown = min(samples.count, 24)
        let exemplars = (0..<shown).map {
            Exemplar(sample: samples[$0 * samples.count / shown], cluster: [], share: nil)
        }
        return [
            Row(classIndex: -1, name: "no class", samples: samples, accuracy: nil, exemplars: exemplars)
        ]
    }

    /// Rows in the order that is set; what has no value comes last.
    private func ordered(_ rows: [Row]) -> [Row] {
        func value(_ row: Row) -> Float {
            switch order {
            case .name: 0
            case .count: -Float(row.samples.count)
            case .accuracy: row.accuracy ?? .infinity
            case .similarity: row.classIndex == reference ? -.infinity : -(row.similarity ?? -.infinity)
            }
        }
        return rows.sorted { (value($0), $0.classIndex) < (value($1), $1.classIndex) }
    }

    /// The largest similarity of all rows, the upper end of their lines.
    var largestSimilarity: Float {
        rows.flatMap(\.similarities).filter(\.isFinite).max() ?? 1
    }

    /// Whether all of a row is selected.
    func isSelected(_ row: Row) -> Bool {
        !selected.isEmpty && selected.count >= row.samples.count && row.samples.allSatisfy(selected.contains)
    }

    /// The name of a class; of none.
    func name(of index: Int) -> String {
        facts.classNames.indices.contains(index) ? facts.classNames[index] : "others"
    }
}
