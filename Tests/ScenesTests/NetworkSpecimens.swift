import Datasets
import Foundation
import Inference
import Occlusion
import Rendering
import Tensors
import Workbench

@testable import Scenes

/// Made-up networks with made-up maps, the same every time.
@MainActor enum NetworkSpecimen: String, CaseIterable, Sendable {
    /// Two convolutions and two dense layers.
    case small
    /// Ten convolutions at five resolutions and a dense layer.
    case pictograms
    /// Thirteen convolutions and two dense layers.
    case sixteen
    /// Sixteen residual blocks: 53 convolutions, four of them in a second lane.
    case residual
    /// Three blocks of four branches.
    case inception

    /// What a scene shows of it, with a mask and answers.
    func content(clusters: Int = 3) -> NetworkContent {
        var content = NetworkContent()
        content.layers = layers
        content.graph = LayeredGraph.laidOut(content.layers)
        content.settings.clusterCount = clusters
        content.analyses = content.layers.map { Self.analysis($0, clusters: clusters) }
        content.steadyMapCounts = NetworkContent.steadyCounts(
            content.layers, content.analyses, content.settings)
        content.inputShape = SIMD3(128, 128, 3)
        content.input = Self.picture
        content.parts = [
            MaskPart(.rectangle(PixelRectangle(x: 40, y: 34, width: 30, height: 25)), .hides(.black))
        ]
        content.movement = content.layers.map { 0.2 + 0.05 * Float($0.id % 7) }
        let names = [
            "soccer ball", "dog", "rabbit", "owl", "house", "panda", "dolphin", "penguin", "fish", "cow",
        ]
        content.top = names.enumerated().map { rank, name in
            .init(name: name, probability: 0.8 / pow(3, Float(rank)), withoutMask: rank == 1 ? 0.86 : 0.01)
        }
        content.maps = { layer in layer.kind == .join ? nil : Self.maps(of: layer) }
        let all = content.layers
        // Every convolution sees one pixel more to each side, in its own resolution.
        content.receptiveField = { box, layer, earlier in
            let steps = all.filter { $0.id <= layer.id && $0.id > earlier?.id ?? -1 }.count
            let width = earlier?.width ?? 128
            let factor = width / max(1, layer.width)
            let low = SIMD2(max(0, box.x * factor - steps), max(0, box.y * factor - steps))
            let high = SIMD2(
                min(width, (box.x + box.width) * factor + steps),
                min(width, (box.y + box.height) * factor + steps))
            return PixelBox(x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y)
        }
        return content
    }

    /// A scene that shows it on a stage, at rest.
    func scene(
        _ camera: CameraMode, size: Point, theme: Theme = .light,
        change: (inout NetworkContent) -> Void = { _ in }
    )
        -> NetworkScene
    {
        var content = content()
        content.settings.camera = camera
        change(&content)
        let scene = NetworkScene()
        scene.show(content)
        scene.prepare(Stage(size: size, theme: theme, fonts: .standard))
        return scene
    }

    private var layers: [Layer] {
        var layers: [Layer] = []
        @discardableResult func add(
            _ name: String, _ kind: Layer.Kind, _ maps: Int, _ side: Int, after: [Int]? = nil
        ) -> Int {
            let id = layers.count
            let before = after ?? (id == 0 ? [] : [id - 1])
            layers.append(
                Layer(
                    id: id, name: name, kind: kind, node: name, value: name, shape: [maps, side, side],
                    predecessors: before))
            return id
        }
        switch self {
        case .small:
            add("conv 1", .convolution, 6, 28)
            add("conv 2", .convolution, 16, 10)
            add("fc 1", .dense, 120, 1)
            add("fc 2", .dense, 84, 1)
        case .pictograms:
            for (block, maps) in [16, 32, 64, 96, 128].enumerated() {
                for step in 1...2 { add("conv \(block + 1)_\(step)", .convolution, maps, 64 >> block) }
            }
            add("fc 1", .dense, 128, 1)
        case .sixteen:
            for (block, count) in [2, 2, 3, 3, 3].enumerated() {
                for step in 1...count {
                    add("features.conv\(block + 1)_\(step)", .convolution, min(512, 64 << block), 64 >> block)
                }
            }
            add("classifier.fc6", .dense, 4096, 1)
            add("classifier.fc7", .dense, 4096, 1)
        case .residual:
            var last = add("conv1", .convolution, 64, 64)
            for (stage, count) in [3, 4, 6, 3].enumerated() {
                for block in 0..<count {
                    let side = 32 >> stage
                    let name = "layer\(stage + 1).\(block)"
                    add("\(name).conv1", .convolution, 32 << stage, side, after: [last])
                    add("\(name).conv2", .convolution, 32 << stage, side)
                    let end = add("\(name).conv3", .convolution, 128 << stage, side)
                    let skip =
                        block > 0
                        ? last : add("\(name).downsample", .convolution, 128 << stage, side, after: [last])
                    last = add("\(name).add", .join, 128 << stage, side, after: [end, skip])
                }
            }
        case .inception:
            var last = add("conv1", .convolution, 32, 32)
            for block in 1...3 {
                let a = add("mixed\(block).a", .convolution, 16, 16, after: [last])
                add("mixed\(block).b1", .convolution, 24, 16, after: [last])
                let b = add("mixed\(block).b2", .convolution, 32, 16)
                add("mixed\(block).c1", .convolution, 8, 16, after: [last])
                let c = add("mixed\(block).c2", .convolution, 16, 16)
                let d = add("mixed\(block).d", .convolution, 16, 16, after: [last])
                last = add("mixed\(block).concat", .join, 80, 16, after: [a, b, c, d])
            }
        }
        return layers
    }

    private static func analysis(_ layer: Layer, clusters: Int) -> LayerAnalysis {
        guard layer.kind == .convolution else {
            return LayerAnalysis(layer: layer, entropies: [], clusters: [])
        }
        let entropies = (0..<layer.mapCount).map { Float(($0 * 37 + layer.id * 11) % 97) / 97 }
        let order = entropies.indices.sorted { entropies[$0] > entropies[$1] }
        let rows = min(clusters, layer.mapCount)
        let groups = (0..<rows).map { row in
            Array(order[(order.count * row / rows)..<(order.count * (row + 1) / rows)].reversed())
        }
        return LayerAnalysis(
            layer: layer, entropies: entropies,
            clusters: groups.enumerated().map { row, maps in
                ClusterAnalysis(
                    maps: maps, meanEntropy: maps.map { entropies[$0] }.reduce(0, +) / Float(maps.count),
                    explainedVariance: row == 2 && layer.id == 1 ? nil : 0.9 - 0.2 * Float(row),
                    representative: Tensor(
                        shape: [layer.height, layer.width],
                        values: pattern(layer.height, layer.width, phase: Float(layer.id + row))))
            })
    }

    private nonisolated static func maps(of layer: Layer) -> Tensor {
        let values = (0..<layer.mapCount).flatMap { pattern(layer.height, layer.width, phase: Float($0)) }
        return Tensor(shape: layer.shape, values: values)
    }

    private nonisolated static func pattern(_ height: Int, _ width: Int, phase: Float) -> [Float] {
        (0..<(height * width)).map { index in
            let x = Float(index % width) / Float(width) - 0.5
            let y = Float(index / width) / Float(height) - 0.5
            return cos(12 * (x * x + y * y).squareRoot() + phase) + 0.3 * x * phase
        }
    }

    private static var picture: Picture {
        let pixels = (0..<(128 * 128)).flatMap { index -> [UInt8] in
            let (x, y) = (index % 128, index / 128)
            let isBall = (x - 70) * (x - 70) + (y - 60) * (y - 60) < 900
            return isBall ? [230, 120, 40] : [UInt8(90 + y / 2), UInt8(170 - y / 3), 200]
        }
        return Picture(width: 128, height: 128, pixels: pixels)
    }
}
