/// What timm's `pretrained_cfg` in a `config.json` says; older files have its keys at their top.
struct TimmConfiguration {
    private let entries: JSONValue

    /// Nil where the file is not timm's.
    init?(_ file: JSONValue) {
        let entries = file["pretrained_cfg"] ?? file
        guard let size = entries["input_size"]?.list(of: \.integer), size.count == 3 else { return nil }
        self.entries = entries
    }

    func facts(file: String) -> InputFacts {
        var facts = InputFacts(origin: .file(file))
        facts.mean = entries["mean"]?.numbers
        facts.deviation = entries["std"]?.numbers.flatMap { $0.allSatisfy { $0 > 0 } ? $0 : nil }
        facts.interpolation = entries["interpolation"]?.string.flatMap(Interpolation.init(rawValue:))
        setFitting(of: &facts)
        return facts
    }

    /// timm scales the picture to the size over the share, rounded down, and cuts out its centre.
    private func setFitting(of facts: inout InputFacts) {
        guard let size = entries["input_size"]?.list(of: \.integer), size.allSatisfy({ $0 > 0 }) else {
            return
        }
        facts.size = [size[1], size[2]]
        facts.resize = entries["crop_mode"]?.string == "squash" ? .squash : .crop
        if entries["crop_mode"]?.string == "border" {
            facts.remarks.append(
                "\(facts.origin.words) wants pictures with a border; Convoscope cuts out their center instead."
            )
        }
        let share = entries["crop_pct"]?.number.map(Double.init) ?? 0.875
        // The share is read as a 32-bit float: a hair is added, or 224 / 0.875 may lose a pixel.
        facts.scaledSize = [size[1], size[2]].map { share > 0 ? Int(Double($0) / share + 1e-4) : $0 }
    }
}
