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
    init?(_ inputs: [StoredValue], since base: Activations) {
        let plan = base.plan
        guard let fed = plan.program.slots[plan.inputName] else { return nil }
        slot = Self.transposedSlot(plan, fed: fed) ?? fed
        let new = slot == fed ? inputs.compactMap(\.maps) : inputs.compactMap(\.floats)
        guard let old = base.values[slot]?.maps, new.count == inputs.count else {
            guard let all = StoredValue.joined(inputs) else { return nil }
            (change, pictures) = (.whole(all), [])
            return
        }
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

    /// Where the maps lie in a network that is fed `[1, height, width, channels]` and transposes that first.
    private static func transposedSlot(_ plan: Plan, fed: Int) -> Int? {
        guard plan.inputIsChannelsLast else { return nil }
        let readers = plan.program.single.steps.filter { step in
            step.inputs.contains { if case .slot(fed) = $0 { true } else { false } }
        }
        guard readers.count == 1, (readers[0].operation as? Transpose)?.permutation == [0, 3, 1, 2] else {
            return nil
        }
        return readers[0].outputs.first ?? nil
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

extension StoredValue {
    /// The floats as they lie in memory.
    fileprivate var floats: Tensor? {
        switch self {
        case .channelsLast(let tensor), .rowMajor(.float(let tensor)): tensor
        case .rowMajor: nil
        }
    }

    /// Values of one picture each as those of several; nil where they are no floats.
    fileprivate static func joined(_ values: [StoredValue]) -> StoredValue? {
        let tensors = values.compactMap { value -> Tensor? in
            if case .float(let tensor) = value.inRowMajorOrder { tensor } else { nil }
        }
        guard let first = tensors.first, tensors.count == values.count else { return nil }
        return .rowMajor(
            .float(Tensor(shape: [values.count] + first.shape.dropFirst(), values: tensors.flatMap(\.values)))
        )
    }
}
