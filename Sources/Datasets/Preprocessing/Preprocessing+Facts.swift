extension Preprocessing {
    /// The preprocessing of a network whose input has the shape `inputShape`, `[1, C, H, W]` or `[1, H, W,
    /// C]`, with what is known about it.
    ///
    /// The sidecar wins; what it leaves open is the first finding's that says it: mean, deviation and order of
    /// the channels together, and so everything about fitting. Layout, channels and size are the shape's. A
    /// source that gives only one of mean and deviation leaves the other at 0 or 1.
    ///
    /// - Parameters:
    ///   - found: what other sources say, the weightiest first.
    ///   - guess: the values where nobody says them; nil: torchvision's for three channels first, -1...1 for
    ///     three channels last, 0...1 for one.
    ///   - remarks: gets a sentence for each finding that does not fit the network.
    /// - Throws: `SidecarError` where the sidecar says something else than the shape, or where pictures
    ///   cannot be fed to such an input.
    public init(
        inputShape: [Int], sidecar: Sidecar?, found: [InputFacts], guess: ValueRange? = nil,
        remarks: inout [String]
    ) throws(SidecarError) {
        let input = try InputShape(inputShape, sidecar: sidecar, found: found)
        let order = try Self.channelOrder(count: input.channels, sidecar: sidecar)
        let usual: ValueRange =
            order == .gray ? .unitGray : input.layout == .channelsFirst ? .torchvision : .signed
        self.init(
            width: input.width, height: input.height,
            values: guess?.feeding(channelCount: input.channels) ?? usual, layout: input.layout)
        fit(as: [sidecar?.facts].compactMap { $0 } + found)
        if let sidecar, sidecar.mean != nil || sidecar.deviation != nil {
            channelOrder = order
            try take(sidecar)
        } else {
            takeValues(of: found, remarks: &remarks)
            if sidecar?.channelOrder != nil { turn(to: order) }
        }
    }

    /// The preprocessing of a network of which nothing but its sidecar is known.
    ///
    /// - Throws: `SidecarError`, as above.
    public init(inputShape: [Int], sidecar: Sidecar? = nil) throws(SidecarError) {
        var remarks: [String] = []
        try self.init(inputShape: inputShape, sidecar: sidecar, found: [], remarks: &remarks)
    }

    private static func channelOrder(count: Int, sidecar: Sidecar?) throws(SidecarError) -> ChannelOrder {
        let order = sidecar?.channelOrder ?? (count == 1 ? .gray : .rgb)
        guard let sidecar, order.count != count else { return order }
        throw .doesNotFit(
            file: sidecar.file, key: "channelOrder",
            conflict: "is \"\(order.rawValue)\", but the network reads \(count) channels")
    }

    private mutating func take(_ sidecar: Sidecar) throws(SidecarError) {
        let count = channelOrder.count
        origin = .sidecar(file: sidecar.file)
        mean = sidecar.mean ?? [Float](repeating: 0, count: count)
        deviation = sidecar.deviation ?? [Float](repeating: 1, count: count)
        for (key, list) in [("mean", mean), ("deviation", deviation)] where list.count != count {
            throw .doesNotFit(
                file: sidecar.file, key: key,
                conflict: "has \(list.count) numbers, but the network reads \(count) channels")
        }
    }

    private mutating func takeValues(of found: [InputFacts], remarks: inout [String]) {
        let count = channelOrder.count
        for facts in found where facts.hasValues {
            guard let values = facts.values(channelCount: count) else {
                remarks.append(
                    "\(facts.origin.words) speaks of another number of channels than the \(count) that the "
                        + "network reads: passed over.")
                continue
            }
            (mean, deviation, channelOrder) = (values.mean, values.deviation, values.order)
            origin = facts.origin
            return
        }
    }

    /// Brings the channels, and the numbers that belong to them, to another order.
    private mutating func turn(to order: ChannelOrder) {
        guard order != channelOrder else { return }
        channelOrder = order
        mean.reverse()
        deviation.reverse()
    }

    /// Takes the way of fitting from the first source that says something about it.
    private mutating func fit(as sources: [InputFacts]) {
        guard let facts = sources.first(where: \.hasFitting) else { return }
        resize = facts.resize ?? .squash
        interpolation = facts.interpolation ?? .bilinear
        guard let scaled = facts.scaledSize else { return }
        // Where the network was exported at another size than its description says, the proportion counts.
        let described = facts.size ?? [height, width]
        scaledHeight = max(height, scaled[0] * height / described[0])
        scaledWidth = max(width, scaled[1] * width / described[1])
    }
}

/// What the shape of an input says: its layout, channels and size.
private struct InputShape {
    let layout: TensorLayout
    let channels: Int
    let width: Int
    let height: Int

    init(_ shape: [Int], sidecar: Sidecar?, found: [InputFacts]) throws(SidecarError) {
        let words = shape.map(String.init).joined(separator: " x ")
        let fitting: [TensorLayout] = TensorLayout.allCases.filter { layout in
            shape.count == 4 && [1, 3].contains(shape[layout == .channelsFirst ? 1 : 3])
                && shape.allSatisfy { $0 > 0 }
        }
        guard let first = fitting.first else { throw .notAPictureInput(shape: words) }
        let described = found.compactMap(\.layout).first { fitting.contains($0) }
        layout = sidecar?.layout ?? described ?? first
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
