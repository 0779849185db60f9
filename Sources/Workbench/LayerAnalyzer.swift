import Analysis
import Inference
import Synchronization
import Tensors

/// Makes entropies, clusters and representatives of all layers of a run, shared among workers.
///
/// Large layers are begun first, so that the workers are done at about the same time.
struct LayerAnalyzer {
    let clusterCount: Int
    let workers: Workers

    /// One analysis a layer, in the order of `layers`; nil where the work is no longer wanted.
    func analyze(
        _ layers: [Layer], in activations: Activations, isStale: @Sendable () -> Bool
    ) -> [LayerAnalysis]? {
        let results = Mutex<[LayerAnalysis?]>(Array(repeating: nil, count: layers.count))
        let order = layers.indices.sorted { layers[$0].shape.reduce(1, *) > layers[$1].shape.reduce(1, *) }
        workers.forEach(layers.count) { position in
            guard !isStale() else { return }
            let analysis = analyze(layers[order[position]], in: activations)
            results.withLock { $0[order[position]] = analysis }
        }
        let analyses = results.withLock { $0 }.compactMap { $0 }
        return analyses.count == layers.count ? analyses : nil
    }

    private func analyze(_ layer: Layer, in activations: Activations) -> LayerAnalysis {
        guard layer.kind != .join else { return LayerAnalysis(layer: layer, entropies: [], clusters: []) }
        let maps = activations.mapsWithChannelsLast(of: layer)
        let ranges = MapRange.ofMaps(maps)
        let entropies = Entropy.ofMaps(maps, ranges: ranges)
        let clusters = OptimalKMeans1D.cluster(entropies, count: clusterCount).reversed().map { group in
            group.sorted { (entropies[$0], $0) < (entropies[$1], $1) }
        }
        let components = PrincipalComponent.first(ofClusters: clusters, in: maps, ranges: ranges)
        let analyses = zip(clusters, components).map { members, component in
            ClusterAnalysis(
                maps: members,
                meanEntropy: members.reduce(0) { $0 + entropies[$1] } / Float(members.count),
                explainedVariance: component?.explainedVariance,
                representative: component?.scores ?? Tensor(shape: [layer.height, layer.width]),
                projection: component.map { ClusterProjection($0, maps: members, ranges: ranges) })
        }
        return LayerAnalysis(layer: layer, entropies: entropies, clusters: analyses)
    }
}
