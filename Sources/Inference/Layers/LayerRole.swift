/// What a convolution does in a block that is built around a depthwise one (MobileNet, ConvNeXt).
enum LayerRole: Equatable {
    /// Filters each map by itself.
    case depthwise
    /// Mixes the maps of a pixel, and makes more of them.
    case expand
    /// Mixes the maps of a pixel, and makes fewer of them.
    case project
    /// Mixes the maps of a pixel, and makes as many.
    case pointwise
    /// Anything else.
    case other

    /// The role of a convolution.
    ///
    /// - Parameters:
    ///   - weights: the shape of its weights, `[out, in / groups, height, width]`.
    init(weights: [Int], groups: Int) {
        let (outputs, inputs) = (weights[0], weights[1] * groups)
        let isPointwise = weights[2...].allSatisfy { $0 == 1 } && groups == 1
        switch true {
        case groups > 1 && weights[1] == 1: self = .depthwise
        case isPointwise && outputs > inputs: self = .expand
        case isPointwise && outputs < inputs: self = .project
        case isPointwise: self = .pointwise
        default: self = .other
        }
    }

    /// A word for each layer of a block, in their order; nil where there is nothing depthwise, or something else.
    static func words(_ roles: [LayerRole]) -> [String]? {
        guard roles.contains(.depthwise), !roles.contains(.other) else { return nil }
        let mixers = roles.filter { $0 != .depthwise }
        guard Set(mixers.map(\.word)).count < mixers.count || mixers.contains(.pointwise) else {
            return roles.map(\.word)
        }
        var count = 0
        return roles.map { role in
            guard role != .depthwise else { return role.word }
            count += 1
            return mixers.count == 1 ? "pointwise" : "pointwise\(count)"
        }
    }

    private var word: String { "\(self)" }
}
