import Samples

extension AppState {
    /// What the Map wants: the layer's embedding, clusters and matrix first, then the tiles of all layers.
    func wantsOfMap() -> [any SampleRequest] {
        guard let store = samples.store else { return [] }
        let layer = samples.layer
        var wanted: [any SampleRequest] = []
        if let request = sharedRequest(layer: layer) { wanted.append(request) }
        if let request = embeddingRequest(layer: layer) { wanted.append(request) }
        if let request = clusterRequest(layer: layer) { wanted.append(request) }
        wanted += store.layers.compactMap { classMeansRequest(layer: $0.id) }
        if samples.settings.showsSteadiness, let request = stabilityRequest(layer: layer) {
            wanted.append(request)
        }
        return wanted
    }
}
