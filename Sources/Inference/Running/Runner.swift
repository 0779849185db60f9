import Foundation
import Tensors

/// Runs a planned network: the third of three stages, `Graph` -> `Plan` -> Runner.
///
/// Holds nothing that a run changes, so that any number of threads may run it at once.
public final class Runner: Sendable {
    private let plan: Plan
    /// What the work is shared among.
    public let workers: Workers

    /// More pictures than this are not computed at once, to keep the memory small.
    private static let largestBatch = 16

    /// A runner of the plan that shares its work among `workers`.
    public init(
        _ plan: Plan, workers: Workers = .standard
    ) {
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
        var values: [String: StoredValue] = [plan.inputName: .rowMajor(.float(input))]
        for node in plan.program.nodes {
            if isStale() { throw InferenceError.stale }
            let outputs = try node.evaluate(
                values: values, constants: plan.program.constants, on: workers)
            values.merge(outputs) { _, new in new }
        }
        return Activations(plan: plan, values: values)
    }

    /// Computes the logits of several pictures, `[count, classes]`, and keeps nothing else.
    ///
    /// - Parameters:
    ///   - batch: the pictures one after the other, the plan's `inputShape` but for the first extent.
    ///   - isStale: asked between nodes; true gives the run up.
    /// - Throws: `InferenceError.stale`, or another where the input does not fit.
    public func logits(batch: Tensor, isStale: @Sendable () -> Bool = { false }) throws -> Tensor {
        let count = batch.shape.first ?? 0
        try requireFit(batch, count: count)
        var values: [Float] = []
        values.reserveCapacity(count * plan.classCount)
        for first in stride(from: 0, to: count, by: Self.largestBatch) {
            let pictures = batch.slice(first..<min(first + Self.largestBatch, count))
            values += try logits(together: pictures, isStale)?.values ?? logits(oneByOne: pictures, isStale)
        }
        return Tensor(shape: [count, plan.classCount], values: values)
    }

    /// Nil where the file's shapes hold for one picture only.
    private func logits(together batch: Tensor, _ isStale: @Sendable () -> Bool) throws -> Tensor? {
        do {
            let logits = try batchLogits(batch, isStale)
            return logits.count == batch.shape[0] * plan.classCount ? logits : nil
        } catch let error as InferenceError where error != .stale && batch.shape[0] > 1 {
            return nil
        }
    }

    private func logits(oneByOne batch: Tensor, _ isStale: @Sendable () -> Bool) throws -> [Float] {
        try (0..<batch.shape[0]).flatMap { index in
            try batchLogits(batch.slice(index..<index + 1), isStale).values
        }
    }

    private func batchLogits(_ batch: Tensor, _ isStale: @Sendable () -> Bool) throws -> Tensor {
        let program = plan.program
        var values: [String: StoredValue] = [plan.inputName: .rowMajor(.float(batch))]
        for (node, lastReads) in zip(program.batchNodes, program.lastReads) {
            if isStale() { throw InferenceError.stale }
            let outputs = try node.evaluate(
                values: values, constants: program.batchConstants, on: workers)
            values.merge(outputs) { _, new in new }
            for name in lastReads { values[name] = nil }
        }
        guard case .float(let logits) = values[plan.logits]?.inRowMajorOrder else {
            throw InferenceError.missingValue(name: plan.logits, node: plan.logitsNode)
        }
        return logits
    }

    private func requireFit(_ input: Tensor, count: Int) throws {
        let expected = [count] + plan.inputShape.dropFirst()
        guard input.shape == expected else {
            throw InferenceError.inputShape(
                plan.inputName, expected: expected.map(String.init).joined(separator: "x"),
                actual: input.shape)
        }
    }
}
