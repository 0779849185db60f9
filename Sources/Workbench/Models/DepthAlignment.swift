import Inference

/// Which layers of two networks lie equally deep.
///
/// Convolutions are compared with convolutions and dense layers with dense layers, each by its place among its like:
/// 0 for the first, 1 for the last.
public struct DepthAlignment: Sendable, Equatable {
    /// A layer that has maps or units.
    public struct Place: Sendable, Equatable {
        /// The layer, by `Layer.id`.
        public let layer: Int
        /// Whether it has units instead of maps.
        public let isDense: Bool
        /// How deep it lies among its like, 0...1.
        public let depth: Float
    }

    /// The layers of the first network, in their order.
    public let first: [Place]
    /// The layers of the second network, in their order.
    public let second: [Place]

    /// Aligns two networks; joins have no place.
    public init(_ first: [Layer], _ second: [Layer]) {
        (self.first, self.second) = (Self.places(first), Self.places(second))
    }

    /// The layer of the second network that lies nearest in depth to one of the first; of two equally near ones the
    /// less deep. Nil where the second network has none of its kind.
    public func partner(ofFirst layer: Int) -> Int? { Self.partner(of: layer, in: first, among: second) }

    /// The other way round.
    public func partner(ofSecond layer: Int) -> Int? { Self.partner(of: layer, in: second, among: first) }

    private static func partner(of layer: Int, in own: [Place], among others: [Place]) -> Int? {
        guard let place = own.first(where: { $0.layer == layer }) else { return nil }
        return others.filter { $0.isDense == place.isDense }
            .min { abs($0.depth - place.depth) < abs($1.depth - place.depth) }?.layer
    }

    private static func places(_ layers: [Layer]) -> [Place] {
        let shown = layers.filter { $0.kind != .join }
        let counts = (maps: shown.count { !$0.isFlat }, units: shown.count { $0.isFlat })
        var (maps, units) = (0, 0)
        return shown.map { layer in
            let (number, count) = layer.isFlat ? (units, counts.units) : (maps, counts.maps)
            if layer.isFlat { units += 1 } else { maps += 1 }
            return Place(
                layer: layer.id, isDense: layer.isFlat,
                depth: count > 1 ? Float(number) / Float(count - 1) : layer.isFlat ? 1 : 0)
        }
    }
}

extension Layer {
    /// Whether its maps are single numbers.
    public var isFlat: Bool { width * height == 1 }
}
