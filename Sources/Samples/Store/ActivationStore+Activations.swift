import Analysis
import Datasets
import Foundation
import Inference
import Tensors

/// A layer on one side of its non-linearity.
public struct LayerAspect: Sendable, Hashable {
    /// The layer, by `SampleLayer.id`.
    public let layer: Int
    /// On which side.
    public let side: LayerSide

    /// A layer on one side of its non-linearity.
    public init(layer: Int, side: LayerSide) { (self.layer, self.side) = (layer, side) }
}

extension ActivationStore {
    /// Activations of no more samples than these are not worth a file.
    private static let fewSamples = 64

    /// The step of the network that makes a layer what it is on one side; layers without a non-linearity have the same
    /// on both sides.
    public func operation(of aspect: LayerAspect) -> SampleOperation {
        let layer = layers[aspect.layer]
        let source: PlanOperation.Source =
            switch layer.source {
            case .input: .input
            case .logits: .logits
            case .layer(let id): .layer(id, layer.hasActivation ? aspect.side : .after)
            }
        return operations.first { $0.source == source } ?? operations[0]
    }

    /// Runs samples again and hands out whole activations, some samples at a time.
    ///
    /// - Parameters:
    ///   - wanted: what is handed out.
    ///   - samples: indices in the data set.
    ///   - isStale: asked between batches and between the network's steps.
    ///   - progress: told how many of all samples are done.
    ///   - visit: is handed `[samples, channels, height, width]` with the position of the first of them in `samples`.
    /// - Throws: `CancellationError` where it is given up, or what `visit` and the network throw.
    public func visitActivations(
        of wanted: [SampleOperation], samples: [Int], isStale: @Sendable () -> Bool = { false },
        progress: (Int, Int) -> Void = { _, _ in },
        visit: (SampleOperation, Tensor, _ first: Int) throws -> Void
    ) throws {
        var bySource: [RunStage: SampleOperation] = [:]
        for operation in wanted {
            if let stage = operation.source.runStage { bySource[stage] = operation }
        }
        let input = wanted.first { $0.source == .input }
        for start in stride(from: 0, to: samples.count, by: feed.batchSize) {
            if isStale() { throw CancellationError() }
            let batch = start..<min(start + feed.batchSize, samples.count)
            let fed = feed.preprocessing.tensor(from: try batch.map { try fittedPicture(samples[$0]) })
            if let input { try visit(input, planes(ofInput: fed), start) }
            if !bySource.isEmpty {
                do {
                    try feed.runner.visitStages(of: fed, Set(bySource.keys), isStale: isStale) {
                        stage, values, first in
                        guard let operation = bySource[stage] else { return }
                        try visit(operation, Self.planes(of: values, operation.shape), start + first)
                    }
                } catch InferenceError.stale {
                    throw CancellationError()
                }
            }
            progress(batch.upperBound, samples.count)
        }
    }

    private func planes(ofInput input: Tensor) -> Tensor {
        feed.preprocessing.layout == .channelsLast ? input.channelsMovedFirst() : input
    }

    private static func planes(of values: StageValues, _ shape: [Int]) -> Tensor {
        let count = values.count
        guard values.isChannelsLast else { return values.tensor.reshaped([count] + shape) }
        return values.tensor.reshaped([count, shape[1], shape[2], shape[0]]).channelsMovedFirst()
    }

    /// Whole activations, `[samples, values]`, each as `[channels, height, width]` in a row.
    ///
    /// - Parameter samples: indices in the data set.
    /// - Throws: `SampleAnalysisError` where they would take too much memory.
    public func activations(
        of operation: SampleOperation, samples: [Int], isStale: @Sendable () -> Bool = { false },
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> Tensor {
        guard samples.count <= Self.fewSamples else {
            return try rows(
                of: operation, samples: samples, isAlone: true, isStale: isStale, progress: progress
            ).readAll()
        }
        var result = Tensor(uninitialized: [samples.count, operation.valueCount])
        try visitActivations(of: [operation], samples: samples, isStale: isStale, progress: progress) {
            _, values, first in
            result.withMutablePointer { target in
                values.withPointer {
                    (target + first * operation.valueCount).update(from: $0, count: values.count)
                }
            }
        }
        return result
    }

    /// What stands for each sample in a layer, `[samples, dimensions]`.
    func vectors(
        _ vector: SampleVector, of layer: Int, samples: [Int], isStale: @Sendable () -> Bool
    ) throws -> Tensor {
        switch vector {
        case .summaries(let choice): return try summaries(of: layer, choice, samples: samples)
        case .activations(let side):
            let operation = operation(of: LayerAspect(layer: layer, side: side))
            return try activations(of: operation, samples: samples, isStale: isStale)
        }
    }
}

extension PlanOperation.Source {
    /// What the runner hands out for it; nil for the input.
    fileprivate var runStage: RunStage? {
        switch self {
        case .input: nil
        case .layer(let id, let side): .layer(id, side)
        case .pool(let value): .pool(value)
        case .logits: .logits
        }
    }
}
