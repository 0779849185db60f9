extension Preprocessing {
    /// The preprocessing in words, one a line: size, channels, values and where they come from.
    public var words: [String] {
        let list = { (numbers: [Float]) in numbers.map { "\($0)" }.joined(separator: ", ") }
        return [
            fittingWords, "\(channelOrder.rawValue), fed as \(layout.rawValue)",
            "(value / 255 - mean) / deviation, mean \(list(mean)), deviation \(list(deviation))",
            sourceWords,
        ]
    }

    /// How pictures are fitted, in words.
    public var fittingWords: String {
        let size = "\(width) x \(height) pixels"
        let scaled = "\(scaledWidth) x \(scaledHeight) pixels"
        let isCut = scaledWidth > width || scaledHeight > height
        let filter = interpolation == .bilinear ? "" : ", \(interpolation.rawValue)"
        return switch (resize, isCut) {
        case (.squash, false): "squashed to \(size)\(filter)"
        case (.squash, true): "squashed to \(scaled)\(filter), the center of \(size) cropped"
        case (.crop, false): "scaled to cover \(size)\(filter), the center cropped"
        case (.crop, true): "scaled to cover \(scaled)\(filter), the center of \(size) cropped"
        }
    }

    /// Where mean and deviation come from, in words.
    public var sourceWords: String {
        switch origin {
        case .sidecar, .file, .model: "from \(origin.words)"
        case .chosen(let range): "chosen: \(range.words)"
        case .assumed(let range): "assumed, no file says it: \(range.words)"
        }
    }
}

extension Preprocessing.Origin {
    /// The source in words: a file's name, or the preset.
    public var words: String {
        switch self {
        case .sidecar(let file), .file(let file): file
        case .model: "the model's image metadata"
        case .chosen(let range): "chosen: \(range.words)"
        case .assumed(let range): "assumed: \(range.words)"
        }
    }

    /// Whether it is a guess.
    public var isAssumed: Bool {
        guard case .assumed = self else { return false }
        return true
    }
}

extension Preprocessing: Encodable {
    private enum Key: String, CodingKey {
        case size, scaledSize, mean, deviation, channelOrder, layout, resize, interpolation, origin
    }

    /// The keys of a sidecar, and `origin`: the source's file, or the preset in words.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode([height, width], forKey: .size)
        try container.encode([scaledHeight, scaledWidth], forKey: .scaledSize)
        try container.encode(mean, forKey: .mean)
        try container.encode(deviation, forKey: .deviation)
        try container.encode(channelOrder, forKey: .channelOrder)
        try container.encode(layout, forKey: .layout)
        try container.encode(resize, forKey: .resize)
        try container.encode(interpolation, forKey: .interpolation)
        try container.encode(origin.words, forKey: .origin)
    }
}
