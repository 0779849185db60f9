import Analysis
import Foundation
import Inference
import Rendering
import Tensors
import Workbench

@testable import Scenes

/// Made-up variants of a made-up layer, the same every time.
struct CompareSample {
    /// How many variants are compared.
    var variantCount = 2
    /// `[maps, height, width]` of the layer that is shown.
    var shape = [12, 16, 16]
    /// Layers of the strip; the layer is the third.
    var layerCount = 10
    /// Blocks of the layer.
    var blockCount = 3
    /// A block whose maps are constant.
    var constantBlock: Int?
    /// What the user has set.
    var settings = ComparisonSettings()

    var content: CompareContent {
        var content = CompareContent()
        content.phase = .ready
        content.number = 1
        content.settings = settings
        content.settings.columnCount = variantCount
        let names = ["Original", "Mask 3", "Left half", "Ball", "Sky"]
        let answers = ["dog 86 %", "soccer ball 96 %", "dog 41 %", "rabbit 12 %", "dog 88 %"]
        content.variants = (0..<variantCount).map {
            .init(name: names[$0 % 5], isOriginal: $0 == 0, answer: answers[$0 % 5])
        }
        content.strip = (0..<layerCount).map { index in
            .init(
                id: index, names: ["conv \(index / 2 + 1)_\(index % 2 + 1)", "\(index)"],
                counts: ["24 maps", "24"],
                movements: (1..<variantCount).map { movement(index, variant: $0) })
        }
        let layer = comparison
        content.layer = layer
        content.mapOrder = layer.mapsByMovement
        return content
    }

    private var comparison: LayerComparison {
        let isDense = shape[1] * shape[2] == 1
        let layer = Layer(
            id: 2, name: "conv 2_1", kind: isDense ? .dense : .convolution, node: "conv", value: "conv",
            shape: shape, predecessors: [])
        let blocks = isDense ? 1 : blockCount
        let clusters = (0..<blocks).map { block in
            ClusterAnalysis(
                maps: Array(shape[0] * block / blocks..<shape[0] * (block + 1) / blocks),
                meanEntropy: 0.8 - 0.2 * Float(block),
                explainedVariance: isDense || block == constantBlock ? nil : 0.7,
                representative: picture(phase: Float(block), variant: 0))
        }
        return LayerComparison(
            LayerAnalysis(layer: layer, entropies: [], clusters: clusters),
            maps: (0..<variantCount).map { variant in
                Tensor(
                    shape: shape,
                    values: (0..<shape[0]).flatMap {
                        picture(phase: Float($0) * 0.7, variant: variant).values
                    })
            },
            representatives: (0..<variantCount).map { variant in
                (0..<blocks).map { picture(phase: Float($0), variant: variant) }
            })
    }

    private func movement(_ layer: Int, variant: Int) -> TensorMovement {
        let own = (0..<8).map { sin(Float($0 * (layer + 2 * variant))) + 1 }
        let other = (0..<8).map { sin(Float($0 * layer)) + 1 }
        return TensorMovement(of: Tensor(shape: [8], values: own), from: Tensor(shape: [8], values: other))
    }

    /// Rings; a variant has a dark window in them.
    private func picture(phase: Float, variant: Int) -> Tensor {
        let (height, width) = (shape[1], shape[2])
        let values = (0..<height * width).map { index -> Float in
            let (column, row) = (index % width, index / width)
            let x = Float(column) / Float(width) - 0.5
            let y = Float(row) / Float(height) - 0.5
            let ring = cos(12 * (x * x + y * y).squareRoot() + phase)
            if height * width == 1 { return ring * (1 - 0.3 * Float(variant)) + 0.2 * sin(phase) }
            let isHidden = column * 8 / width == 1 + variant && (2..<6).contains(row * 8 / height)
            return variant > 0 && isHidden ? -0.4 * sin(phase) : ring
        }
        return Tensor(shape: [height, width], values: values)
    }
}
