import Foundation
import Synchronization
import Tensors

/// Runs a planned network: the third of three stages, `Graph` -> `Plan` -> Runner.
///
/// Holds nothing that changes a result, only memory to be used again and whether batches are possible, so that any
/// number of threads may run it at once.
public final class Runner: Sendable {
    let plan: Plan
    /// What the work is shared among.
    public let workers: Workers
    private let spares = SpareMaps()
    /// Whether pictures that are computed together do not change each other's logits; nil: not known yet.
    private let keepsPicturesApart = Mutex<Bool?>(nil)
    /// The same for all layers' values.
    let stagesTakeBatches = Mutex<Bool?>(nil)

    /// More pictures than this are not computed at once, to keep the memory small.
    private static let largestBatch = 16

    /// A runner of the plan that shares its work among `workers`.
    public init(_ plan: Plan, workers: Workers = .standard) {
        self.plan = plan
        self.workers = workers
    }

    /// Computes every value for one picture.
    ///
    /// - Parameters:
    ///   - input: of the plan's `inputShape`.
    ///   - isStale: asked between nodes; true gives the run up.
    /// - Throws: `InferenceError.stale`, or another where the input does not fit.
    public func run(_ input: Tensor, isStale: @Sendable () -> Bool = { false }) throws -> Activations {
        try requireFit(input, count: 1)
        var values = startValues(input)
        for step in plan.program.single.steps {
            if isStale() { throw InferenceError.stale }
            for (slot, value) in zip(step.outputs, try step.evaluate(values, on: workers)) {
                if let slot { values[slot] = value }
            }
        }
        return Activations(plan: plan, values: values)
    }

    /// Computes every value for one picture from those of another: only the parts that a difference between the two
    /// can reach. Gives the same bits as a run of the whole, but for the last ones where Winograd's algorithm is used.
    ///
    /// - Parameters:
    ///   - input: of the plan's `inputShape`.
    ///   - base: a run of the same plan.
    ///   - isStale: asked between nodes; true gives the run up.
    /// - Throws: `InferenceError.stale`, or another where the input does not fit.
    public func run(
        _ input: Tensor, since base: Activations, isStale: @Sendable () -> Bool = { false }
    ) throws -> Activations {
        try requireFit(input, count: 1)
        let start = startValue(input)
        var run = IncrementalRun([start], since: base, on: workers)
        try run.run(plan.program.single, keepsAll: true, isStale: isStale)
        var values = spares.compose(run, since: base, on: workers)
        if let slot = plan.program.slots[plan.inputName] { values[slot] = start }
        return Activations(plan: plan, values: values)
    }

    /// Computes the logits of several pictures, `[count, classes]`, and keeps nothing else; nothing is computed where
    /// the network gives no class probabilities.
    ///
    /// - Parameters:
    ///   - batch: the pictures one after the other, the plan's `inputShape` but for the first extent.
    ///   - base: a run of the same plan on a picture that differs little from them, if there is one.
    ///   - isStale: asked between nodes; true gives the run up.
    /// - Throws: `InferenceError.stale`, or another where the input does not fit.
    public func logits(
        batch: Tensor, since base: Activations? = nil, isStale: @Sendable () -> Bool = { false }
    ) throws -> Tensor {
        let count = batch.shape.first ?? 0
        try requireFit(batch, count: count)
        guard plan.classCount > 0 else { return Tensor(shape: [count, 0]) }
        var values: [Float] = []
        values.reserveCapacity(count * plan.classCount)
        for first in stride(from: 0, to: count, by: Self.largestBatch) {
            let pictures = batch.slice(first..<min(first + Self.largestBatch, count))
            values +=
                try logits(together: pictures, since: base, isStale)?.values
                ?? logits(oneByOne: pictures, since: base, isStale)
        }
        return Tensor(shape: [count, plan.classCount], values: values)
    }

    /// Nil where the file's shapes hold for one picture only, or it mixes the pictures.
    private func logits(
        together batch: Tensor, since base: Activations?, _ isStale: @Sendable () -> Bool
    ) throws -> Tensor? {
        let count = batch.shape[0]
        if count > 1, keepsPicturesApart.withLock({ $0 }) == false { return nil }
        do {
            let logits = try batchLogits(batch, since: base, isStale)
            guard logits.count == count * plan.classCount else { return nil }
            if count > 1, keepsPicturesApart.withLock({ $0 }) == nil {
                let alone = try batchLogits(batch.slice(count - 1..<count), since: base, isStale)
                let isApart = alone.isClose(to: logits.values.suffix(plan.classCount))
                keepsPicturesApart.withLock { $0 = isApart }
                return isApart ? logits : nil
            }
            return logits
        } catch let error as InferenceError where error != .stale && count > 1 {
            return nil
        }
    }

    private func logits(
        oneByOne batch: Tensor, since base: Activations?, _ isStale: @Sendable () -> Bool
    ) throws -> [Float] {
        try (0..<batch.shape[0]).flatMap { index in
            try batchLogits(batch.slice(index..<index + 1), since: base, isStale).values
        }
    }

    private func batchLogits(
        _ batch: Tensor, since base: Activations?, _ isStale: @Sendable () -> Bool
    ) throws -> Tensor {
        let value =
            try base.map { try incrementalLogits(batch, since: $0, isStale) } ?? denseLogits(batch, isStale)
        guard case .float(let logits) = value?.inRowMajorOrder else {
            throw InferenceError.missingValue(name: plan.logits ?? "", node: plan.logitsNode ?? "")
        }
        return logits
    }

    private func denseLogits(_ batch: Tensor, _ isStale: @Sendable () -> Bool) throws -> StoredValue? {
        var values = startValues(batch)
        for step in plan.program.batch.steps {
            if isStale() { throw InferenceError.stale }
            for (slot, value) in zip(step.outputs, try step.evaluate(values, on: workers)) {
                if let slot { values[slot] = value }
            }
            for slot in step.lastReads { values[slot] = nil }
        }
        return plan.logitsSlot.flatMap { values[$0] }
    }

    private func incrementalLogits(
        _ batch: Tensor, since base: Activations, _ isStale: @Sendable () -> Bool
    ) throws -> StoredValue? {
        let inputs = (0..<batch.shape[0]).map { startValue(batch.slice($0..<$0 + 1)) }
        var run = IncrementalRun(inputs, since: base, on: workers)
        try run.run(plan.program.batch, keepsAll: false, isStale: isStale)
        return try plan.logitsSlot.map { try run.whole($0, node: plan.logitsNode ?? "") }
    }

    func startValues(_ input: Tensor) -> [StoredValue?] {
        var values = [StoredValue?](repeating: nil, count: plan.program.slots.count)
        if let slot = plan.program.slots[plan.inputName] { values[slot] = startValue(input) }
        return values
    }

    /// The input with its channels last, as convolutions want it, unless the file has them there.
    private func startValue(_ input: Tensor) -> StoredValue {
        input.shape.count == 4 && !plan.inputIsChannelsLast
            ? .channelsLast(input.channelsMovedLast()) : .rowMajor(.float(input))
    }

    func requireFit(_ input: Tensor, count: Int) throws {
        let expected = [count] + plan.inputShape.dropFirst()
        guard input.shape == expected else {
            throw InferenceError.inputShape(
                plan.inputName, expected: expected.map(String.init).joined(separator: "x"),
                actual: input.shape)
        }
    }
}

extension Tensor {
    /// Whether the numbers agree within a thousandth of the largest; what is no number agrees with itself.
    fileprivate func isClose(to other: ArraySlice<Float>) -> Bool {
        let largest = values.map(abs).filter(\.isFinite).max() ?? 0
        return zip(values, other).allSatisfy {
            abs($0 - $1) <= largest / 1000 || !$0.isFinite && !$1.isFinite
        }
    }
}
