import Datasets
import Foundation
import Rendering
import Samples
import Tensors
import Workbench

@testable import Scenes

/// A made-up network of two branches and made-up pictures of it, the same every time.
@MainActor struct ChannelsSample {
    /// How many classes there are.
    var classCount = 8
    /// Pictures of each class in the heatmap.
    var pictureCount = 16
    /// Channels of the layer whose heatmap is shown.
    var channelCount = 64
    /// The views of the layers that are open.
    var views: [LayerView] = [.heatmap, .hierarchy]

    static let names = ["dog", "cat", "tiger", "cow", "car", "bus", "apple", "soccer ball"]

    /// The stages behind the input: their names, and the stages they are made from.
    static let stages: [(name: String, before: [Int])] = [
        ("stem", []), ("a 1", [0]), ("b 1", [0]), ("a 2", [1]), ("b 2", [2]), ("join", [3, 4]), ("c 1", [5]),
        ("c 2", [6]), ("add", [5, 7]), ("d 1", [8]), ("fc 1", [9]), ("logits", [10]),
    ]

    var content: ChannelsContent {
        var content = ChannelsContent()
        content.isOpen = true
        content.classNames = (0..<classCount).map { $0 < 8 ? Self.names[$0] : "class \($0)" }
        content.graph = LayeredGraph.laidOut(
            Self.stages.map { LayeredGraph.Node(predecessors: $0.before, isSmall: $0.before.count > 1) })
        let names = ["Input"] + Self.stages.map(\.name)
        content.layers = names.enumerated().map { id, name in
            .init(id: id, name: name, tile: id == 0 ? nil : tile(id))
        }
        content.tileBound = ChannelsContent.bound(of: content.layers.compactMap(\.tile))
        content.classOf = (0..<classCount * 20).map { $0 / 20 }
        content.cards = views.enumerated().map { index, view in card(view, layer: [9, 10][index]) }
        return content
    }

    /// A layer that is open.
    func card(_ view: LayerView, layer: Int) -> ChannelsContent.Card {
        .init(
            layer: layer, name: layer == 0 ? "Input" : Self.stages[layer - 1].name,
            remark: "64 channels, 128 pictures", view: view, body: body(of: view))
    }

    /// A tile of a layer.
    func tile(_ layer: Int) -> LayerTile {
        let matrix = (0..<classCount * classCount).map { index -> Float in
            let (row, column) = (index / classCount, index % classCount)
            return similarity(row, column, depth: Float(layer) / 12)
        }
        return LayerTile(matrix, counts: [Int](repeating: 20, count: classCount), number: UInt64(layer))
    }

    /// Alike inside of a class, less so inside of a pair, least otherwise; more so in deep layers.
    private func similarity(_ a: Int, _ b: Int, depth: Float) -> Float {
        if a == b { return 0.35 + 0.4 * depth }
        let (first, second) = (min(a, b), max(a, b))
        let noise = 0.05 * sin(Float(first * 7 + second * 3))
        return (a / 2 == b / 2 ? 0.38 : 0.3 - 0.1 * depth) + noise * (1 - depth)
    }

    private func body(of view: LayerView) -> ChannelsContent.Body {
        switch view {
        case .heatmap: .heatmap(heatmap)
        case .hierarchy: .hierarchy(hierarchy, clusters)
        case .pruning: .pruning(pruning)
        case .map, .shared: .waiting("Computing the map\u{2026}", progress: SIMD2(30, 100))
        }
    }

    var heatmap: HeatmapContent {
        let columns = classCount * pictureCount
        let classOf: [Int] = (0..<columns).map { $0 / pictureCount }
        let values: [Float] = (0..<channelCount * columns).map { index -> Float in
            let channel = index / columns
            let column = index % columns
            let own: Float = channel % classCount == classOf[column] ? 160 : 30
            let turn = Float(channel * 31 + column * 17)
            let wave: Float = sin(turn) + 1
            let height: Float = own * (0.6 + 0.4 * wave)
            return channel % 9 == 4 ? 4 * wave : height
        }
        let numbers: [Float] = (0..<channelCount).map { channel -> Float in
            let step = channel * 37 % 61
            return channel % 9 == 4 ? 2 : Float(20 + step)
        }
        let norms: [Float] = numbers.map { number -> Float in 3 + sin(number) }
        let variances: [Float] = numbers.map { $0 * 40 }
        let samples: [Int] = (0..<columns).map { $0 / pictureCount * 20 + $0 % pictureCount }
        return HeatmapContent(
            samples: samples, classOf: classOf, values: values, scores: [variances, numbers, norms],
            ordering: .classDistance, leftOutShare: 0.1, number: 1)
    }

    /// Pairs of classes; the more of them, the less alike.
    var hierarchy: HierarchyContent {
        let members = (0..<classCount).map { index in
            let samples = Array(index * 20..<index * 20 + 20)
            let kinds: [[Int]] =
                switch index % 3 {
                case 0: []
                case 1: [Array(samples[..<12]), Array(samples[12...])]
                default: [Array(samples[..<9]), Array(samples[9..<15]), Array(samples[15...])]
                }
            return HierarchyContent.Member(classIndex: index, samples: samples, subclasses: kinds)
        }
        let merges = classCount == 8 ? Self.merges : chain
        let order = classCount == 8 ? [1, 2, 6, 4, 5, 0, 3, 7] : Array(0..<classCount)
        return HierarchyContent(
            members: members, merges: merges, leafOrder: order, cut: HierarchyContent.usualCut(of: merges))
    }

    private static let merges: [HierarchyContent.Merge] = [
        .init(left: 0, right: 3, similarity: 0.46), .init(left: 4, right: 5, similarity: 0.43),
        .init(left: 1, right: 2, similarity: 0.41), .init(left: 8, right: 7, similarity: 0.40),
        .init(left: 9, right: 11, similarity: 0.36), .init(left: 6, right: 12, similarity: 0.24),
        .init(left: 10, right: 13, similarity: 0.22),
    ]

    /// One class after the other joins.
    private var chain: [HierarchyContent.Merge] {
        (0..<classCount - 1).map { index in
            HierarchyContent.Merge(
                left: index == 0 ? 0 : classCount + index - 1, right: index + 1,
                similarity: 0.6 - 0.5 * Float(index) / Float(classCount))
        }
    }

    var clusters: ClusterBarsContent {
        let samples = Array(0..<classCount * 20)
        let labels = samples.map { Int32($0 % 13 == 0 ? ($0 / 20 + 3) % 8 : $0 / 20) }
        return ClusterBarsContent(
            labels: labels, samples: samples, classOf: samples.map { $0 / 20 }, method: "K-means, K = 8")
    }

    var pruning: PruningContent {
        let counts = (0...20).map { $0 * 64 / 20 }
        func curve(_ start: Float, _ end: Float, knee: Float) -> [Float] {
            counts.map { count in
                let share = Float(count) / 64
                return end + (start - end) / (1 + exp(14 * (share - knee)))
            }
        }
        let classes = (0..<classCount).map { index in
            PruningContent.Curve(
                classIndex: index, name: Self.names[index % 8],
                accuracy: curve(
                    0.9 + 0.012 * Float(index), index == 2 ? 1 : 0, knee: 0.35 + 0.07 * Float(index)))
        }
        return PruningContent(
            curves: [.init(classIndex: nil, name: "all", accuracy: curve(0.97, 0.12, knee: 0.6))] + classes,
            removedCounts: counts, order: (0..<64).map { $0 * 5 % 64 }, ordering: .classDistance,
            sampleCount: 160)
    }

    /// A picture of a sample: stripes in the colour of its class.
    static func picture(_ sample: Int) -> Picture {
        let color = ClassMark(slot: sample / 20).color(.light)
        let pixels = (0..<32 * 32).flatMap { pixel -> [UInt8] in
            let isOn = (pixel % 32 + pixel / 32 * (sample % 5) + sample) / 4 % 2 == 0
            return [color.red, color.green, color.blue].map { UInt8(($0 * (isOn ? 1 : 0.5)) * 255) }
        }
        return Picture(width: 32, height: 32, pixels: pixels)
    }

    /// The same for drawing.
    static func image(_ sample: Int) -> DisplayImage? {
        let picture = picture(sample)
        return DisplayImage(rgb: picture.pixels, width: picture.width, height: picture.height)
    }

    /// Bumps that move with the channel, 64 maps of 8 x 8.
    static func maps(of sample: Int) -> ChannelsContent.Maps {
        let values = (0..<64 * 64).map { index -> Float in
            let channel = index / 64
            let x = Float(index % 8) - Float(channel % 8)
            let y = Float(index / 8 % 8) - Float(channel / 8)
            return 4 * exp(-(x * x + y * y) / 6) - 1
        }
        return .init(
            tensor: Tensor(shape: [64, 8, 8], values: values), width: 8, height: 8, range: -3...4,
            picture: picture(sample))
    }

    /// Blocks of three layers with an edge past them.
    static func residual(blocks: Int) -> LayeredGraph {
        var nodes = [LayeredGraph.Node(predecessors: [])]
        for _ in 0..<blocks {
            let start = nodes.count - 1
            nodes += [start, start + 1, start + 2].map { LayeredGraph.Node(predecessors: [$0]) }
            nodes.append(LayeredGraph.Node(predecessors: [start, start + 3], isSmall: true))
        }
        return LayeredGraph.laidOut(nodes)
    }

    /// A layer's map and the Jaccard matrix of its pictures.
    var mapContent: ChannelsContent {
        let map = MapSample().content()
        var content = content
        (content.classNames, content.facts) = (MapSample.names, map.facts)
        guard let scatter = map.scatter, let matrix = map.matrix, let shared = map.shared else {
            return content
        }
        let shown: [(LayerView, LayerMapCard.Shown)] = [
            (.map, .scatter(scatter)), (.shared, .matrix(matrix, shared)),
        ]
        content.cards = shown.enumerated().map { index, shown in
            let body = LayerMapCard(shown: shown.1, remark: "t-SNE of channel summaries, seed 3")
            return .init(
                layer: 9 + index, name: Self.stages[8 + index].name, remark: "64 channels", view: shown.0,
                body: .map(body))
        }
        return content
    }

    /// A scene that shows a content on a stage.
    static func scene(
        _ content: ChannelsContent, _ theme: Theme = .light, size: Point = Point(1212, 916)
    ) -> ChannelsScene {
        let scene = ChannelsScene()
        scene.showThumbnails { image($0) }
        scene.show(content)
        scene.arrange(in: Stage(size: size, theme: theme, fonts: .standard))
        return scene
    }
}
