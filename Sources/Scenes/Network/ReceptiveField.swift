import Inference

/// What feeds one pixel: a box of pixels in every earlier layer and in the input picture.
struct ReceptiveField: Sendable, Equatable {
    /// The layer of the pixel, by `id`.
    var layer: Int
    /// The row of blocks in which it was pointed at.
    var cluster: Int
    /// The pixel.
    var x, y: Int
    /// Boxes by layer `id`, the layer's own pixel among them; those that do not feed it have none.
    var boxes: [Int: PixelBox]
    /// The box of the input picture.
    var inputBox: PixelBox?
    /// Pairs of layers (-1 is the input) between which the field is drawn, the earlier one first.
    var steps: [Step]

    /// From one layer to the next that reads it.
    struct Step: Sendable, Hashable {
        /// By `id`, -1 is the input.
        var from: Int
        /// By `id`.
        var to: Int
    }

    /// The field of a pixel in a content's network.
    init(layer id: Int, cluster: Int, x: Int, y: Int, in content: NetworkContent) {
        (layer, self.cluster, self.x, self.y) = (id, cluster, x, y)
        let layer = content.layers[id]
        let pixel = PixelBox(x: x, y: y, width: 1, height: 1)
        boxes = [id: pixel]
        for earlier in content.layers.prefix(id) where earlier.kind == .convolution {
            boxes[earlier.id] = content.receptiveField(pixel, layer, earlier)
        }
        inputBox = content.receptiveField(pixel, layer, nil)
        steps = []
        steps = Self.steps(boxes: boxes, layers: content.layers)
    }

    /// Through joins to the columns before them; skip edges only reach over one join.
    private static func steps(boxes: [Int: PixelBox], layers: [Layer]) -> [Step] {
        func columns(before id: Int, joins: Int) -> [Int] {
            let before = layers[id].predecessors
            guard !before.isEmpty else { return [-1] }
            return before.flatMap { earlier -> [Int] in
                guard layers[earlier].kind == .join else { return [earlier] }
                return joins > 0 ? columns(before: earlier, joins: joins - 1) : []
            }
        }
        let all = boxes.keys.sorted().flatMap { id in
            columns(before: id, joins: 1).filter { $0 < 0 || boxes[$0] != nil }.map { Step(from: $0, to: id) }
        }
        return Array(Set(all)).sorted { ($0.to, $0.from) < ($1.to, $1.from) }
    }
}
