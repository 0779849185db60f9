import Inference

/// A layer's name in pieces, for places too small for the whole: "layer2.0.conv1" is the part "conv1" of the block
/// "layer2.0".
struct LayerTitle: Equatable {
    /// The whole name.
    let name: String
    /// The block that the layer is in; empty where it is in none.
    let block: String
    /// What the layer is called within its block.
    let part: String

    /// The pieces of a layer's name.
    init(_ layer: Layer) {
        name = layer.name
        var parts = layer.name.split { "./".contains($0) }.map(String.init)
        if parts.count > 1, parts.last?.lowercased() == "conv" { parts.removeLast() }
        let last = parts.popLast() ?? layer.name
        if last.allSatisfy(\.isNumber), let before = parts.popLast() {
            // A bare number is told what it numbers.
            let isKnown = Self.containers.contains(before.lowercased())
            part = isKnown ? (layer.kind == .dense ? "fc " : "conv ") + last : "\(before).\(last)"
        } else {
            part = last
        }
        block =
            parts.allSatisfy { Self.containers.contains($0.lowercased()) } ? "" : parts.joined(separator: ".")
    }

    /// The part in few letters: "conv 3_2" becomes "3_2", "depthwise" becomes "dw".
    var short: String {
        for (word, letters) in Self.abbreviations where part.hasPrefix(word) {
            return letters + part.dropFirst(word.count)
        }
        guard part.lowercased().hasPrefix("conv") else { return part }
        let rest = part.dropFirst(4).drop { " _-".contains($0) }
        return rest.contains("_") && rest.first?.isNumber == true ? String(rest) : part
    }

    /// The letters that the part begins with.
    var word: Substring { part.prefix { $0.isLetter } }

    /// The whole, ever shorter.
    var all: [String] { [name, part, short] }

    /// Names of modules that only hold others.
    private static let containers: Set = [
        "features", "classifier", "layers", "model", "net", "head", "encoder",
    ]

    private static let abbreviations = [
        ("depthwise", "dw"), ("pointwise", "pw"), ("expand", "exp"), ("project", "proj"), ("squeeze", "sq"),
        ("downsample", "down"), ("branch", "b"), ("classifier", "cls"),
    ]
}
