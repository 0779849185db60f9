import CKernels
import Tensors

extension Explainer {
    typealias Made = (origin: ValueExplanation.Origin, steps: [ValueExplanation.Step])

    /// What makes the number at a place, where nothing is done element by element, and what the node itself does with
    /// that.
    ///
    /// - Parameter isWholeWay: whether the place is what was asked for, with no step behind it.
    func origin(at place: ValuePlace, isWholeWay: Bool) throws -> Made {
        let value = place.map.value
        guard let index = producers[value] else {
            return (.handedOn(place, activations.value(at: place) ?? 0), [])
        }
        let node = nodes[index]
        let isShown = plan.layers.contains { $0.value == value }
        if !isWholeWay, isShown, let number = activations.value(at: place) {
            return (.handedOn(place, number), [])
        }
        switch node.operation {
        case let convolution as Convolution:
            return convolved(node, convolution, at: place) ?? unexplained(node)
        case let product as Gemm:
            return product.weights.flatMap { dense(node, $0, at: place) } ?? unexplained(node)
        case let product as MatMul:
            return product.weights.flatMap { dense(node, $0, at: place) } ?? unexplained(node)
        case is ElementwiseBinary, is ElementwiseFold: return try combined(node, at: place)
        default: break
        }
        if let window = pooled(node, at: place) { return (.pooled(window), []) }
        let settled = settled(place.map)
        if settled != place.map, let number = activations.value(at: settled.pixel(x: place.x, y: place.y)) {
            return (.handedOn(settled.pixel(x: place.x, y: place.y), number), [])
        }
        return unexplained(node)
    }

    private func unexplained(_ node: Graph.Node) -> Made {
        (.unexplained("How \(node.operation.name) makes its values is not explained here."), [])
    }

    /// What follows the sum inside of the node: a folded normalisation, a fused activation.
    private func finished(_ sum: WeightedSum, _ node: Graph.Node, channel: Int) -> Made {
        var steps: [ValueExplanation.Step] = []
        var number = sum.result
        if let factors = plan.foldings[node.name]?.factors, !sum.includesNormalization {
            let (scale, shift) = (factors.scale[channel], factors.shift[channel])
            let after = number * scale + shift
            steps.append(.init(.batchNormalization(scale: scale, shift: shift), before: number, after: after))
            number = after
        }
        if let activation = node.operation.fusedActivation { steps.append(step(activation, from: number)) }
        return (.weighted(sum), steps)
    }

    /// Weights and bias as the file has them: a folded normalisation taken out again, where it does not make
    /// everything 0.
    private func unfolded(
        _ weights: [Float], bias: Float, _ node: Graph.Node, channel: Int
    ) -> (weights: [Float], bias: Float, includesNormalization: Bool) {
        guard let folding = plan.foldings[node.name] else { return (weights, bias, false) }
        let scale = folding.factors.scale[channel]
        guard scale.isNormal, (1 / scale).isFinite else { return (weights, bias, true) }
        return (weights.map { $0 / scale }, folding.bias[channel], false)
    }

    // MARK: Convolutions

    private func convolved(_ node: Graph.Node, _ convolution: Convolution, at place: ValuePlace) -> Made? {
        let channel = place.map.channel
        guard let packed = convolution.weights, let maps = activations.runMaps(node.inputs[0]),
            maps.channels == packed.channels,
            let geometry = convolution.geometry(height: maps.height, width: maps.width)
        else { return nil }
        let rows = positions(place.y, geometry.vertical), columns = positions(place.x, geometry.horizontal)
        let own = packed.channels / convolution.groups
        let first = channel / (packed.outputs / convolution.groups) * own
        let (weights, bias, includesNormalization) = unfolded(
            packed.filter(channel, groups: convolution.groups), bias: packed.bias[channel], node,
            channel: channel)
        let patches = maps.patches(of: first..<first + own, rows: rows, columns: columns)
        let size = rows.count * columns.count
        let parts = patches.enumerated().map { index, patch in
            WeightedSum.Part(
                map: settled(MapPlace(value: node.inputs[0], channel: first + index)), patch: patch,
                kernel: Array(weights[index * size..<(index + 1) * size]))
        }
        let sum = WeightedSum(
            kind: .convolution, rows: rows, columns: columns, parts: parts, bias: bias,
            includesNormalization: includesNormalization)
        return finished(sum, node, channel: channel)
    }

    /// The input positions under a window at an output position.
    private func positions(_ output: Int, _ axis: ck_axis) -> [Int] {
        (0..<axis.kernel).map { output * axis.stride - axis.padding + $0 * axis.dilation }
    }

    // MARK: Dense layers

    private func dense(_ node: Graph.Node, _ packed: DenseWeights, at place: ValuePlace) -> Made? {
        let unit = place.map.channel
        let (weights, bias, includesNormalization) = unfolded(
            packed.weights(ofUnit: unit), bias: packed.bias?[unit] ?? 0, node, channel: unit)
        let count = plan.shapes[node.inputs[0]]?.reduce(1, *) ?? 0
        guard let input = count == packed.length ? flattened(node.inputs[0]) : atEveryPixel(node.inputs[0]),
            let maps = activations.runMaps(input)
        else { return nil }
        let isFlat = count == packed.length
        let rows = isFlat ? Array(0..<maps.height) : [place.y]
        let columns = isFlat ? Array(0..<maps.width) : [place.x]
        let size = rows.count * columns.count
        guard maps.channels * size == packed.length else { return nil }
        let isLast = isFlat && plan.layouts.hasChannelsLast(input)
        let parts = maps.patches(of: 0..<maps.channels, rows: rows, columns: columns).enumerated().map {
            channel, patch in
            let kernel =
                isLast
                ? (0..<size).map { weights[$0 * maps.channels + channel] }
                : Array(weights[channel * size..<(channel + 1) * size])
            return WeightedSum.Part(
                map: settled(MapPlace(value: input, channel: channel)), patch: patch, kernel: kernel)
        }
        let sum = WeightedSum(
            kind: .dense, rows: rows, columns: columns, parts: parts, bias: bias,
            includesNormalization: includesNormalization)
        return finished(sum, node, channel: unit)
    }

    /// The maps that were laid out as a row, or the row itself.
    func flattened(_ row: String) -> String {
        var value = row
        while plan.shapes[value]?.count != 4, !plan.layers.contains(where: { $0.value == value }),
            let index = producers[value],
            ["Flatten", "Reshape", "Squeeze", "Unsqueeze"].contains(nodes[index].operation.name)
                || nodes[index].operation.isHandingOn
        {
            value = nodes[index].inputs[0]
        }
        return activations.runMaps(value) == nil ? row : value
    }

    /// The value itself where the layer mixes the channels of every pixel.
    func atEveryPixel(_ value: String) -> String? {
        plan.layouts.hasChannelsLast(value) ? value : nil
    }

    // MARK: Pools

    private func pooled(_ node: Graph.Node, at place: ValuePlace) -> PooledWindow? {
        guard let input = node.inputs.first, let maps = activations.runMaps(input) else { return nil }
        var (rows, columns) = (Array(0..<maps.height), Array(0..<maps.width))
        let kind: PooledWindow.Kind
        var limits: (height: Int, width: Int)?
        switch node.operation {
        case let pool as MaxPool:
            guard let geometry = pool.geometry(height: maps.height, width: maps.width) else { return nil }
            (rows, columns) = (
                positions(place.y, geometry.vertical), positions(place.x, geometry.horizontal)
            )
            kind = .maximum
        case let pool as AveragePool:
            guard let geometry = pool.geometry(height: maps.height, width: maps.width) else { return nil }
            (rows, columns) = (
                positions(place.y, geometry.vertical), positions(place.x, geometry.horizontal)
            )
            kind = .mean
            if pool.countsPadding { limits = (maps.height + geometry.bottom, maps.width + geometry.right) }
        case is GlobalAveragePool: kind = .mean
        case is GlobalMaxPool: kind = .maximum
        case let reduction as Reduce where reduction.isSpatial && reduction.function == .mean: kind = .mean
        case let reduction as Reduce where reduction.isSpatial && reduction.function == .maximum:
            kind = .maximum
        default: return nil
        }
        let channel = place.map.channel
        guard (0..<maps.channels).contains(channel) else { return nil }
        let values = maps.patches(of: channel..<channel + 1, rows: rows, columns: columns)[0]
        let divisor =
            limits.map { limits in
                rows.count { $0 < limits.height } * columns.count { $0 < limits.width }
            } ?? values.count { $0 != nil }
        return PooledWindow(
            kind: kind, map: settled(MapPlace(value: input, channel: channel)), rows: rows, columns: columns,
            values: values, divisor: divisor)
    }

    // MARK: Branches that meet

    private func combined(_ node: Graph.Node, at place: ValuePlace) throws -> Made {
        let inputs = node.inputs.filter(isVariable)
        let terms = inputs.compactMap { input -> CombinedValues.Term? in
            let own = broadcast(place, to: input)
            guard let value = activations.value(at: own) else { return nil }
            return CombinedValues.Term(place: settled(own.map).pixel(x: own.x, y: own.y), value: value)
        }
        guard terms.count == inputs.count, !terms.isEmpty else { return unexplained(node) }
        var bare = node
        bare.operation = node.operation.withoutActivation
        let numbers = Dictionary(zip(inputs, terms.map(\.value))) { first, _ in first }
        let result = try number(bare, numbers, at: place)
        let activation = node.operation.fusedActivation.map { [step($0, from: result)] } ?? []
        return (
            .combined(CombinedValues(operation: node.operation.name, terms: terms, result: result)),
            activation
        )
    }
}
