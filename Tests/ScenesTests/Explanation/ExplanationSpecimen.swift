import Inference
import Rendering
import TestSupport
import Workbench

@testable import Scenes

/// Made-up explanations, the same every time.
@MainActor enum ExplanationSpecimen {
    private static let names = [
        "conv 1_2": "conv 1_2", "conv 2_1": "conv 2_1", "pool": "pool 1", "fc": "logits",
    ]

    /// A 3 x 3 convolution of 24 maps at the map's border, with a normalisation and a ReLU.
    static func convolution(maps: Int = 24, kernel: Int = 3) -> ExplainedContent {
        var random = SplitMix(seed: 4)
        func number(_ range: ClosedRange<Float>) -> Float { Float.random(in: range, using: &random) }
        let parts = (0..<maps).map { channel in
            let cells = kernel * kernel
            return WeightedSum.Part(
                map: MapPlace(value: "pool", channel: channel),
                patch: (0..<cells).map { $0 < kernel ? nil : number(0...0.6) },
                kernel: (0..<cells).map { _ in number(-0.12...0.2) / Float(1 + channel % 7) })
        }
        let sum = WeightedSum(
            kind: .convolution, rows: Array(-1..<kernel - 1), columns: Array(20..<20 + kernel), parts: parts,
            bias: -0.05)
        let after = sum.result * 1.4 - 0.2
        return ExplainedContent(
            ValueExplanation(
                place: place, value: max(0, after), origin: .weighted(sum),
                steps: [
                    .init(.batchNormalization(scale: 1.4, shift: -0.2), before: sum.result, after: after),
                    .init(.activation("Relu"), before: after, after: max(0, after)),
                ]), names: names)
    }

    /// The largest of four, reached from elsewhere.
    static var pool: ExplainedContent {
        let window = PooledWindow(
            kind: .maximum, map: MapPlace(value: "conv 1_2", channel: 3), rows: [42, 43], columns: [40, 41],
            values: [0.12, 0.4, 0.97, 0.3], divisor: 4)
        return ExplainedContent(
            ValueExplanation(
                place: MapPlace(value: "pool", channel: 3).pixel(x: 20, y: 21), value: 0.97,
                origin: .pooled(window)), names: names, depth: 2)
    }

    /// A class made of the means of 40 maps.
    static var answer: ExplainedContent {
        let parts = (0..<40).map { channel in
            WeightedSum.Part(
                map: MapPlace(value: "pool", channel: channel), patch: [Float(channel % 9) / 10],
                kernel: [Float(channel % 5) - 1.5])
        }
        let sum = WeightedSum(kind: .dense, rows: [0], columns: [0], parts: parts, bias: 0.3)
        var content = ExplainedContent(
            ValueExplanation(
                place: MapPlace(value: "fc", channel: 5).pixel(x: 0, y: 0), value: sum.result,
                origin: .weighted(sum)), names: names)
        content.className = "soccer ball"
        for part in content.strongest.prefix(8) {
            content.thumbnails[part] = DisplayImage(
                map: (0..<64).map { Float(($0 * (part + 3)) % 17) }, width: 8, height: 8, colorMap: .viridis)
        }
        return content
    }

    static let place = MapPlace(value: "conv 2_1", channel: 0).pixel(x: 21, y: 0)

    /// A scene with an open map that shows it.
    static func scene(_ explained: ExplainedContent, size: Point, theme: Theme) -> NetworkScene {
        NetworkSpecimen.pictograms.scene(.plate, size: size, theme: theme) { content in
            content.explained = explained
            guard explained.className == nil else {
                content.selection.explained = [explained.explanation.place]
                return
            }
            let map = content.mapsByEntropy(layer: 2, cluster: 1).last ?? 0
            let open = MapPlace(value: content.layers[2].value, channel: map).pixel(x: 21, y: 0)
            content.selection.layer = 2
            content.selection.cluster = 1
            content.selection.map = map
            content.selection.explained =
                explained.depth > 1 ? [open, explained.explanation.place] : [open]
            content.selection.pin = .init(layer: 2, cluster: 1, x: 21, y: 0)
        }
    }
}
