import Tensors

/// In what the inputs of a run differ from that of an earlier one.
struct InputChange {
    /// The slot of the first maps: the input, or its transposition where the file wants the channels last.
    let slot: Int
    /// The changed parts, or the inputs as a whole where they cannot be compared.
    let change: Change
    /// Which picture each part belongs to.
    let pictures: [Int]

    /// Nil where every input equals the earlier one.
    init?(_ inputs: [Tensor], since base: Activations) {
        let plan = base.plan
        guard let slot = plan.program.slots[plan.inputName] else { return nil }
        self.slot = slot
        guard let old = base.values[slot]?.maps, inputs.allSatisfy({ $0.shape.count == 4 }) else {
            return nil
        }
        let new = inputs.map { $0.channelsMovedLast() }
        let finder = ChangedPixels(shape: old.shape)
        var boxes: [PixelBox] = []
        var pictures: [Int] = []
        for (picture, input) in new.enumerated() {
            let changed = old.withPointer { old in input.withPointer { finder.boxes(between: old, and: $0) } }
            boxes += changed
            pictures += Array(repeating: picture, count: changed.count)
        }
        guard !boxes.isEmpty else { return nil }
        self.pictures = pictures
        change = .parts(Self.patches(boxes, pictures: pictures, of: new))
    }

    /// The pixels of the new inputs under rectangles of one size around the given ones.
    private static func patches(_ boxes: [PixelBox], pictures: [Int], of inputs: [Tensor]) -> Patches {
        let width = boxes.map(\.width).max() ?? 0, height = boxes.map(\.height).max() ?? 0
        let equal = boxes.map { PixelBox(x: $0.x, y: $0.y, width: width, height: height) }
        let channels = inputs[0].shape[3]
        var result = Tensor(uninitialized: [boxes.count, height, width, channels])
        for (entry, box) in equal.enumerated() {
            let maps = ChangedMaps(base: inputs[pictures[entry]], patches: nil)
            let part = maps.crop([box], pictures: [0], padding: 0, on: Workers(count: 1))
            result.withMutablePointer { target in
                part.withPointer { (target + entry * part.count).update(from: $0, count: part.count) }
            }
        }
        return Patches(boxes: equal, changed: boxes, tensor: result)
    }
}
