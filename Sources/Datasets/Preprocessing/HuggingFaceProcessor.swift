/// What a `preprocessor_config.json` of Hugging Face's transformers says, as its image processors understand it.
///
/// Old files (`feature_extractor_type`) have a whole number for the size; what it means depends on the kind of
/// processor, and so do some defaults.
struct HuggingFaceProcessor {
    private let entries: JSONValue
    private let kind: String

    /// Whether a file of that name is about pictures at all: tokenizers and audio have such files too.
    init?(_ entries: JSONValue) {
        let kind = ["image_processor_type", "feature_extractor_type"].compactMap { entries[$0]?.string }.first
        let isAboutPictures = ["image_mean", "size", "crop_size", "do_rescale", "do_normalize"]
            .contains { entries[$0] != nil }
        guard isAboutPictures, entries["sampling_rate"] == nil else { return nil }
        self.entries = entries
        self.kind = kind ?? ""
    }

    func facts(file: String) -> InputFacts {
        var facts = InputFacts(origin: .file(file))
        setValues(of: &facts)
        setFitting(of: &facts)
        if isOn("do_flip_channel_order", default: isMobileViT) { facts.channelOrder = .bgr }
        return facts
    }

    private func isOn(_ key: String, default isUsual: Bool) -> Bool { entries[key]?.bool ?? isUsual }

    private var isMobileViT: Bool { kind.hasPrefix("MobileViT") }

    // MARK: Values

    /// Pixels become `(pixel * factor - offset - mean) / deviation`; brought to pixel values 0...1.
    private func setValues(of facts: inout InputFacts) {
        let factor = isOn("do_rescale", default: true) ? entries["rescale_factor"]?.number ?? 1 / 255 : 1
        let offset: Float = isOn("rescale_offset", default: false) ? 1 : 0
        let isNormalized = isOn("do_normalize", default: !isMobileViT)
        guard !isNormalized || entries["image_mean"]?.numbers != nil, factor > 0 else { return }
        let mean = isNormalized ? entries["image_mean"]?.numbers ?? [0] : [0]
        var deviation = isNormalized ? entries["image_std"]?.numbers ?? [1] : [1]
        // EfficientNet's processor divides by the deviation a second time.
        if isNormalized, isOn("include_top", default: false) { deviation = deviation.map { $0 * $0 } }
        guard deviation.allSatisfy({ $0 > 0 }) else { return }
        let scale = factor * 255
        // Not one rounding more than needed where the factor is 1 / 255.
        let isUsual = abs(scale - 1) < 1e-4
        facts.mean = mean.map { isUsual ? $0 + offset : ($0 + offset) / scale }
        facts.deviation = deviation.map { isUsual ? $0 : $0 / scale }
    }

    // MARK: Fitting

    private func setFitting(of facts: inout InputFacts) {
        facts.interpolation = entries["resample"]?.integer.flatMap(Interpolation.init(pillow:))
        guard isOn("do_resize", default: true) else { return }
        let size = entries["size"]
        if let shorter = shorterSide(size) {
            setCovering(shorter, of: &facts)
        } else if let whole = extent(size) {
            facts.resize = .squash
            facts.size = cropSize ?? whole
            if cropSize != nil { facts.scaledSize = whole }
        }
    }

    /// Scales the shorter side, then cuts out the centre, as most do; ConvNeXt's and PoolFormer's processors take a
    /// share of the scaled picture instead of a size.
    private func setCovering(_ shorter: Int, of facts: inout InputFacts) {
        facts.resize = .crop
        if takesShare {
            let isConvNeXt = kind.hasPrefix("ConvNext")
            if isConvNeXt, shorter >= 384 {
                facts.resize = .squash
                facts.size = [shorter, shorter]
                return
            }
            let share = entries["crop_pct"]?.number.map(Double.init) ?? (isConvNeXt ? 224 / 256 : 0.9)
            let scaled = share > 0 ? Int(Double(shorter) / share + 1e-4) : shorter
            facts.size = isConvNeXt ? [shorter, shorter] : cropSize ?? [shorter, shorter]
            facts.scaledSize = [scaled, scaled]
        } else {
            // LeViT's processor scales to 256 where 224 is asked for.
            let scaled = kind.hasPrefix("Levit") ? shorter * 256 / 224 : shorter
            facts.size = cropSize ?? [shorter, shorter]
            facts.scaledSize = [scaled, scaled]
        }
    }

    private var takesShare: Bool { kind.hasPrefix("ConvNext") || entries["crop_pct"]?.number != nil }

    private var cropSize: [Int]? {
        guard isOn("do_center_crop", default: entries["crop_size"] != nil) else { return nil }
        return extent(entries["crop_size"])
            ?? entries["crop_size"]?["shortest_edge"]?.integer.map { [$0, $0] }
    }

    /// The shorter side in pixels, where that is what a size speaks of.
    private func shorterSide(_ size: JSONValue?) -> Int? {
        if let edge = size?["shortest_edge"]?.integer, edge > 0 { return edge }
        guard let edge = size?.integer, edge > 0 else { return nil }
        if let isSquare = entries["default_to_square"]?.bool { return isSquare ? nil : edge }
        let covering = ["ConvNext", "Levit", "PoolFormer", "CLIP", "MobileNet", "MobileViT", "Bit"]
        return covering.contains { kind.hasPrefix($0) } ? edge : nil
    }

    /// Height and width in pixels, where a size speaks of both.
    private func extent(_ size: JSONValue?) -> [Int]? {
        if let side = size?.integer, side > 0 { return [side, side] }
        guard let height = size?["height"]?.integer, let width = size?["width"]?.integer, height > 0,
            width > 0
        else { return nil }
        return [height, width]
    }
}

extension Interpolation {
    /// The filter of Pillow's number; box and Hamming filters are taken for their nearest neighbour here.
    init?(pillow number: Int) {
        switch number {
        case 0: self = .nearest
        case 1: self = .lanczos
        case 2, 4, 5: self = .bilinear
        case 3: self = .bicubic
        default: return nil
        }
    }
}
