import Inference

/// Which numbers are explained. The layer, block and map on stage follow the newest of them that a block shows.
extension AppState {
    func explain(_ place: ValuePlace) {
        guard analysis?.activations.value(at: place) != nil else { return }
        selection.explained = [place]
        followExplanation()
    }

    func explainClass(_ index: Int) {
        guard let network, let analysis, let logit = logit(ofShown: index, in: network, analysis) else {
            return
        }
        explain(logit.pixel(x: 0, y: 0))
    }

    /// The logit of a shown class: of a group, that of its likeliest member.
    func logit(ofShown index: Int, in network: LoadedNetwork, _ analysis: NetworkAnalysis) -> MapPlace? {
        guard let logits = network.plan.logits, network.merging.members.indices.contains(index) else {
            return nil
        }
        let numbers = analysis.activations.logits.values
        let members = network.merging.members[index].filter(numbers.indices.contains)
        return members.max { numbers[$0] < numbers[$1] }.map { MapPlace(value: logits, channel: $0) }
    }

    func stepInto(_ place: ValuePlace) {
        guard !selection.explained.isEmpty, selection.explained.last != place,
            analysis?.activations.value(at: place) != nil
        else { return }
        selection.explained.append(place)
        followExplanation()
    }

    func stepBack() {
        guard selection.explained.count > 1 else { return }
        selection.explained.removeLast()
        followExplanation()
    }

    private func followExplanation() {
        selection.pin = nil
        let blocks = selection.explained.lazy.compactMap { place in self.block(of: place).map { ($0, place) }
        }
        guard let (block, place) = Array(blocks).last else {
            selection.cluster = nil
            selection.map = nil
            return
        }
        selection.layer = block.layer
        selection.cluster = block.cluster
        selection.map = place.map.channel
        guard place == selection.explained.last else { return }
        selection.pin = Selection.Pin(layer: block.layer, cluster: block.cluster, x: place.x, y: place.y)
    }

    /// The block that shows a place's map; nil where it is no map of a layer.
    private func block(of place: ValuePlace) -> (layer: Int, cluster: Int)? {
        guard
            let layer = network?.layers.first(where: {
                $0.value == place.map.value && $0.kind == .convolution
            })
        else { return nil }
        if settings.grouping == .allMaps { return (layer.id, 0) }
        guard let layers = analysis?.layers, layers.indices.contains(layer.id) else { return nil }
        let cluster = layers[layer.id].clusters.firstIndex { $0.maps.contains(place.map.channel) }
        return cluster.map { (layer.id, $0) }
    }
}
