import Analysis
import Rendering
import Samples
import Workbench

/// Looks at the state for the Channels scene, and keeps what takes time to make: pointing at something asks every frame.
struct ChannelsSource {
    /// Tells data sets apart.
    private(set) var dataID: AnyHashable = 0

    private var graph: (layers: [SampleLayer], drawn: LayeredGraph)?
    private var tiles: [ClassMeansRequest: LayerTile] = [:]
    private var bodies: [AnyHashable: ChannelsContent.Body] = [:]
    private var nextNumber: UInt64 = 0

    /// What the scene shows of a state.
    @MainActor mutating func content(of state: AppState) -> ChannelsContent {
        var content = ChannelsContent()
        let samples = state.samples
        guard let store = samples.store, let population = samples.population else { return content }
        content.isOpen = true
        dataID = AnyHashable(ObjectIdentifier(store))
        if tiles.count > 2000 || bodies.count > 60 { (tiles, bodies) = ([:], [:]) }
        content.settings = samples.settings
        content.summaryName = Self.name(of: samples.settings.summary)
        content.classNames = population.classNames
        content.classOf = samples.classes.classOf
        (content.selected, content.pointed) = (state.selection.samples, state.selection.pointedSample)
        content.pinned = samples.pinned
        content.facts = SampleFacts(state)
        content.isNarrowed = population.count < store.samples.count
        content.inputSample = content.pointed ?? population.samples.first
        content.graph = drawn(store.layers)
        content.layers = store.layers.map { layer in
            .init(
                id: layer.id, name: layer.name, tile: layer.id == 0 ? nil : tile(layer.id, population, state))
        }
        content.tileBound = ChannelsContent.bound(of: content.layers.compactMap(\.tile))
        content.cards = samples.openLayers.map { card(of: $0, store, population, state) }
        content.maps = maps(content, state)
        return content
    }

    // MARK: The graph

    /// The network without its input, as `dot` draws it.
    @MainActor private mutating func drawn(_ layers: [SampleLayer]) -> LayeredGraph {
        if let graph, graph.layers == layers { return graph.drawn }
        let nodes = layers.dropFirst().map { layer in
            LayeredGraph.Node(
                predecessors: layer.predecessors.map { $0 - 1 }, isSmall: layer.predecessors.count > 1)
        }
        let made = LayeredGraph.laidOut(Array(nodes))
        graph = (layers, made)
        return made
    }

    /// The similarity of the classes in a layer; until that of the newest settings is there, none.
    @MainActor private mutating func tile(
        _ layer: Int, _ population: Population, _ state: AppState
    ) -> LayerTile? {
        guard let request = state.classMeansRequest(layer: layer) else { return nil }
        if let made = tiles[request] { return made }
        guard let means = state.samples.results.result(of: request) else { return nil }
        let counts = population.membersByClass.map(\.count)
        nextNumber += 1
        let made = LayerTile(means.matrix.values, counts: counts, number: nextNumber)
        tiles[request] = made
        return made
    }

    // MARK: Cards

    @MainActor private mutating func card(
        of open: OpenLayer, _ store: ActivationStore, _ population: Population, _ state: AppState
    ) -> ChannelsContent.Card {
        let layer = store.layers[open.layer]
        let body: ChannelsContent.Body =
            switch open.view {
            case .heatmap: heatmap(open.layer, population, state)
            case .hierarchy: hierarchy(open.layer, population, state)
            case .pruning: pruning(open.layer, store, population, state)
            case .map: scatter(open.layer, store, population, state)
            case .shared: matrix(open.layer, population, state)
            }
        return ChannelsContent.Card(
            layer: open.layer, name: layer.name, remark: Self.remark(open.view, layer, body, state),
            view: open.view, body: body)
    }

    private static func remark(
        _ view: LayerView, _ layer: SampleLayer, _ body: ChannelsContent.Body, _ state: AppState
    ) -> String {
        let channels = NumberFormat.count(layer.channelCount, "channel")
        switch (view, body) {
        case (.heatmap, .heatmap(let heatmap)):
            return "\(channels), \(NumberFormat.count(heatmap.samples.count, "picture"))"
        case (.pruning, .pruning(let pruning)):
            let order = PruningWords.name(pruning.ordering)
            return "\(NumberFormat.count(pruning.sampleCount, "picture")); channels go by \(order)"
        case (.hierarchy, _): return "which classes and kinds it takes for one another"
        default: return channels
        }
    }

    /// What is kept under a key, or made now.
    private mutating func kept(
        _ key: some Hashable, _ make: (UInt64) -> ChannelsContent.Body
    ) -> ChannelsContent.Body {
        if let body = bodies[AnyHashable(key)] { return body }
        nextNumber += 1
        let body = make(nextNumber)
        bodies[AnyHashable(key)] = body
        return body
    }

    private struct HeatmapKey: Hashable {
        let request: HeatmapRequest
        let ordering: ChannelOrdering
        let leftOutShare: Float
    }

    @MainActor private mutating func heatmap(
        _ layer: Int, _ population: Population, _ state: AppState
    ) -> ChannelsContent.Body {
        guard let request = state.heatmapRequest(layer: layer) else { return Self.waiting("") }
        guard let result = state.samples.results.result(of: request) else {
            return Self.waiting(for: request, "Comparing the channels\u{2026}", state)
        }
        let settings = state.samples.settings
        let key = HeatmapKey(
            request: request, ordering: settings.channelOrder, leftOutShare: settings.leftOutShare)
        return kept(key) { number in
            .heatmap(
                HeatmapContent(
                    result, population, ordering: settings.channelOrder, leftOutShare: settings.leftOutShare,
                    number: number))
        }
    }

    private struct HierarchyKey: Hashable {
        let request: HierarchyRequest
        let clusters: ClusterRequest?
    }

    @MainActor private mutating func hierarchy(
        _ layer: Int, _ population: Population, _ state: AppState
    ) -> ChannelsContent.Body {
        guard let request = state.hierarchyRequest(layer: layer) else { return Self.waiting("") }
        guard let result = state.samples.results.result(of: request) else {
            return Self.waiting(for: request, "Comparing the classes\u{2026}", state)
        }
        guard result.classes.count > 1 else {
            return .failed("Two classes of two pictures are needed to compare them.")
        }
        let clusterRequest = state.clusterRequest(layer: layer)
        let clusters = clusterRequest.flatMap { state.samples.results.result(of: $0) }
        let key = HierarchyKey(request: request, clusters: clusters == nil ? nil : clusterRequest)
        return kept(key) { _ in
            .hierarchy(
                HierarchyContent(result, population), clusters.map { ClusterBarsContent($0, population) })
        }
    }

    private struct ScatterKey: Hashable {
        let embedding: EmbeddingRequest
        let clusters: ClusterRequest?
        let showsPictures: Bool
        /// Its classes are in the colours.
        let population: Population
    }

    @MainActor private mutating func scatter(
        _ layer: Int, _ store: ActivationStore, _ population: Population, _ state: AppState
    ) -> ChannelsContent.Body {
        guard let request = state.embeddingRequest(layer: layer) else { return Self.waiting("") }
        let results = state.samples.results
        guard let embedding = results.result(of: request) else {
            return Self.waiting(for: request, "Laying the pictures out\u{2026}", state)
        }
        let settings = state.samples.settings
        let clusterRequest = settings.showsClusters ? state.clusterRequest(layer: layer) : nil
        let clusters = clusterRequest.flatMap { results.result(of: $0) }
        let key = ScatterKey(
            embedding: request, clusters: clusters == nil ? nil : clusterRequest,
            showsPictures: settings.showsThumbnails, population: population)
        let body = kept(key) { _ in
            let places = SamplePlaces(embedding, population)
            let labels = clusters?.labels ?? []
            var scatter = Scatter(
                places, classNames: population.classNames, clusters: ClusterShape.all(places, labels: labels),
                labels: labels)
            scatter.showsPictures = settings.showsThumbnails
            return .map(
                LayerMapCard(shown: .scatter(scatter), remark: MapWords.remark(on: request, embedding, nil)))
        }
        guard case .map(var card) = body, case .scatter(var scatter) = card.shown else { return body }
        (scatter.selected, scatter.pointed) = (state.selection.samples, state.selection.pointedSample)
        card.shown = .scatter(scatter)
        return .map(card)
    }

    private struct MatrixKey: Hashable {
        let request: SharedChannelsRequest
        let isClipped: Bool
    }

    @MainActor private mutating func matrix(
        _ layer: Int, _ population: Population, _ state: AppState
    ) -> ChannelsContent.Body {
        guard let request = state.sharedRequest(layer: layer) else { return Self.waiting("") }
        guard let shared = state.samples.results.result(of: request) else {
            return Self.waiting(for: request, "Comparing the pictures\u{2026}", state)
        }
        let settings = state.samples.settings
        return kept(MatrixKey(request: request, isClipped: settings.clipsMatrix)) { _ in
            let matrix = SampleMatrix(shared, population, isClipped: settings.clipsMatrix)
            return .map(
                LayerMapCard(
                    shown: .matrix(matrix, shared), remark: MapWords.matrixRemark(settings, population)))
        }
    }

    @MainActor private mutating func pruning(
        _ layer: Int, _ store: ActivationStore, _ population: Population, _ state: AppState
    ) -> ChannelsContent.Body {
        guard let request = state.pruningRequest(layer: layer) else { return Self.waiting("") }
        let results = state.samples.results
        guard let result = results.result(of: request) else {
            if let failure = results.failure(of: request) { return .failed(failure) }
            let words = request.words(in: store)
            let running = results.running.first { $0.words == words }
            return .waiting(
                "Running the pictures without some of its channels\u{2026}",
                progress: running?.progress ?? SIMD2(0, 1))
        }
        return kept(request) { _ in .pruning(PruningContent(result, request.order, population)) }
    }

    private static func waiting(_ words: String) -> ChannelsContent.Body { .waiting(words, progress: nil) }

    @MainActor private static func waiting(
        for request: some SampleRequest, _ words: String, _ state: AppState
    ) -> ChannelsContent.Body {
        state.samples.results.failure(of: request).map { .failed($0) } ?? waiting(words)
    }

    // MARK: Maps

    /// The maps of what is pointed at and of what a click keeps, in the open layers.
    @MainActor private func maps(
        _ content: ChannelsContent, _ state: AppState
    ) -> [ChannelsContent.MapsKey: ChannelsContent.Maps] {
        var keys = content.cards.filter { $0.view == .heatmap }.compactMap { card in
            content.pointed.map { ChannelsContent.MapsKey(sample: $0, layer: card.layer) }
        }
        if case .channel(let sample, _, let layer) = content.pinned {
            keys.append(ChannelsContent.MapsKey(sample: sample, layer: layer))
        }
        var maps: [ChannelsContent.MapsKey: ChannelsContent.Maps] = [:]
        for key in keys {
            let request = state.mapsRequest(sample: key.sample, layer: key.layer)
            guard let result = state.samples.results.result(of: request) else { continue }
            maps[key] = ChannelsContent.Maps(result)
        }
        return maps
    }

    /// What a channel's number is called.
    private static func name(of summary: SummaryChoice) -> String {
        switch summary.kind {
        case .otsu: "sum above Otsu"
        case .l2: "L2 norm"
        case .mean: "mean"
        case .max: "maximum"
        }
    }
}
