import Samples

extension AppState {
    /// What Classes wants: the similarity of classes in all layers, and the exemplars of every class.
    func wantsOfClasses() -> [any SampleRequest] {
        guard let store = samples.store, let population = samples.population else { return [] }
        let means: [any SampleRequest] = store.layers.compactMap { classMeansRequest(layer: $0.id) }
        let exemplars: [any SampleRequest] = population.classNames.indices.compactMap {
            representativesRequest(classIndex: $0)
        }
        return means + exemplars
    }
}
