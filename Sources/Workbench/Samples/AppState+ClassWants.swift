import Samples

extension AppState {
    /// What Classes wants: the similarity of classes in all layers but the input, and the exemplars of every class.
    func wantsOfClasses() -> [any SampleRequest] {
        guard let store = samples.store, let population = samples.population else { return [] }
        let layers = store.layers.filter { $0.source != .input }
        let means: [any SampleRequest] = layers.compactMap { classMeansRequest(layer: $0.id) }
        let exemplars: [any SampleRequest] = population.classNames.indices.compactMap {
            representativesRequest(classIndex: $0)
        }
        return means + exemplars
    }
}
