import Inference
import Samples

/// What the scenes want that look at the network's operations, and the planes of the Network scene.
extension AppState {
    /// The operations that are shown: those of the simplified network, or all.
    public var shownOperations: [SampleOperation] {
        guard let store = samples.store else { return [] }
        return samples.settings.showsDetails ? store.operations : store.operations.simplified
    }

    /// The operation that Curves shows large: the one opened last, else what the layer of the Map ends in.
    public var openOperation: SampleOperation? {
        guard let store = samples.store, store.layers.indices.contains(samples.layer) else { return nil }
        let shown = shownOperations
        if let chosen = shown.first(where: { $0.id == samples.chosenOperation }),
            chosen.layer == samples.layer
        {
            return chosen
        }
        let end = store.operation(of: LayerAspect(layer: samples.layer, side: .after))
        return shown.first { $0.id == end.id } ?? shown.last
    }

    /// The order of the samples in an operation; nil while no data are open.
    public func orderRequest(operation: Int) -> OrderRequest? {
        samples.population.map { OrderRequest($0, operation: operation) }
    }

    /// The neighbours of all samples in an operation, against the input.
    public func neighborsRequest(operation: Int) -> NeighborsRequest? {
        guard let population = samples.population else { return nil }
        var request = NeighborsRequest(population, operation: operation)
        request.count = samples.settings.neighborhoodCount
        return request
    }

    /// The sample whose neighbours are shown, by its index in the data set: the one chosen, or the first.
    public var focusedSample: Int? {
        guard let population = samples.population else { return nil }
        if let chosen = samples.chosenFocus, population.position(of: chosen) != nil { return chosen }
        return population.samples.first
    }

    /// The distances from the sample in focus in an operation.
    public func distancesRequest(operation: Int) -> DistancesRequest? {
        guard let population = samples.population,
            let position = focusedSample.flatMap({ population.position(of: $0) })
        else { return nil }
        return DistancesRequest(population, operation: operation, position: position)
    }

    /// From which operation to which the transformation plot goes, by `SampleOperation.id`.
    public var transformation: (from: Int, to: Int) {
        let last = max((samples.store?.operations.count ?? 1) - 1, 0)
        let settings = samples.settings
        return (min(settings.transformedFrom ?? 0, last), min(settings.transformedTo ?? last, last))
    }

    /// The operation that Units shows: the layer of the Map, on the side that is set.
    public var unitsOperation: SampleOperation? {
        guard let store = samples.store, store.layers.indices.contains(samples.layer) else { return nil }
        return store.operation(of: LayerAspect(layer: samples.layer, side: samples.settings.unitSide))
    }

    /// The points of Units.
    public var unitsRequest: UnitsRequest? {
        guard let population = samples.population, let operation = unitsOperation else { return nil }
        var request = UnitsRequest(
            population, operation: operation.id, count: samples.settings.unitPointCount)
        request.seed = samples.settings.seed
        return request
    }

    /// How all layers answer to the selection; nil where nothing is selected.
    public var responsesRequest: ResponsesRequest? {
        guard let population = samples.population, !selection.samples.isEmpty else { return nil }
        let chosen = selection.samples.compactMap { population.position(of: $0) }.sorted()
        return chosen.isEmpty
            ? nil : ResponsesRequest(population, chosen: chosen, side: samples.settings.unitSide)
    }

    /// The samples on the two most varying channels of a layer.
    public func unitTileRequest(layer: Int) -> UnitTilesRequest? {
        samples.population.map { UnitTilesRequest($0, layer: layer, side: samples.settings.unitSide) }
    }

    func wantsOfCurves() -> [any SampleRequest] {
        let operations = [openOperation].compactMap(\.self) + shownOperations
        return operations.compactMap { orderRequest(operation: $0.id) }
    }

    func wantsOfUnits() -> [any SampleRequest] {
        guard let store = samples.store else { return [] }
        let wanted: [(any SampleRequest)?] =
            [unitsRequest, responsesRequest] + store.layers.map { unitTileRequest(layer: $0.id) }
        return wanted.compactMap { $0 }
    }

    func wantsOfNeighbors() -> [any SampleRequest] {
        let (from, to) = transformation
        let local: [(any SampleRequest)?] = [
            distancesRequest(operation: from), distancesRequest(operation: to),
        ]
        let maps = neighborMapLayers.compactMap { neighborMapRequest(layer: $0) }
        return local.compactMap { $0 } + shownOperations.compactMap { neighborsRequest(operation: $0.id) }
            + maps
    }

    /// The layers that Neighbors shows as maps, by `SampleLayer.id`: the input, the last convolution, the logits.
    public var neighborMapLayers: [Int] {
        guard let store = samples.store, let last = store.layers.last?.id else { return [] }
        return [0, store.usualLayer, last].reduce(into: []) { layers, layer in
            if !layers.contains(layer) { layers.append(layer) }
        }
    }

    /// A layer's samples in the plane by what their distances are measured on: whole activations.
    public func neighborMapRequest(layer: Int) -> EmbeddingRequest? {
        guard var request = embeddingRequest(layer: layer) else { return nil }
        request.vector = .activations(.after)
        return request
    }

    func wantsOfPlanes() -> [any SampleRequest] {
        guard samples.settings.showsPlanes, let store = samples.store else { return [] }
        return store.layers.compactMap { embeddingRequest(layer: $0.id) }
    }
}
