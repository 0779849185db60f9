extension Plan {
    /// The pixels of `earlier` (nil: the network's input) that feed a rectangle of `layer`'s map pixels.
    ///
    /// Goes back through all paths of the graph and takes the smallest rectangle around what they reach, clipped
    /// to the map. Whatever looks at everything (dense layers, global pools) reaches the whole map. Left out are
    /// gates that scale whole maps (squeeze and excitation): they see everything, but pick no place.
    ///
    /// - Returns: nil where no path leads from `earlier` to `layer`.
    public func receptiveField(of box: PixelBox, in layer: Layer, at earlier: Layer?) -> PixelBox? {
        PathsBack(self).receptiveField(of: box, in: layer.value, at: earlier?.value ?? inputName)
    }

    /// Whether the file wants its pictures as `[1, height, width, channels]`.
    public var inputIsChannelsLast: Bool { layouts.hasChannelsLast(inputName) }
}

/// The ways from a value of a plan back to the values that it is made of.
private struct PathsBack {
    private let nodes: [Graph.Node]
    private let shapes: [String: [Int]]
    private let constants: [String: Value]
    private let layouts: MapLayouts

    init(_ plan: Plan) {
        nodes = plan.program.nodes
        shapes = plan.shapes
        constants = plan.program.constants
        layouts = plan.layouts
    }

    func receptiveField(of box: PixelBox, in value: String, at target: String) -> PixelBox? {
        guard let extent = extent(of: value),
            let start = box.clipped(height: extent.height, width: extent.width)
        else { return nil }
        var boxes = [value: start]
        for node in nodes.reversed() {
            let reached = node.outputs.compactMap { boxes[$0] }
            guard let first = reached.first else { continue }
            let output = reached.dropFirst().reduce(first) { $0.union($1) }
            for (index, input) in node.inputs.enumerated() {
                guard let pixels = pixels(ofInput: index, at: node, feeding: output) else { continue }
                boxes[input] = boxes[input].map { $0.union(pixels) } ?? pixels
            }
        }
        return boxes[target]
    }

    private func pixels(ofInput index: Int, at node: Graph.Node, feeding box: PixelBox) -> PixelBox? {
        guard let extent = extent(of: node.inputs[index]) else { return nil }
        if index == 0, let tracing = tracing(node) {
            return tracing.pixels(
                feeding: box, shapes: node.inputs.map { shapes[$0] ?? [] },
                constants: node.inputs.map { constants[$0] }
            )?.clipped(height: extent.height, width: extent.width)
        }
        switch index == 0 || node.operation.support == .pointwise ? support(of: node) : .everything {
        case .everything: return PixelBox(x: 0, y: 0, width: extent.width, height: extent.height)
        case .pointwise:
            let isGate = node.inputs.count > 1 && extent == .onePixel
            guard !isGate || self.extent(of: node.outputs[0]) == .onePixel else { return nil }
            // An axis of one pixel is broadcast over all.
            return PixelBox(
                columns: extent.width == 1 ? 0..<1 : box.columns,
                rows: extent.height == 1 ? 0..<1 : box.rows
            ).clipped(height: extent.height, width: extent.width)
        case .window(let kernel, let stride, let padding, let dilation):
            return box.tapping(
                SlidingTaps(kernel: kernel.x, stride: stride.x, padding: padding.x, dilation: dilation.x),
                SlidingTaps(kernel: kernel.y, stride: stride.y, padding: padding.y, dilation: dilation.y),
                in: extent)
        case .centredWindow(let kernel, let stride, let dilation, let oddPixel):
            return box.tapping(
                SlidingTaps(
                    kernel: kernel.x, stride: stride.x, dilation: dilation.x, extent: extent.height,
                    oddPixel: oddPixel),
                SlidingTaps(
                    kernel: kernel.y, stride: stride.y, dilation: dilation.y, extent: extent.width,
                    oddPixel: oddPixel),
                in: extent)
        }
    }

    /// The node's operator where it knows by itself where its pixels come from.
    private func tracing(_ node: Graph.Node) -> (any PixelTracing)? {
        guard shapes[node.inputs[0]]?.count == 4, !layouts.hasChannelsLast(node.inputs[0]) else { return nil }
        return node.operation as? any PixelTracing
    }

    /// What the operator says, or pixel by pixel where the node keeps the pixels in place.
    private func support(of node: Graph.Node) -> SpatialSupport {
        let isReordering = ["Reshape", "Transpose", "Gather", "Unsqueeze"].contains(node.operation.name)
        guard isReordering || layouts.isPixelwise(node, shapes: shapes), let output = node.outputs.first,
            let before = extent(of: node.inputs[0]), before == extent(of: output), before != .onePixel
        else { return node.operation.support }
        return .pointwise
    }

    /// Rows and columns of a value; one pixel for what is no map; nil for unknown values.
    private func extent(of value: String) -> PixelExtent? {
        guard let shape = shapes[value] else { return nil }
        guard shape.count >= 4 || layouts.isPlane(value) else { return .onePixel }
        let columns = shape.count - (layouts.hasChannelsLast(value) ? 2 : 1)
        return PixelExtent(width: shape[columns], height: shape[columns - 1])
    }
}

/// How many pixels a map has, across and down.
private struct PixelExtent: Equatable {
    let width: Int, height: Int

    static let onePixel = PixelExtent(width: 1, height: 1)
}

/// The taps of a window along one axis.
private struct SlidingTaps {
    let kernel: Int, stride: Int, padding: Int, dilation: Int

    init(kernel: Int, stride: Int, padding: Int, dilation: Int) {
        (self.kernel, self.stride, self.padding, self.dilation) = (kernel, stride, padding, dilation)
    }

    /// The padding that makes ceil(extent / stride) outputs.
    init(kernel: Int, stride: Int, dilation: Int, extent: Int, oddPixel: SpatialSupport.Edge) {
        let reach = (kernel - 1) * dilation + 1
        let total = max(((extent + stride - 1) / stride - 1) * stride + reach - extent, 0)
        self.init(
            kernel: kernel, stride: stride, padding: oddPixel == .end ? total / 2 : (total + 1) / 2,
            dilation: dilation)
    }

    /// The range around the input positions that the outputs tap; nil where they only tap the padding.
    func positions(tappedBy outputs: Range<Int>, extent: Int) -> Range<Int>? {
        var range: Range<Int>?
        for output in outputs {
            for tap in 0..<kernel {
                let position = output * stride - padding + tap * dilation
                guard (0..<extent).contains(position) else { continue }
                let known = range ?? position..<position + 1
                range = min(known.lowerBound, position)..<max(known.upperBound, position + 1)
            }
        }
        return range
    }
}

extension PixelBox {
    fileprivate func tapping(
        _ vertical: SlidingTaps, _ horizontal: SlidingTaps, in extent: PixelExtent
    ) -> PixelBox? {
        guard let rows = vertical.positions(tappedBy: rows, extent: extent.height),
            let columns = horizontal.positions(tappedBy: columns, extent: extent.width)
        else { return nil }
        return PixelBox(columns: columns, rows: rows)
    }
}
