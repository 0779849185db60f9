import Analysis
import Rendering
import Samples
import Workbench

/// Looks at the state for the Neighbors scene, and keeps what it has made of results while those stay the same.
@MainActor final class NeighborsSource {
    private struct LinesKey: Equatable {
        /// The operations whose neighbours are known.
        var requests: [NeighborsRequest]
        var filter: SampleFilter
        /// Its classes and the network's answers decide what a filter lets through.
        var population: Population
    }

    private struct PlotKey: Equatable {
        var from: DistancesRequest
        var to: DistancesRequest
        var count: Int
        var filter: SampleFilter
    }

    private struct CurvesKey: Equatable {
        var request: DistancesRequest
        var count: Int
    }

    private let images = SampleImages()
    private let maps = NeighborMapSource()
    private var lines: (key: LinesKey, isComplete: Bool, value: StabilityLines)?
    private var plot: (key: PlotKey, number: Int, allCount: Int, value: RadialPlot)?
    private var curves: [(key: CurvesKey, value: DistanceCurves)] = []

    /// What there is to be shown.
    func content(of state: AppState) -> NeighborsContent {
        var content = NeighborsContent()
        let samples = state.samples
        guard let store = samples.store, let population = samples.population, population.count > 0 else {
            return content
        }
        content.isOpen = true
        (content.population, content.settings, content.filter) = (
            population, samples.settings, samples.filter
        )
        (content.selected, content.pointed) = (state.selection.samples, state.selection.pointedSample)
        content.facts = SampleFacts(state)
        content.image = { [images] in images.image(of: $0, in: store) }
        content.title = NeighborsWords.title(
            count: samples.settings.neighborhoodCount, population: population.count)
        content.operations = state.shownOperations
        content.transformation = state.transformation
        let (from, to) = state.transformation
        content.names = (store.operations[from].name, store.operations[to].name)
        content.focus = state.focusedSample
        addLines(to: &content, state, population)
        addNeighborhood(to: &content, state, population)
        content.maps = maps.maps(of: state, store, population, neighbors: neighbors(in: content))
        return content
    }

    /// The nearest samples of the one in focus in the second operation, by their index in the data set.
    private func neighbors(in content: NeighborsContent) -> Set<Int> {
        guard let plot = content.plot else { return [] }
        return Set(plot.traces.filter { $0.toRank <= plot.count }.map(\.sample))
    }

    private func isShown(_ sample: Int, _ content: NeighborsContent) -> Bool {
        guard let facts = content.facts, !content.filter.isOpen else { return true }
        return facts.passes(sample, content.filter)
    }

    // MARK: Stability

    private func addLines(to content: inout NeighborsContent, _ state: AppState, _ population: Population) {
        let requests = content.operations.compactMap { state.neighborsRequest(operation: $0.id) }
        let results = state.samples.results
        let found = requests.map { results.result(of: $0) }.prefix { $0 != nil }.compactMap(\.self)
        let isComplete = found.count == requests.count
        let known = Array(requests.prefix(found.count))
        let key = LinesKey(requests: known, filter: content.filter, population: population)
        // The old picture of the same samples stays until the new one is there.
        let keepsOld = !isComplete && isOldUsable(for: requests, content, population)
        if lines?.key != key, !keepsOld, found.count > 1 {
            let shown = population.samples.indices.filter { isShown(population.samples[$0], content) }
            lines = (
                key, isComplete,
                StabilityLines(
                    found.map { result in shown.map { result.overlap[$0] } },
                    names: content.operations.prefix(found.count).map(\.name),
                    samples: shown.map { population.samples[$0] }, count: found[0].neighbors.count)
            )
        }
        if let lines, keepsOld || lines.key == key { content.stability = lines.value }
        if let lines = content.stability {
            content.stabilityWords.remark = NeighborsWords.stability(lines, population: population.count)
        }
        guard !isComplete, requests.indices.contains(found.count) else { return }
        let plain = "Neighbors in \(content.operations[found.count].name) are next."
        content.stabilityWords.wait = MapWords.wait(for: requests[found.count], state, plain)
    }

    private func isOldUsable(
        for requests: [NeighborsRequest], _ content: NeighborsContent, _ population: Population
    ) -> Bool {
        guard let lines, lines.isComplete else { return false }
        return lines.key.population == population && lines.key.filter == content.filter
            && lines.key.requests.map(\.operation) == requests.map(\.operation)
    }

    // MARK: One picture

    private func addNeighborhood(
        to content: inout NeighborsContent, _ state: AppState, _ population: Population
    ) {
        let (from, to) = content.transformation
        guard let first = state.distancesRequest(operation: from),
            let second = state.distancesRequest(operation: to)
        else { return }
        let results = state.samples.results
        content.distances = (results.result(of: first), results.result(of: second))
        let count = content.settings.transformationCount
        content.curves = (
            content.distances.from.map { curves(of: $0, first, count, population) },
            content.distances.to.map { curves(of: $0, second, count, population) }
        )
        let missing = content.distances.from == nil ? first : content.distances.to == nil ? second : nil
        if let missing {
            content.distanceWait = MapWords.wait(for: missing, state, "The distances are being measured.")
        }
        let key = PlotKey(from: first, to: second, count: count, filter: content.filter)
        if let from = content.distances.from, let to = content.distances.to, plot?.key != key {
            let change = NeighborhoodChange(
                from: from.distances, fromOrder: from.order, to: to.distances, toOrder: to.order, count: count
            )
            let shown = RadialPlot(
                change, samples: population.samples, classOf: population.classOf
            ) { [content] in isShown(population.samples[$0], content) }
            plot = (key, (plot?.number ?? 0) + 1, change.neighbors.count, shown)
        }
        // The old disc of the same picture stays until the new one is there.
        guard let plot, plot.key.to.population == population, plot.key.to.position == second.position else {
            content.plotWords.wait = content.distanceWait
            return
        }
        (content.plot, content.plotNumber) = (plot.value, plot.number)
        content.plotWords.wait = content.distanceWait
        content.plotWords.remark = NeighborsWords.transformation(
            from: content.names.from, to: content.names.to, shown: plot.value.traces.count, of: plot.allCount)
        content.plotWords.shortRemark = NumberFormat.count(plot.value.traces.count, "neighbor")
    }

    private func curves(
        of distances: SampleDistances, _ request: DistancesRequest, _ count: Int, _ population: Population
    ) -> DistanceCurves {
        let key = CurvesKey(request: request, count: count)
        if let known = curves.first(where: { $0.key == key }) { return known.value }
        let own = population.classOf[request.position]
        let made = DistanceCurves(
            distances, ownClass: own < 0 ? nil : own, hasClasses: !population.classNames.isEmpty, count: count
        )
        curves = Array(curves.suffix(3)) + [(key, made)]
        return made
    }
}

/// The layers of the Neighbors scene as maps.
@MainActor final class NeighborMapSource {
    private var known: [Int: (request: EmbeddingRequest, population: Population, scatter: Scatter)] = [:]

    /// The maps, with the selection, or while there is none the neighbours of the picture in focus.
    func maps(of state: AppState, _ store: ActivationStore, _ population: Population, neighbors: Set<Int>)
        -> [NeighborMap]
    {
        state.neighborMapLayers.compactMap { layer in
            guard let request = state.neighborMapRequest(layer: layer) else { return nil }
            var map = NeighborMap(
                layer: layer,
                words: .init(
                    heading: store.layers[layer].name,
                    remark: "\(request.method.title) of whole activations", shortRemark: request.method.title)
            )
            if let found = state.samples.results.result(of: request) {
                map.scatter = scatter(layer, request, found, population)
            } else {
                map.words.wait = MapWords.wait(
                    for: request, state, "The pictures are laid out after the rest.")
                if let old = known[layer], old.population == population { map.scatter = old.scatter }
            }
            map.scatter?.selected = state.selection.samples.isEmpty ? neighbors : state.selection.samples
            map.scatter?.pointed = state.selection.pointedSample
            return map
        }
    }

    private func scatter(
        _ layer: Int, _ request: EmbeddingRequest, _ found: SampleEmbedding, _ population: Population
    ) -> Scatter {
        if let old = known[layer], old.request == request, old.population == population { return old.scatter }
        let made = Scatter(SamplePlaces(found, population), classNames: population.classNames)
        known[layer] = (request, population, made)
        return made
    }
}

extension SampleFacts {
    /// Whether a filter lets a sample through.
    func passes(_ sample: Int, _ filter: SampleFilter) -> Bool {
        if let label = filter.label, ownClass(of: sample) != label { return false }
        if let prediction = filter.prediction, predictedClass(of: sample) != prediction { return false }
        return true
    }
}
