import Inference

/// Where the map or class under the pointer takes what it is computed from: computed in the background, only for what
/// is looked at.
extension AppState {
    /// What is known of the map or class that is looked at, or of the same one a moment ago; nil: nothing.
    public var connections: Connections? {
        guard let shown = connectionState.shown, let wanted = wantedConnections,
            (shown.key.target, shown.key.place) == wanted
        else { return nil }
        return shown.connections
    }

    /// What the pointer is on, else the map that is open.
    private var connectionTarget: ConnectionTarget? {
        guard settings.showsConnections, scene == .network, selection.explained.isEmpty else { return nil }
        if let pointed = connectionState.pointed { return pointed }
        guard let layer = selection.layer, selection.cluster != nil, let map = selection.map else {
            return nil
        }
        return .map(layer: layer, number: map)
    }

    /// What is looked at, and the map or unit of the run that it stands for.
    private var wantedConnections: (ConnectionTarget, MapPlace)? {
        guard let target = connectionTarget, let analysis, let network,
            let place = place(of: target, in: network, analysis)
        else { return nil }
        return (target, place)
    }

    /// Has computed what is wanted and not known yet.
    func followConnections() {
        guard let (target, place) = wantedConnections, let analysis, let network else {
            if connectionState.requested != nil { jobs.connections.cancel() }
            connectionState.requested = nil
            return
        }
        let key = ConnectionState.Key(target: target, place: place, analysis: shownAnalysis)
        if connectionState.shown?.key == key || connectionState.requested == key { return }
        if let known = connectionState.known[key] {
            if connectionState.requested != nil { jobs.connections.cancel() }
            connectionState.requested = nil
            connectionState.shown = (key, known)
            return
        }
        connectionState.requested = key
        let (activations, mailbox) = (analysis.activations, mailbox)
        jobs.connections.submit { ticket in
            let found = activations.contributions(to: place) { ticket.isStale }
            guard !ticket.isStale else { return }
            mailbox.post(.connected(key, found.map { Connections(target, of: $0, in: network) }))
        }
    }

    func receive(_ found: Connections?, for key: ConnectionState.Key) {
        guard key == connectionState.requested else { return }
        connectionState.requested = nil
        // Of another analysis nothing is asked again.
        if connectionState.shown?.key.analysis != key.analysis { connectionState.known = [:] }
        connectionState.known[key] = .some(found)
        connectionState.shown = (key, found)
    }

    /// The map or unit of the run that a target stands for.
    private func place(
        of target: ConnectionTarget, in network: LoadedNetwork, _ analysis: NetworkAnalysis
    ) -> MapPlace? {
        switch target {
        case .map(let layer, let number):
            guard network.layers.indices.contains(layer), network.layers[layer].kind != .join else {
                return nil
            }
            return MapPlace(value: network.layers[layer].value, channel: number)
        case .shownClass(let index): return logit(ofShown: index, in: network, analysis)
        }
    }
}
