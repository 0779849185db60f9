import Inference

/// Whose connections are looked at.
public enum ConnectionTarget: Sendable, Hashable {
    /// A map, or a unit of a dense layer.
    case map(layer: Int, number: Int)
    /// A shown class: of a group, its likeliest member's logit.
    case shownClass(Int)
}

/// Where a map or class takes what it is computed from.
public struct Connections: Sendable, Equatable {
    /// A map that gives something.
    public struct Source: Sendable, Equatable {
        /// The layer, by `Layer.id`; -1: the input.
        public var layer: Int
        /// The map, or the channel of the input.
        public var map: Int
        /// Its share of all that is given, by magnitude, 0...1.
        public var share: Float
        /// Whether what it gives lowers the target, all in all.
        public var lowers: Bool

        /// A source; see the properties for the meaning of the parameters.
        public init(layer: Int, map: Int, share: Float, lowers: Bool) {
            (self.layer, self.map, self.share, self.lowers) = (layer, map, share, lowers)
        }
    }

    /// Who takes.
    public var target: ConnectionTarget
    /// Who gives, the largest share first.
    public var sources: [Source]

    /// Connections; see the properties for the meaning of the parameters.
    public init(target: ConnectionTarget, sources: [Source]) {
        (self.target, self.sources) = (target, sources)
    }

    /// The shares of contributions; maps of no layer are left out of what is shown, not of the whole.
    init(_ target: ConnectionTarget, of contributions: [MapContribution], in network: LoadedNetwork) {
        let whole = contributions.reduce(0.0) { $0 + $1.magnitude }
        var layers = [network.plan.inputName: -1]
        for layer in network.layers { layers[layer.value] = layer.id }
        let sources = contributions.compactMap { contribution -> Source? in
            guard let layer = layers[contribution.map.value], whole > 0, contribution.magnitude > 0 else {
                return nil
            }
            return Source(
                layer: layer, map: contribution.map.channel, share: Float(contribution.magnitude / whole),
                lowers: contribution.sum < 0)
        }
        self.init(
            target: target,
            sources: sources.sorted { (-$0.share, $0.layer, $0.map) < (-$1.share, $1.layer, $1.map) })
    }
}

/// The connections that are looked at, and those that were before.
struct ConnectionState {
    /// What an answer is of.
    struct Key: Sendable, Hashable {
        let target: ConnectionTarget
        /// What the target stands for: with labels merged, a shown class is another one.
        let place: MapPlace
        let analysis: UInt64
    }

    /// What the pointer is on.
    var pointed: ConnectionTarget?
    /// What is being computed.
    var requested: Key?
    /// What is shown.
    var shown: (key: Key, connections: Connections?)?
    /// All of the analysis on screen that have been asked for; nil: there are none.
    var known: [Key: Connections?] = [:]
}
