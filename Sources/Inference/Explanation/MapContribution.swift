import Tensors

/// What one map gives to another map, or to a unit, over all its positions: before the activation, with a batch
/// normalisation's scale.
public struct MapContribution: Sendable, Equatable {
    /// The map that gives: of a layer, or a channel of the input; pools between are looked through.
    public var map: MapPlace
    /// The sum of what it gives at each position, with its sign.
    public var sum: Double
    /// The sum of the magnitudes of what it gives at each position.
    public var magnitude: Double
}

extension Activations {
    /// What each map that a map, or a unit, is computed from gives to it; nil where there is no such map, it is no
    /// weighted sum of maps, or the work is no longer wanted.
    ///
    /// Costs as much as that one map of the convolution does, without any of its tricks: some 30 ms for the largest.
    public func contributions(
        to map: MapPlace, isStale: () -> Bool = { false }
    ) -> [MapContribution]? {
        Explainer(self).contributions(to: map, isStale: isStale)
    }
}

extension Explainer {
    func contributions(to map: MapPlace, isStale: () -> Bool) -> [MapContribution]? {
        guard activations.value(at: map.pixel(x: 0, y: 0)) != nil else { return nil }
        let value = plan.aliases[map.value] ?? map.value
        let way = wayBack(from: value)
        guard let index = producers[way.start] else { return nil }
        let node = nodes[index]
        let factor = way.groups.flatMap(\.nodes).reduce(1.0) { factor, index in
            let scale = (nodes[index].operation as? BatchNormalization)?.factors?.scale[map.channel]
            return factor * Double(scale ?? 1)
        }
        let parts: [MapContribution]?
        switch node.operation {
        case let convolution as Convolution:
            parts = convolved(node, convolution, channel: map.channel, isStale)
        case let product as Gemm: parts = product.weights.flatMap { dense(node, $0, unit: map.channel) }
        case let product as MatMul: parts = product.weights.flatMap { dense(node, $0, unit: map.channel) }
        default: parts = whole(MapPlace(value: way.start, channel: map.channel))
        }
        return parts?.map {
            MapContribution(
                map: shownMap(of: $0.map), sum: $0.sum * factor, magnitude: $0.magnitude * abs(factor))
        }
    }

    // MARK: Weighted sums

    /// The weights are those that the run uses: a folded normalisation is in them.
    private func convolved(
        _ node: Graph.Node, _ convolution: Convolution, channel: Int, _ isStale: () -> Bool
    ) -> [MapContribution]? {
        guard let packed = convolution.weights, let maps = activations.runMaps(node.inputs[0]),
            maps.channels == packed.channels,
            let geometry = convolution.geometry(height: maps.height, width: maps.width)
        else { return nil }
        let own = packed.channels / convolution.groups
        let first = channel / (packed.outputs / convolution.groups) * own
        let taps = packed.kernel[0] * packed.kernel[1]
        let weights = packed.filter(channel, groups: convolution.groups)
        var products = [Float](repeating: 0, count: geometry.outputHeight * geometry.outputWidth)
        var result: [MapContribution] = []
        for input in 0..<own {
            if isStale() { return nil }
            let kernel = weights[input * taps..<(input + 1) * taps]
            slide(Array(kernel), over: maps, channel: first + input, geometry, into: &products)
            result.append(
                contribution(of: MapPlace(value: node.inputs[0], channel: first + input), products))
        }
        return result
    }

    /// One kernel over one map: a number a position of the output.
    private func slide(
        _ kernel: [Float], over maps: RunMaps, channel: Int, _ geometry: WindowGeometry,
        into products: inout [Float]
    ) {
        let plane = maps.plane(channel)
        let (rows, columns) = (geometry.vertical, geometry.horizontal)
        for index in products.indices { products[index] = 0 }
        for (tap, weight) in kernel.enumerated() where weight != 0 {
            let down = tap / columns.kernel * rows.dilation - rows.padding
            let across = tap % columns.kernel * columns.dilation - columns.padding
            for y in 0..<geometry.outputHeight {
                let row = y * rows.stride + down
                guard (0..<maps.height).contains(row) else { continue }
                for x in 0..<geometry.outputWidth {
                    let column = x * columns.stride + across
                    guard (0..<maps.width).contains(column) else { continue }
                    products[y * geometry.outputWidth + x] += weight * plane[row * maps.width + column]
                }
            }
        }
    }

    private func contribution(of map: MapPlace, _ products: [Float]) -> MapContribution {
        var (sum, magnitude) = (0.0, 0.0)
        for product in products {
            sum += Double(product)
            magnitude += Double(abs(product))
        }
        return MapContribution(map: map, sum: sum, magnitude: magnitude)
    }

    private func dense(_ node: Graph.Node, _ packed: DenseWeights, unit: Int) -> [MapContribution]? {
        let count = plan.shapes[node.inputs[0]]?.reduce(1, *) ?? 0
        let isFlat = count == packed.length
        guard let input = isFlat ? flattened(node.inputs[0]) : atEveryPixel(node.inputs[0]),
            let maps = activations.runMaps(input)
        else { return nil }
        let weights = packed.weights(ofUnit: unit)
        let size = maps.height * maps.width
        guard maps.channels * (isFlat ? size : 1) == packed.length else { return nil }
        let isLast = isFlat && plan.layouts.hasChannelsLast(input)
        return (0..<maps.channels).map { channel in
            let plane = maps.plane(channel)
            guard isFlat else {
                return contribution(
                    of: MapPlace(value: input, channel: channel), plane.map { $0 * weights[channel] })
            }
            // There is one position only: what a map gives there is the sum over its pixels.
            let sum = plane.indices.reduce(0.0) { sum, pixel in
                let weight = weights[isLast ? pixel * maps.channels + channel : channel * size + pixel]
                return sum + Double(weight) * Double(plane[pixel])
            }
            return MapContribution(
                map: MapPlace(value: input, channel: channel), sum: sum, magnitude: abs(sum))
        }
    }

    /// All of one map: where pixels are pooled, or the value is only handed on.
    private func whole(_ map: MapPlace) -> [MapContribution]? {
        let before = shownMap(of: map)
        guard before != map, let maps = activations.runMaps(before.value),
            (0..<maps.channels).contains(before.channel)
        else { return nil }
        return [contribution(of: before, maps.plane(before.channel))]
    }

    // MARK: The map of a layer

    /// The map of a layer, or channel of the input, that a map is made of by pools and functions of single pixels;
    /// where there is none, the map as far back as it goes.
    private func shownMap(of map: MapPlace) -> MapPlace {
        var map = settled(map)
        while map.value != plan.inputName, !plan.layers.contains(where: { $0.value == map.value }) {
            let start = wayBack(from: map.value).start
            if start != map.value {
                map = settled(MapPlace(value: start, channel: map.channel))
            } else if let index = producers[map.value], isPool(nodes[index].operation) {
                map = settled(MapPlace(value: nodes[index].inputs[0], channel: map.channel))
            } else {
                break
            }
        }
        return map
    }

    private func isPool(_ operation: any Operator) -> Bool {
        switch operation {
        case is MaxPool, is AveragePool, is GlobalAveragePool, is GlobalMaxPool: true
        case let reduction as Reduce: reduction.isSpatial
        default: false
        }
    }
}
