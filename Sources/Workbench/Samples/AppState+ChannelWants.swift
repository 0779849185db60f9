import Samples

extension AppState {
    /// What Channels wants: the open layers first, then the tiles of all.
    func wantsOfChannels() -> [any SampleRequest] {
        guard let store = samples.store else { return [] }
        var wanted: [any SampleRequest] = []
        if case .channel(let sample, _, let layer) = samples.pinned {
            wanted.append(mapsRequest(sample: sample, layer: layer))
        }
        if let pointed = selection.pointedSample {
            wanted += samples.openLayers.filter { $0.view == .heatmap }.map {
                mapsRequest(sample: pointed, layer: $0.layer)
            }
        }
        for open in samples.openLayers.reversed() { wanted += wants(of: open) }
        wanted += store.layers.compactMap { classMeansRequest(layer: $0.id) }
        return wanted
    }

    private func wants(of open: OpenLayer) -> [any SampleRequest] {
        let layer = open.layer
        let wanted: [(any SampleRequest)?]
        switch open.view {
        case .heatmap: wanted = [heatmapRequest(layer: layer)]
        case .map: wanted = [embeddingRequest(layer: layer), clusterRequest(layer: layer)]
        case .shared: wanted = [sharedRequest(layer: layer)]
        case .hierarchy: wanted = [hierarchyRequest(layer: layer), clusterRequest(layer: layer)]
        case .pruning: wanted = [heatmapRequest(layer: layer), pruningRequest(layer: layer)]
        }
        return wanted.compactMap { $0 }
    }
}
