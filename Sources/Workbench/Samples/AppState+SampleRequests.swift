import Samples

/// The requests of the data-set views as the panels set them: scenes look results up by the same ones that are worked
/// off. All are nil while no data are open.
extension AppState {
    /// The embedding of a layer.
    public func embeddingRequest(layer: Int) -> EmbeddingRequest? {
        guard let population = samples.population else { return nil }
        var request = EmbeddingRequest(population, layer: layer)
        let settings = samples.settings
        (request.method, request.vector) = (settings.method, settings.vector)
        if settings.method == .tsne { request.perplexity = settings.perplexity }
        if settings.method == .umap { request.neighborCount = settings.neighborCount }
        if settings.method.hasSeed { request.seed = settings.seed }
        return request
    }

    /// How far that embedding depends on its seed.
    public func stabilityRequest(layer: Int) -> StabilityRequest? {
        embeddingRequest(layer: layer).map(StabilityRequest.init)
    }

    /// The clusters of a layer.
    public func clusterRequest(layer: Int) -> ClusterRequest? {
        guard let population = samples.population else { return nil }
        var request = ClusterRequest(population, layer: layer)
        request.vector = samples.settings.vector
        (request.method, request.seed) = (samples.settings.clusters, samples.settings.seed)
        return request
    }

    /// The class means of a layer.
    public func classMeansRequest(layer: Int) -> ClassMeansRequest? {
        guard let population = samples.population else { return nil }
        var request = ClassMeansRequest(population, layer: layer)
        (request.summary, request.share) = (samples.settings.summary, samples.settings.strongShare)
        return request
    }

    /// The Jaccard matrix of a layer's pictures.
    public func sharedRequest(layer: Int) -> SharedChannelsRequest? {
        guard let population = samples.population else { return nil }
        var request = SharedChannelsRequest(
            population, layer: layer, perClass: samples.settings.matrixCount)
        (request.summary, request.share) = (samples.settings.summary, samples.settings.strongShare)
        return request
    }

    /// The channels of a layer by pictures.
    public func heatmapRequest(layer: Int) -> HeatmapRequest? {
        guard let population = samples.population else { return nil }
        var request = HeatmapRequest(
            population, layer: layer, perClass: samples.settings.heatmapCount)
        request.summary = samples.settings.summary
        return request
    }

    /// Superclasses and subclasses of a layer.
    public func hierarchyRequest(layer: Int) -> HierarchyRequest? {
        classMeansRequest(layer: layer).map { means in
            var request = HierarchyRequest(means)
            request.seed = samples.settings.seed
            return request
        }
    }

    /// Accuracy against channels removed from a layer.
    public func pruningRequest(layer: Int) -> PruningRequest? {
        guard let population = samples.population, let network else { return nil }
        var request = PruningRequest(
            population, layer: layer, networkClassOf: samples.networkClassOf, merging: network.merging)
        (request.summary, request.order) = (samples.settings.summary, samples.settings.channelOrder)
        return request
    }

    /// The exemplars of a class.
    public func representativesRequest(classIndex: Int) -> RepresentativesRequest? {
        guard let population = samples.population, population.classNames.indices.contains(classIndex) else {
            return nil
        }
        var request = RepresentativesRequest(population, classIndex: classIndex)
        (request.summary, request.count) = (samples.settings.summary, samples.settings.representativeCount)
        request.seed = samples.settings.seed
        return request
    }

    /// The maps of a sample in a layer.
    public func mapsRequest(sample: Int, layer: Int) -> SampleMapsRequest {
        SampleMapsRequest(sample: sample, layer: layer, side: samples.settings.summary.side)
    }
}
