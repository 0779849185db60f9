import Rendering
import Workbench

@testable import Scenes

/// A hand-made content of the Models scene.
struct ModelsSample {
    var content = ModelsContent()

    /// - Parameters:
    ///   - kinds: the layers of both networks: c a convolution, d a dense layer.
    ///   - checkpoints: their number; 0: one other network.
    ///   - isMasked: whether a part is hidden.
    init(_ kinds: [String] = ["ccccccd", "cccdd"], checkpoints: Int = 0, isMasked: Bool = false) {
        content.phase = .ready
        content.open = Self.network("Pictograms", kinds[0], side: 32, seed: 1, isMasked: isMasked)
        content.other = Self.network(
            checkpoints > 0 ? "Epoch 8" : "Shapes", kinds[1], side: 24, seed: 5, isMasked: isMasked)
        content.links = kinds[1].indices.enumerated().map { index, _ in
            let (own, depth) = (content.other.columns[index], content.other.columns[index].depth)
            let partner = content.open.columns.indices.filter {
                content.open.columns[$0].isDense == own.isDense
            }.min {
                abs(content.open.columns[$0].depth - depth) < abs(content.open.columns[$1].depth - depth)
            }
            return ModelsContent.Link(open: partner, other: index)
        }
        content.focus = content.links[kinds[1].filter { $0 == "c" }.count - 1]
        if checkpoints > 0 { content.series = Self.series(checkpoints) }
        content.verdict = ModelsWords.verdict(content)
    }

    private static func network(
        _ name: String, _ kinds: String, side: Int, seed: Int, isMasked: Bool
    ) -> ModelsContent.Network {
        var network = ModelsContent.Network(name: name)
        network.picture = image(side, side, seed, colors: .gray)
        if isMasked {
            let edge = Float(side) / 4
            network.outlines = [
                [Point(edge, edge), Point(2 * edge, edge), Point(2 * edge, 3 * edge), Point(edge, 3 * edge)]
            ]
        }
        for (index, kind) in kinds.enumerated() {
            let isDense = kind == "d"
            let own = kinds.filter { $0 == kind }.count
            let number = kinds.prefix(index).count { $0 == kind }
            let extent = max(side >> (index / 2), 4)
            network.columns.append(
                ModelsContent.Column(
                    layer: index,
                    names: Array(repeating: "\(isDense ? "fc" : "conv") \(number + 1)", count: 3),
                    size: isDense ? "40 units" : "16 maps of \(extent) \u{d7} \(extent) px", isDense: isDense,
                    depth: own > 1 ? Float(number) / Float(own - 1) : isDense ? 1 : 0,
                    faces: isDense
                        ? [face(2, 20, seed + index, "All units")]
                        : (0..<3).map { face(extent, extent, seed + index * 3 + $0, "Block \($0 + 1)") },
                    movement: isMasked ? Float(index + 1) / 20 : nil))
        }
        network.answers = [("dog", 0.62), ("cat", 0.21), ("panda", 0.08), ("pig", 0.04), ("cow", 0.01)].map {
            ModelsContent.Answer(
                name: seed == 1 ? $0.0 : String($0.0.reversed()), probability: $0.1,
                unmasked: isMasked ? min($0.1 + 0.2, 1) : nil)
        }
        return network
    }

    private static func series(_ count: Int) -> ModelsContent.Series {
        var series = ModelsContent.Series(
            names: (0..<count).map { "Epoch \(1 << $0)" }, shown: min(3, count - 1))
        series.curves = [("dog", true), ("cat", false), ("panda", false)].enumerated().map { place, entry in
            ModelsContent.Curve(
                name: entry.0,
                values: (0..<count).map { step in
                    let share = Float(step) / Float(max(count - 1, 1))
                    return step == count - 2 && place == 0
                        ? nil : entry.1 ? 0.1 + 0.8 * share : 0.45 * (1 - share) / Float(place)
                }, isAnswer: entry.1)
        }
        series.rows = (0..<6).map { row in
            ModelsContent.Row(
                title: "#\(row * 3)",
                cells: (0..<count).map { step in
                    step == count - 2
                        ? nil
                        : ModelsContent.Cell(
                            image: image(10, 10, row * 31 + step, colors: .viridis), range: 0...2)
                })
        }
        return series
    }

    private static func face(_ width: Int, _ height: Int, _ seed: Int, _ title: String) -> ModelsContent.Face
    {
        ModelsContent.Face(
            image: image(width, height, seed, colors: .viridis), title: title, detail: "5 maps")
    }

    /// A hill whose top lies elsewhere for every seed.
    private static func image(_ width: Int, _ height: Int, _ seed: Int, colors: ColorMap) -> DisplayImage {
        let top = Point(Float(seed * 37 % 11) / 10, Float(seed * 53 % 13) / 12)
        let values = (0..<width * height).map { index -> Float in
            let place = Point(Float(index % width) / Float(width), Float(index / width) / Float(height))
            return 1 / (0.1 + ((place - top) * (place - top)).sum())
        }
        return DisplayImage(map: values, width: width, height: height, colorMap: colors)
    }
}
