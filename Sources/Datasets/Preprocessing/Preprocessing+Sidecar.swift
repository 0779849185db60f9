extension Preprocessing {
    /// The preprocessing of a network whose input has the shape `inputShape`, `[1, C, H, W]` or `[1, H, W,
    /// C]`, with what its sidecar says about it.
    ///
    /// What the sidecar leaves open is taken from the shape (layout, channels, size), or else is
    /// torchvision's mean and deviation for three channels and values 0...1 for one, RGB, squashed. A sidecar
    /// that gives only one of mean and deviation leaves the other at 0 or 1.
    /// - Throws: `SidecarError` where the sidecar says something else than the shape, or where pictures
    ///   cannot be fed to such an input.
    public init(inputShape: [Int], sidecar: Sidecar? = nil) throws(SidecarError) {
        let input = try InputShape(inputShape, sidecar: sidecar)
        let order = try Self.channelOrder(count: input.channels, sidecar: sidecar)
        let preset: ValueRange = order == .gray ? .unitGray : .torchvision
        self.init(
            width: input.width, height: input.height, values: preset, layout: input.layout,
            resize: sidecar?.resize ?? .squash)
        channelOrder = order
        if order == .bgr {
            mean.reverse()
            deviation.reverse()
        }
        guard let sidecar, sidecar.mean != nil || sidecar.deviation != nil else { return }
        origin = .sidecar(file: sidecar.file)
        mean = sidecar.mean ?? [Float](repeating: 0, count: order.count)
        deviation = sidecar.deviation ?? [Float](repeating: 1, count: order.count)
        for (key, list) in [("mean", mean), ("deviation", deviation)] where list.count != order.count {
            throw .doesNotFit(
                file: sidecar.file, key: key,
                conflict: "has \(list.count) numbers, but the network reads \(order.count) channels")
        }
    }

    private static func channelOrder(count: Int, sidecar: Sidecar?) throws(SidecarError) -> ChannelOrder {
        let order = sidecar?.channelOrder ?? (count == 1 ? .gray : .rgb)
        guard let sidecar, order.count != count else { return order }
        throw .doesNotFit(
            file: sidecar.file, key: "channelOrder",
            conflict: "is \"\(order.rawValue)\", but the network reads \(count) channels")
    }

    /// The preprocessing in words, one a line: size, channels, values and where they come from.
    public var words: [String] {
        let fitting =
            switch resize {
            case .squash: "squashed to \(width) x \(height) pixels"
            case .crop: "scaled to cover \(width) x \(height) pixels, the centre cropped"
            }
        let channels = "\(channelOrder.rawValue), fed as \(layout.rawValue)"
        let list = { (numbers: [Float]) in numbers.map { "\($0)" }.joined(separator: ", ") }
        let values = "(value / 255 - mean) / deviation, mean \(list(mean)), deviation \(list(deviation))"
        let source =
            switch origin {
            case .sidecar(let file): "from \(file)"
            case .preset(let range): "assumed, no sidecar says it: \(range.words)"
            }
        return [fitting, channels, values, source]
    }
}

/// What the shape of an input says: its layout, channels and size.
private struct InputShape {
    let layout: TensorLayout
    let channels: Int
    let width: Int
    let height: Int

    init(_ shape: [Int], sidecar: Sidecar?) throws(SidecarError) {
        let words = shape.map(String.init).joined(separator: " x ")
        let fitting: [TensorLayout] = TensorLayout.allCases.filter { layout in
            shape.count == 4 && [1, 3].contains(shape[layout == .channelsFirst ? 1 : 3])
                && shape.allSatisfy { $0 > 0 }
        }
        guard let first = fitting.first else { throw .notAPictureInput(shape: words) }
        layout = sidecar?.layout ?? first
        guard fitting.contains(layout) else {
            throw .doesNotFit(
                file: sidecar?.file ?? "", key: "layout",
                conflict: "is \"\(layout.rawValue)\", but the network's input has the shape \(words)")
        }
        let isFirst = layout == .channelsFirst
        channels = isFirst ? shape[1] : shape[3]
        height = isFirst ? shape[2] : shape[1]
        width = isFirst ? shape[3] : shape[2]
        guard let size = sidecar?.size, size != [height, width] else { return }
        throw .doesNotFit(
            file: sidecar?.file ?? "", key: "size",
            conflict: "is \(size[0]) x \(size[1]), but the network reads \(height) x \(width) pixels")
    }
}

extension Preprocessing: Encodable {
    private enum Key: String, CodingKey {
        case size, mean, deviation, channelOrder, layout, resize, origin
    }

    /// The keys of a sidecar, and `origin`: the sidecar's file, or the preset in words.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode([height, width], forKey: .size)
        try container.encode(mean, forKey: .mean)
        try container.encode(deviation, forKey: .deviation)
        try container.encode(channelOrder, forKey: .channelOrder)
        try container.encode(layout, forKey: .layout)
        try container.encode(resize, forKey: .resize)
        switch origin {
        case .sidecar(let file): try container.encode(file, forKey: .origin)
        case .preset(let range): try container.encode("assumed: \(range.words)", forKey: .origin)
        }
    }
}
