/// What an ONNX file says about pictures in its properties (`Image.…`) and in the denotations of its input.
///
/// Source: ONNX's "Metadata" and "Type Denotation" pages.
struct ImageMetadata {
    /// The model's own keys and values.
    let properties: [String: String]
    /// The denotation of each dimension of the input, as in `DATA_CHANNEL`; empty where there is none.
    let denotations: [String]

    /// Nil where the file says nothing about pictures.
    func facts() -> InputFacts? {
        var facts = InputFacts(origin: .model)
        setRange(of: &facts)
        setPixelFormat(of: &facts)
        if let channels = denotations.firstIndex(of: "DATA_CHANNEL") {
            facts.layout = channels == denotations.count - 1 ? .channelsLast : .channelsFirst
        }
        if property("colorspacegamma") == "linear" {
            facts.remarks.append(
                "The model wants linear light; Convoscope feeds sRGB, as pictures are stored.")
        }
        return facts == InputFacts(origin: .model) ? nil : facts
    }

    /// The value of a key, in small letters: neither keys nor values mind their case.
    private func property(_ name: String) -> String? {
        properties.first { $0.key.lowercased() == "image." + name }?.value.lowercased()
    }

    private func setPixelFormat(of facts: inout InputFacts) {
        switch property("bitmappixelformat") {
        case "gray8", "gray16": facts.channelOrder = .gray
        case "rgb8", "rgba8", "rgb16", "rgba16": facts.channelOrder = .rgb
        case "bgr8", "bgra8": facts.channelOrder = .bgr
        default: break
        }
    }

    /// The range that black to white becomes.
    private func setRange(of facts: inout InputFacts) {
        let range: (low: Float, high: Float)
        switch property("nominalpixelrange") {
        case "nominalrange_0_255": range = (0, 255)
        case "normalized_0_1": range = (0, 1)
        case "normalized_1_1": range = (-1, 1)
        case "nominalrange_16_235": range = (16, 235)
        default: return
        }
        let extent = range.high - range.low
        facts.mean = [range.low == 0 ? 0 : -range.low / extent]
        facts.deviation = [1 / extent]
    }
}
