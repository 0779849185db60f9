/// Which values of a program are maps in another shape than `[1, channels, height, width]`.
///
/// Some have their channels last, `[1, height, width, channels]`: pictures that are fed so, and what lies between two
/// transpositions, as in ConvNeXt. Others are single maps, `[1, height, width]`: channels of the picture that are
/// taken out to be scaled, as in Inception.
struct MapLayouts {
    private var channelsLast: Set<String> = []
    private var planes: Set<String> = []

    init(_ program: Program, shapes: [String: [Int]], input: PlanInput) {
        if input.isChannelsLast { channelsLast.insert(input.name) }
        let constants = program.constants
        for node in program.nodes {
            guard let output = node.outputs.first else { continue }
            if isPlane(madeBy: node, shapes) { planes.insert(output) }
            guard shapes[output]?.count == 4 else { continue }
            if let transpose = node.operation as? Transpose {
                if transpose.permutation == [0, 2, 3, 1] { channelsLast.insert(output) }
            } else if node.operation.isElementwise || Self.mixesLastAxis(node, shapes) {
                let maps = node.inputs.filter { constants[$0] == nil && shapes[$0]?.count == 4 }
                if maps.contains(where: channelsLast.contains) { channelsLast.insert(output) }
            }
        }
    }

    /// Whether the value has its channels last.
    func hasChannelsLast(_ value: String) -> Bool { channelsLast.contains(value) }

    /// Whether the value is `[1, height, width]`.
    func isPlane(_ value: String) -> Bool { planes.contains(value) }

    private func isPlane(madeBy node: Graph.Node, _ shapes: [String: [Int]]) -> Bool {
        guard let input = node.inputs.first, let before = shapes[input], let output = node.outputs.first,
            let after = shapes[output], after.count == 3, after.suffix(2) == before.suffix(2)
        else { return false }
        if let gather = node.operation as? Gather { return gather.axis == 1 && before.count == 4 }
        return node.operation.isElementwise && planes.contains(input)
    }

    /// Whether the node makes each pixel of its output from the same pixel, though its operator may look at more.
    func isPixelwise(_ node: Graph.Node, shapes: [String: [Int]]) -> Bool {
        node.inputs.first.map(hasChannelsLast) == true && Self.mixesLastAxis(node, shapes)
    }

    private static func mixesLastAxis(_ node: Graph.Node, _ shapes: [String: [Int]]) -> Bool {
        let rank = node.inputs.first.flatMap { shapes[$0]?.count } ?? 0
        switch node.operation {
        case let normalization as LayerNormalization: return [-1, rank - 1].contains(normalization.axis)
        case let reduction as Reduce:
            return reduction.keepsAxes && (reduction.axes == [-1] || reduction.axes == [rank - 1])
        default: return node.operation.name == "MatMul" && shapes[node.inputs.last ?? ""]?.count == 2
        }
    }
}
