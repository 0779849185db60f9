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
    /// Whole activations are kept on the disk up to this many bytes a layer.
    static let largestActivations = 2 << 30

    /// Runs samples again and hands out whole activations, some samples at a time.
    ///
    /// - Parameters:
    ///   - aspects: what is handed out; layers without a non-linearity have the same on both sides.
    ///   - samples: indices in the data set.
    ///   - isStale: asked between batches and between the network's steps.
    ///   - progress: told how many of all samples are done.
    ///   - visit: is handed `[samples, channels, height, width]` with the position of the first of them in `samples`.
    /// - Throws: `CancellationError` where it is given up, or what `visit` and the network throw.
    public func visitActivations(
        of aspects: [LayerAspect], samples: [Int], isStale: @Sendable () -> Bool = { false },
        progress: (Int, Int) -> Void = { _, _ in }, visit: (LayerAspect, Tensor, _ first: Int) throws -> Void
    ) throws {
        var bySource: [RunStage: [LayerAspect]] = [:]
        for aspect in aspects {
            if let stage = runStage(of: aspect) { bySource[stage, default: []].append(aspect) }
        }
        let ofInput = aspects.filter { layers[$0.layer].source == .input }
        for start in stride(from: 0, to: samples.count, by: feed.batchSize) {
            if isStale() { throw CancellationError() }
            let batch = start..<min(start + feed.batchSize, samples.count)
            let input = feed.preprocessing.tensor(from: try batch.map { try fittedPicture(samples[$0]) })
            for aspect in ofInput { try visit(aspect, planes(ofInput: input), start) }
            do {
                try feed.runner.visitStages(of: input, Set(bySource.keys), isStale: isStale) {
                    stage, values, first in
                    for aspect in bySource[stage] ?? [] {
                        try visit(aspect, planes(of: values, layers[aspect.layer]), start + first)
                    }
                }
            } catch InferenceError.stale {
                throw CancellationError()
            }
            progress(batch.upperBound, samples.count)
        }
    }

    private func runStage(of aspect: LayerAspect) -> RunStage? {
        let layer = layers[aspect.layer]
        switch layer.source {
        case .input: return nil
        case .logits: return .logits
        case .layer(let id): return .layer(id, layer.hasActivation ? aspect.side : .after)
        }
    }

    private func planes(ofInput input: Tensor) -> Tensor {
        feed.preprocessing.layout == .channelsLast ? input.channelsMovedFirst() : input
    }

    private func planes(of values: StageValues, _ layer: SampleLayer) -> Tensor {
        let count = values.count
        guard values.isChannelsLast else { return values.tensor.reshaped([count] + layer.shape) }
        return values.tensor.reshaped([count, layer.shape[1], layer.shape[2], layer.shape[0]])
            .channelsMovedFirst()
    }

    /// Whole activations of a layer, `[samples, values]`, each as `[channels, height, width]` in a row.
    ///
    /// - Parameter samples: indices in the data set.
    /// - Throws: `SampleAnalysisError` where they would take too much memory.
    public func activations(
        of aspect: LayerAspect, samples: [Int], isStale: @Sendable () -> Bool = { false },
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> Tensor {
        let layer = layers[aspect.layer]
        let size = samples.count * layer.valueCount * MemoryLayout<Float>.size
        guard size <= Self.largestActivations else {
            let (gigabytes, allowed) = (Double(size) / 1e9, Double(Self.largestActivations) / 1e9)
            throw SampleAnalysisError(
                "Whole activations of \(samples.count) samples in \(layer.name) take "
                    + "\(Self.words(gigabytes)) GB, more than \(Self.words(allowed)) GB: use summaries, a later "
                    + "layer, or fewer samples.")
        }
        if let kept = try keptActivations(of: aspect, samples) { return kept }
        var result = Tensor(uninitialized: [samples.count, layer.valueCount])
        try visitActivations(of: [aspect], samples: samples, isStale: isStale, progress: progress) {
            _, values, first in
            result.withMutableValues { target in
                values.withValues { source in
                    let start = first * layer.valueCount
                    _ = UnsafeMutableBufferPointer(rebasing: target[start..<start + source.count])
                        .update(fromContentsOf: source)
                }
            }
        }
        keep(result, of: aspect, samples)
        return result
    }

    private static func words(_ gigabytes: Double) -> String { String(format: "%.1f", gigabytes) }

    /// The name of the file of a layer's whole activations of some samples.
    private func activationName(_ aspect: LayerAspect, _ samples: [Int]) -> String {
        var hash = ContentHash()
        samples.forEach { hash.add($0) }
        let side = files.index(layer: aspect.layer, side: aspect.side)
        return "\(files.activationName(side))-\(hash.text.prefix(16))"
    }

    private func keptActivations(of aspect: LayerAspect, _ samples: [Int]) throws -> Tensor? {
        let file = files.folder.appending(path: activationName(aspect, samples))
        guard let data = try? Data(contentsOf: file, options: .alwaysMapped) else { return nil }
        let count = layers[aspect.layer].valueCount
        guard data.count == samples.count * count * MemoryLayout<Float>.size else { return nil }
        return Self.rows(of: data, Array(samples.indices), rowLength: count, from: 0, count: count)
    }

    /// Keeps them for the next time where there is room on the disk; else they are computed again.
    private func keep(_ activations: Tensor, of aspect: LayerAspect, _ samples: [Int]) {
        let file = files.folder.appending(path: activationName(aspect, samples))
        activations.withValues { try? Data(buffer: $0).write(to: file, options: .atomic) }
    }

    /// What stands for each sample in a layer, `[samples, dimensions]`.
    func vectors(
        _ vector: SampleVector, of layer: Int, samples: [Int], isStale: @Sendable () -> Bool
    ) throws -> Tensor {
        switch vector {
        case .summaries(let choice): return try summaries(of: layer, choice, samples: samples)
        case .activations(let side):
            return try activations(
                of: LayerAspect(layer: layer, side: side), samples: samples, isStale: isStale)
        }
    }
}
