import Analysis
import Rendering
import Samples
import Workbench

/// Looks at the state for the Curves scene, and keeps what it has made of results while those stay the same.
@MainActor final class CurvesSource {
    /// What labels were made of.
    private struct LabelKey: Equatable {
        var population: Population
        var usesPredictions: Bool
        var networkClassOf: [Int?]
        var predictions: [Int]?
    }

    /// What a glyph was made of.
    private struct GlyphKey: Equatable {
        var request: OrderRequest
        var labels: UInt64
        var usesWholeOrders: Bool
    }

    private let images = SampleImages()
    private var graph: (operations: [SampleOperation], drawn: LayeredGraph)?
    private var labels: (key: LabelKey, number: UInt64, value: CurveLabels)?
    private var grid: CurveGrid?
    private var glyphs: [Int: (key: GlyphKey, value: CurveGlyph)] = [:]
    private var selection: (chosen: Set<Int>, population: Population, value: CurveSelection)?
    private var latestNumber: UInt64 = 0

    /// What there is to be shown.
    func content(of state: AppState) -> CurvesContent {
        var content = CurvesContent()
        let samples = state.samples
        guard let store = samples.store, let population = samples.population else { return content }
        content.isOpen = true
        (content.population, content.settings) = (population, samples.settings)
        content.pointed = state.selection.pointedSample
        let facts = SampleFacts(state)
        content.facts = facts
        content.image = { [images] in images.image(of: $0, in: store) }
        content.isWorking = !samples.results.running.isEmpty || samples.progress != nil
        let found = labels(of: population, facts, state)
        content.labels = found.value
        content.memberCounts = found.value.memberCounts
        content.coloring = coloring(of: found.value, samples.settings)
        content.select(state.selection.samples, as: selection(of: state.selection.samples, population))
        addOperations(to: &content, state, store, population, labels: found)
        addWords(to: &content, state, population)
        return content
    }

    // MARK: Classes and selection

    private func labels(
        of population: Population, _ facts: SampleFacts, _ state: AppState
    ) -> (number: UInt64, value: CurveLabels) {
        let predictions = state.samples.answers?.predictions
        let key = LabelKey(
            population: population, usesPredictions: state.samples.settings.usesPredictions,
            networkClassOf: facts.networkClassOf, predictions: predictions)
        if let labels, labels.key == key { return (labels.number, labels.value) }
        latestNumber += 1
        let made = CurveLabels(
            population, facts: facts, usesPredictions: key.usesPredictions, predictions: predictions,
            networkNames: state.network?.labels.names ?? [])
        labels = (key, latestNumber, made)
        return (latestNumber, made)
    }

    private func coloring(of labels: CurveLabels, _ settings: SampleSettings) -> CurveColoring {
        guard labels.source != .none, let wanted = settings.colorsByAgreement else { return labels.usualColoring }
        return wanted ? .agreement : .classes
    }

    private func selection(of chosen: Set<Int>, _ population: Population) -> CurveSelection {
        if let selection, selection.population == population, selection.chosen == chosen {
            return selection.value
        }
        latestNumber += 1
        let flags = chosen.isEmpty ? [] : population.samples.map { chosen.contains($0) }
        let made = flags.contains(true) ? CurveSelection(id: latestNumber, flags: flags) : CurveSelection.none
        selection = (chosen, population, made)
        return made
    }

    // MARK: Operations

    private func addOperations(
        to content: inout CurvesContent, _ state: AppState, _ store: ActivationStore, _ population: Population,
        labels: (number: UInt64, value: CurveLabels)
    ) {
        let operations = state.shownOperations
        content.graph = drawn(operations)
        let opened = state.openOperation?.id
        content.open = operations.firstIndex { $0.id == opened } ?? 0
        content.operations = operations.map { operation in
            var shown = CurvesContent.Operation(
                id: operation.id, name: operation.name, extent: CurvesWords.extent(operation))
            guard let request = state.orderRequest(operation: operation.id) else { return shown }
            if let order = state.samples.results.result(of: request) {
                shown.glyph = glyph(order, request, labels, content.settings.usesWholeOrders)
            } else {
                shown.wait = wait(for: request, state, store)
            }
            return shown
        }
        content.grid = content.operations.lazy.compactMap(\.glyph).first?.grid
    }

    private func wait(for request: OrderRequest, _ state: AppState, _ store: ActivationStore)
        -> CurvesContent.Wait
    {
        let results = state.samples.results
        if let failure = results.failure(of: request) { return .failed(failure) }
        let words = request.words(in: store)
        guard let work = results.running.first(where: { $0.words == words }) else { return .queued }
        guard let progress = work.progress, progress.y > 1 else { return .running(nil) }
        return .running(Float(progress.x) / Float(progress.y))
    }

    private func glyph(
        _ order: SampleOrder, _ request: OrderRequest, _ labels: (number: UInt64, value: CurveLabels),
        _ usesWholeOrders: Bool
    ) -> CurveGlyph {
        let key = GlyphKey(request: request, labels: labels.number, usesWholeOrders: usesWholeOrders)
        if let known = glyphs[request.operation], known.key == key { return known.value }
        let made = CurveGlyph(
            order.order, on: grid(order.order.count, usesWholeOrders), labels: labels.value.classOf,
            classCount: labels.value.names.count)
        glyphs[request.operation] = (key, made)
        return made
    }

    private var isGridWhole = false

    private func grid(_ count: Int, _ usesWholeOrders: Bool) -> CurveGrid {
        if let grid, grid.count == count, isGridWhole == usesWholeOrders { return grid }
        let made = CurveGrid(holding: count, usesWholeOrders: usesWholeOrders)
        (grid, isGridWhole) = (made, usesWholeOrders)
        return made
    }

    /// The operations after the input, as `dot` draws them.
    private func drawn(_ operations: [SampleOperation]) -> LayeredGraph {
        if let graph, graph.operations == operations { return graph.drawn }
        let made = LayeredGraph.laidOut(operations)
        graph = (operations, made)
        return made
    }

    // MARK: Words

    private func addWords(to content: inout CurvesContent, _ state: AppState, _ population: Population) {
        let classes = state.samples.classes
        content.title = "\(NumberFormat.count(population.count, "picture")) through the network"
        content.remark = CurvesWords.remark(
            on: content.grid, population,
            isNarrowed: classes.narrowed != nil || classes.narrowedSamples != nil)
        guard let opened = content.opened, opened.glyph == nil,
            let request = state.orderRequest(operation: opened.id)
        else { return }
        content.wait = MapWords.wait(for: request, state, "The pictures are put in order, operation by operation.")
    }
}

extension LayeredGraph {
    /// Operations after the input, as `dot` draws them; those that join others take as much room as all.
    @MainActor static func laidOut(_ operations: [SampleOperation]) -> LayeredGraph {
        let indexOf = Dictionary(uniqueKeysWithValues: operations.enumerated().map { ($1.id, $0) })
        let nodes = operations.dropFirst().map { operation in
            Node(predecessors: operation.predecessors.compactMap { indexOf[$0].map { $0 - 1 } })
        }
        return laidOut(Array(nodes))
    }
}
