import Tensors

/// A run of which only those parts are computed that differ from an earlier run.
///
/// Every operator but those that look at everything is handed just the rectangles that a change can reach, with the
/// pixels around them. The results have the same bits as in a run of the whole, but for convolutions by Winograd's
/// algorithm, whose tiles then lie elsewhere: their last bits may differ. Where rectangles have grown so large that it
/// does not pay any more, or an operator looks at everything, values are computed as a whole from there on.
struct IncrementalRun {
    private let base: Activations
    private let pictureCount: Int
    private let workers: Workers
    /// Which picture each entry of the patches belongs to.
    private let pictures: [Int]
    /// By slot.
    private var changes: [Change]

    /// Rectangles that cover more than this share of the map are not worth the copying.
    private static let largestShare = 0.75

    /// - Parameters:
    ///   - inputs: what is fed, one a picture, as a run starts with it.
    ///   - base: the run that they are compared with.
    init(_ inputs: [StoredValue], since base: Activations, on workers: Workers) {
        self.base = base
        self.workers = workers
        pictureCount = inputs.count
        changes = Array(repeating: .none, count: base.plan.program.slots.count)
        let input = InputChange(inputs, since: base)
        pictures = input?.pictures ?? []
        if let input { changes[input.slot] = input.change }
    }

    /// Computes the steps.
    ///
    /// - Parameter keepsAll: whether values are read after the last step that reads them.
    mutating func run(_ schedule: Schedule, keepsAll: Bool, isStale: () -> Bool) throws {
        for step in schedule.steps {
            if isStale() { throw InferenceError.stale }
            try advance(step)
            if !keepsAll { for slot in step.lastReads { changes[slot] = .none } }
        }
    }

    /// How the value in a slot differs from the earlier run.
    func change(of slot: Int) -> Change { changes[slot] }

    /// The value of a slot for all pictures.
    ///
    /// - Throws: `InferenceError` where nothing has made it.
    func whole(_ slot: Int, node: String) throws -> StoredValue {
        switch changes[slot] {
        case .whole(let value): return value
        case .parts(let patches):
            guard let maps = baseMaps(slot) else { throw InferenceError.missingValue(name: "", node: node) }
            return .channelsLast(
                ChangedMaps(base: maps, patches: patches).all(
                    pictures: pictures, count: pictureCount, on: workers))
        case .none:
            guard let value = base.values[slot] else {
                throw InferenceError.missingValue(name: "", node: node)
            }
            return pictureCount == 1 ? value : value.repeated(pictureCount)
        }
    }

    private mutating func advance(_ step: Schedule.Step) throws {
        let slots = step.inputs.compactMap { if case .slot(let slot) = $0 { slot } else { nil } }
        let isChanged = slots.contains { if case .none = changes[$0] { false } else { true } }
        let isKnown = step.outputs.allSatisfy { $0.map { base.values[$0] != nil } ?? true }
        guard isChanged || !isKnown else { return }
        if isKnown, let part = step.part, let slot = step.outputs.compactMap(\.self).first,
            let patches = try evaluate(part, of: step, into: slot)
        {
            changes[slot] = patches
            return
        }
        let stored = try step.inputs.map { source -> StoredValue? in
            switch source {
            case .nothing: nil
            case .constant(let value): value
            case .slot(let slot): try whole(slot, node: step.name)
            }
        }
        let results = try step.evaluate(with: stored, by: step.operation, on: workers)
        for (slot, value) in zip(step.outputs, results) {
            if let slot { changes[slot] = .whole(value) }
        }
    }

    /// The changed parts of a step's output; nil where it has to be computed as a whole.
    private func evaluate(_ part: PartialOperation, of step: Schedule.Step, into slot: Int) throws -> Change?
    {
        guard let output = baseMaps(slot) else { return nil }
        let (height, width) = (output.shape[1], output.shape[2])
        guard let reached = reached(by: step, part, height: height, width: width) else { return nil }
        guard !reached.isEmpty else { return Change.none }
        let boxes = part.equalized(reached, height: height, width: width)
        let area = boxes.reduce(0) { $0 + $1.area }
        guard Double(area) <= Self.largestShare * Double(height * width * pictureCount),
            let inputs = inputs(of: step, part, under: boxes, height: height, width: width),
            case .channelsLast(let tensor)? = try step.evaluate(with: inputs, by: part.operation, on: workers)
                .first
        else { return nil }
        precondition(
            tensor.shape == [boxes.count, boxes[0].height, boxes[0].width, output.shape[3]],
            "\(step.name) made \(tensor.shape) of \(boxes.count) rectangles of \(boxes[0])")
        return .parts(Patches(boxes: boxes, changed: reached, tensor: tensor))
    }

    /// The output pixels that the changes of a step's inputs reach, one rectangle an entry; nil where an input has
    /// changed as a whole, empty where nothing is reached.
    private func reached(
        by step: Schedule.Step, _ part: PartialOperation, height: Int, width: Int
    ) -> [PixelBox]? {
        var boxes: [PixelBox?] = Array(repeating: nil, count: pictures.count)
        for (index, source) in step.inputs.enumerated() {
            guard case .slot(let slot) = source else { continue }
            switch changes[slot] {
            case .none: continue
            case .whole: return nil
            case .parts(let patches):
                guard let maps = baseMaps(slot) else { return nil }
                let isAligned = part.window == nil && maps.shape[1] == height && maps.shape[2] == width
                guard isAligned || (part.window != nil && index == 0) else { return nil }
                for (entry, box) in patches.changed.enumerated() {
                    guard let reach = part.reach(of: box, height: height, width: width) else { continue }
                    boxes[entry] = boxes[entry]?.union(reach) ?? reach
                }
            }
        }
        guard let some = boxes.compactMap(\.self).first else { return [] }
        // An entry that reaches nothing computes something that is known already.
        return boxes.map { $0 ?? PixelBox(x: some.x, y: some.y, width: 1, height: 1) }
    }

    /// What a step reads to compute the output under `boxes`; nil where an input cannot be cut.
    private func inputs(
        of step: Schedule.Step, _ part: PartialOperation, under boxes: [PixelBox], height: Int, width: Int
    ) -> [StoredValue?]? {
        var result: [StoredValue?] = []
        for (index, source) in step.inputs.enumerated() {
            var (value, patches): (StoredValue?, Patches?) = (nil, nil)
            switch source {
            case .nothing:
                result.append(nil)
                continue
            case .constant(let constant): value = constant
            case .slot(let slot):
                value = base.values[slot]
                if case .parts(let changed) = changes[slot] { patches = changed }
            }
            guard let value else { return nil }
            switch part.reading(of: value, at: index, height: height, width: width) {
            case .unsuitable: return nil
            case .whole: result.append(value)
            case .rectangles(let maps):
                result.append(
                    .channelsLast(
                        ChangedMaps(base: maps, patches: patches).crop(
                            boxes.map(part.source), pictures: pictures, padding: part.padding, on: workers)))
            }
        }
        return result
    }

    /// The earlier run's maps, `[1, height, width, channels]`; nil where the value is no map.
    private func baseMaps(_ slot: Int) -> Tensor? { base.values[slot]?.maps }
}

extension StoredValue {
    /// Maps with their channels last; nil where the value is no float tensor of four dimensions.
    var maps: Tensor? {
        guard case .float(let tensor) = inChannelsLastOrder, tensor.shape.count == 4 else { return nil }
        return tensor
    }

    /// The value for as many pictures, all alike; integers stay as they are, they are sizes and places.
    fileprivate func repeated(_ count: Int) -> StoredValue {
        switch self {
        case .channelsLast(let tensor): .channelsLast(tensor.repeated(count))
        case .rowMajor(.float(let tensor)) where tensor.shape.first == 1:
            .rowMajor(.float(tensor.repeated(count)))
        case .rowMajor: self
        }
    }
}

extension Tensor {
    fileprivate func repeated(_ times: Int) -> Tensor {
        var result = Tensor(uninitialized: [times * shape[0]] + shape.dropFirst())
        let count = count
        withPointer { source in
            result.withMutablePointer { target in
                for index in 0..<times { (target + index * count).update(from: source, count: count) }
            }
        }
        return result
    }
}
