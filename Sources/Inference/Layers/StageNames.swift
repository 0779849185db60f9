/// Names for a plain chain of layers, as people number VGG and AlexNet: a stage ends where the maps get smaller.
///
/// "conv2_1" is the first convolution of the second stage. Where most stages have one convolution, these are
/// numbered through: "conv1", "conv2". Dense layers go on counting after the last stage or convolution: "fc6".
enum StageNames {
    /// A map whose side is this much shorter than the one before begins a stage; less is the border that
    /// convolutions without padding cut off.
    private static let shrinkage = 1.5

    /// One name a layer; nil where the layers are no chain of convolutions followed by dense ones.
    static func names(of layers: [Layer]) -> [String]? {
        let isChain = layers.allSatisfy { $0.predecessors == ($0.id == 0 ? [] : [$0.id - 1]) }
        let convolutions = layers.prefix { $0.kind == .convolution }
        let dense = layers.dropFirst(convolutions.count)
        guard isChain, !convolutions.isEmpty, dense.allSatisfy({ $0.kind == .dense }) else { return nil }

        let stages = stages(of: Array(convolutions))
        let isStaged = stages.count { $0.count > 1 } * 2 >= stages.count && stages.count > 1
        let names =
            isStaged
            ? stages.enumerated().flatMap { stage, members in
                members.indices.map { "conv\(stage + 1)_\($0 + 1)" }
            }
            : convolutions.indices.map { "conv\($0 + 1)" }
        let last = isStaged ? stages.count : convolutions.count
        return names + dense.indices.map { "fc\(last + $0 - dense.startIndex + 1)" }
    }

    private static func stages(of layers: [Layer]) -> [[Layer]] {
        layers.reduce(into: []) { stages, layer in
            if let before = stages.last?.last, Double(before.height) < Double(layer.height) * shrinkage {
                stages[stages.count - 1].append(layer)
            } else {
                stages.append([layer])
            }
        }
    }
}
