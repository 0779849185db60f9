import Samples

/// A table of what is on stage.
public enum StageTable: String, Sendable, CaseIterable {
    /// The ten most probable classes.
    case top
    /// The blocks of all layers.
    case layers
    /// All maps: of all layers, or of the compared one.
    case maps
    /// The windows of the pool.
    case pool
    /// How far layers moved.
    case comparison
    /// What the compared variants say.
    case answers
    /// What the networks beside each other say.
    case models
    /// Deletion and insertion.
    case curves
    /// The samples of the data set.
    case samples
    /// What is taken for what.
    case confusion
    /// Where samples lie on the map.
    case map
    /// What orders channels.
    case ranks
    /// How well classes lie together on the curves.
    case quality
    /// How many neighbors stay.
    case stability

    /// The tables that a scene may have.
    static func of(_ scene: SceneName) -> [StageTable] {
        switch scene {
        case .network: [.top, .layers, .maps]
        case .occlusion: [.pool, .top]
        case .compare: [.comparison, .answers, .maps]
        case .models: [.models]
        case .saliency: [.curves, .top]
        case .classes: [.confusion, .samples]
        case .map: [.map, .samples]
        case .channels: [.ranks, .samples]
        case .curves: [.quality, .samples]
        case .units: [.samples]
        case .neighbors: [.stability, .samples]
        }
    }
}

extension AppState {
    /// The tables that can be made of what is on stage now.
    public var stageTables: [StageTable] { StageTable.of(scene).filter(isThere) }

    /// Whether what a table is made of has been computed.
    private func isThere(_ table: StageTable) -> Bool {
        switch table {
        case .top: analysis?.probabilities.isEmpty == false
        case .layers: analysis != nil
        case .maps: scene == .compare ? comparison.result != nil : analysis != nil
        case .pool: pool.pool != nil
        case .comparison: comparison.result != nil
        case .answers: comparison.result?.columns.first?.probabilities.isEmpty == false
        case .models: models.others.contains { $0.run != nil }
        case .curves: !saliency.curves.isEmpty
        case .samples: samples.population != nil
        case .confusion: samples.answers != nil && samples.population?.classNames.isEmpty == false
        case .map: embeddingRequest(layer: samples.layer).flatMap { samples.results.result(of: $0) } != nil
        case .ranks: !openRanks.isEmpty
        case .quality: !foundOrders.isEmpty
        case .stability: !foundNeighbors.isEmpty
        }
    }

    /// A table of what is on stage; nil where what it is made of is not there.
    public func table(_ kind: StageTable) -> DataTable? {
        guard let network, isThere(kind) else { return nil }
        switch kind {
        case .top:
            let original = analysis?.fed == originalAnalysis?.fed ? nil : originalAnalysis?.probabilities
            return analysis.map { .top($0, original: original, labels: network.labels) }
        case .layers: return analysis.map { .layers($0, movement: movement) }
        case .maps where scene == .compare:
            return comparison.result.map { .mapChanges($0, names: comparedNames) }
        case .maps: return analysis.map { .maps($0) }
        case .pool: return pool.pool.map { .pool($0, labels: network.labels) }
        case .comparison:
            return comparison.result.map { .comparison($0, names: comparedNames, network: network) }
        case .answers:
            return comparison.result.map { .answers($0, names: comparedNames, labels: network.labels) }
        case .models: return .models(models, beside: analysis, original: originalAnalysis, network)
        case .curves:
            let runs = CurveOrder.allCases.compactMap { order in
                saliency.curves[order].map { (order: order, curves: $0.curves) }
            }
            return .curves(runs)
        default: return sampleTable(kind, network)
        }
    }

    /// What the compared variants are called, the reference first.
    private var comparedNames: [String] {
        comparison.result?.columns.map { column in
            variants.first { $0.id == column.variant }?.name ?? "\(column.variant)"
        } ?? []
    }

    private func sampleTable(_ kind: StageTable, _ network: LoadedNetwork) -> DataTable? {
        guard let store = samples.store, let population = samples.population else { return nil }
        let names = { store.set.samples[$0].name }
        switch kind {
        case .samples:
            return .samples(
                population, names: names, answers: samples.answers, networkClassOf: samples.networkClassOf,
                labels: network.labels)
        case .confusion:
            return samples.answers.map {
                .confusion(
                    SampleConfusion(population, $0, networkClassOf: samples.networkClassOf), of: population)
            }
        case .map:
            let clusters = clusterRequest(layer: samples.layer).flatMap { samples.results.result(of: $0) }
            return embeddingRequest(layer: samples.layer).flatMap { samples.results.result(of: $0) }
                .map { .map($0, clusters: clusters, of: population, names: names) }
        case .ranks:
            let tables = openRanks.map { DataTable.ranks($0.scores, layer: $0.layer) }
            return tables.first.map {
                DataTable($0.name, columns: $0.columns, rows: tables.flatMap(\.rows))
            }
        case .quality: return qualityTable(population)
        case .stability: return stabilityTable(population)
        default: return nil
        }
    }

    /// The scores of the channels of the open layers, as far as they are there.
    private var openRanks: [(layer: String, scores: ChannelScores)] {
        guard let store = samples.store else { return [] }
        return samples.openLayers.compactMap { open in
            heatmapRequest(layer: open.layer).flatMap { samples.results.result(of: $0) }
                .map { (store.layers[open.layer].name, $0.ranks) }
        }
    }

    /// The orders of the samples in the shown operations, as far as they are there.
    private var foundOrders: [(operation: String, order: OrderRequest.Result)] {
        shownOperations.compactMap { operation in
            orderRequest(operation: operation.id).flatMap { samples.results.result(of: $0) }
                .map { (operation.name, $0) }
        }
    }

    /// The neighbors of the samples in the shown operations, as far as they are there.
    private var foundNeighbors: [(operation: String, neighbors: NeighborsRequest.Result)] {
        shownOperations.compactMap { operation in
            neighborsRequest(operation: operation.id).flatMap { samples.results.result(of: $0) }
                .map { (operation.name, $0) }
        }
    }

    private func qualityTable(_ population: Population) -> DataTable? {
        let entries = foundOrders.map { operation, found in
            let quality = OrderQuality(
                of: found.order, classOf: population.classOf, classCount: population.classNames.count,
                usesWholeOrders: samples.settings.usesWholeOrders)
            return (
                name: operation, quality: quality.quality, ofClasses: quality.ofClasses,
                agreement: quality.agreement
            )
        }
        return entries.isEmpty ? nil : .quality(entries, classNames: population.classNames)
    }

    private func stabilityTable(_ population: Population) -> DataTable? {
        let columns = foundNeighbors.map { operation, found in
            (name: operation, values: found.overlap.map(String.init))
        }
        return columns.isEmpty ? nil : .perSample("stability", population, columns: columns)
    }
}
