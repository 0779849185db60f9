import Analysis
import Datasets
import Foundation
import Inference
import Synchronization
import Tensors

/// The way of a data set through a network: one pass over all samples that are not in the store yet.
///
/// Pictures are decoded and run some at a time; of each layer only summaries are kept, so that the memory does not
/// depend on how many samples there are.
public struct ActivationPass {
    private let set: SampleSet
    private let feed: SampleFeed
    private let layers: [SampleLayer]
    private let files: StoreFiles
    private var manifest: StoreManifest

    /// Runs what is missing.
    ///
    /// - Parameters:
    ///   - isStopped: asked between batches and between the network's steps; true ends the pass, and the store has
    ///     what was done so far.
    ///   - progress: told how many of all samples are done.
    /// - Throws: where nothing can be written, or the network does not run.
    public static func run(
        _ set: SampleSet, through feed: SampleFeed, at location: StoreLocation = .standard,
        isStopped: @Sendable () -> Bool = { false }, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> ActivationStore {
        var pass = try ActivationPass(set, feed, at: location)
        try pass.run(isStopped: isStopped, progress: progress)
        return ActivationStore(
            set, feed, layers: pass.layers, files: StoreFiles(pass.files.folder, layers: pass.layers),
            manifest: pass.manifest)
    }

    private init(_ set: SampleSet, _ feed: SampleFeed, at location: StoreLocation) throws {
        (self.set, self.feed) = (set, feed)
        let layers = feed.stages
        let files = StoreFiles(try location.folder(for: set, in: feed), layers: layers)
        let known = StoreManifest(in: files.folder, sideCount: files.sides.count)
        let kept = known.flatMap { files.holds($0.doneCount, layers: layers, feed: feed) ? $0 : nil }
        (self.layers, self.files) = (layers, files)
        manifest = kept ?? StoreManifest(sideCount: files.sides.count)
    }

    private mutating func run(isStopped: @Sendable () -> Bool, progress: (Int, Int) -> Void) throws {
        let total = set.samples.count
        progress(manifest.doneCount, total)
        guard manifest.doneCount < total else { return }
        let writers = try PassWriters(files, layers: layers, feed: feed)
        var unsaved = 0
        while manifest.doneCount < total, !isStopped() {
            let batch = manifest.doneCount..<min(manifest.doneCount + feed.batchSize, total)
            do {
                try run(batch, writers, isStopped)
            } catch InferenceError.stale {
                break
            }
            manifest.doneCount = batch.upperBound
            unsaved += batch.count
            if unsaved >= 500 {
                try manifest.write(to: files.folder)
                unsaved = 0
            }
            progress(manifest.doneCount, total)
        }
        try writers.close()
        try manifest.write(to: files.folder)
    }

    private mutating func run(
        _ batch: Range<Int>, _ writers: PassWriters, _ isStopped: @Sendable () -> Bool
    ) throws {
        let found = pictures(batch)
        var fitted: [Picture] = []
        let grey = Picture(
            width: feed.preprocessing.width, height: feed.preprocessing.height, red: 128, green: 128,
            blue: 128)
        for (index, result) in found.enumerated() {
            switch result {
            case .success(let picture): fitted.append(picture)
            case .failure(let error):
                manifest.broken[batch.lowerBound + index] = error.description
                fitted.append(grey)
            }
        }
        try writers.writeThumbnails(fitted, firstRow: batch.lowerBound)
        let input = feed.preprocessing.tensor(from: fitted)
        let isBroken = batch.map { manifest.broken[$0] != nil }
        try summarize(
            StageValues(
                tensor: input, channels: layers[0].channelCount,
                pixels: layers[0].valueCount / layers[0].channelCount,
                isChannelsLast: feed.preprocessing.layout == .channelsLast),
            side: files.index(layer: 0, side: .after), firstRow: batch.lowerBound, isBroken[...], writers)
        var ranges = manifest
        try feed.runner.visitStages(of: input, wanted, isStale: isStopped) { stage, values, first in
            let broken = isBroken[first..<first + values.count]
            if stage == .logits { try writers.writeLogits(values, firstRow: batch.lowerBound + first) }
            guard let source = stage.layer, let layer = layerIndex(of: source) else { return }
            try Self.summarize(
                values, side: files.index(layer: layer, side: stage.side),
                firstRow: batch.lowerBound + first, broken, writers, &ranges, feed.runner.workers)
        }
        manifest = ranges
    }

    private mutating func summarize(
        _ values: StageValues, side: Int, firstRow: Int, _ isBroken: ArraySlice<Bool>, _ writers: PassWriters
    ) throws {
        try Self.summarize(
            values, side: side, firstRow: firstRow, isBroken, writers, &manifest, feed.runner.workers)
    }

    private static func summarize(
        _ values: StageValues, side: Int, firstRow: Int, _ isBroken: ArraySlice<Bool>, _ writers: PassWriters,
        _ manifest: inout StoreManifest, _ workers: Workers
    ) throws {
        let summaries = BatchSummaries(values, isBroken: Array(isBroken), workers: workers)
        manifest.widen(side, smallest: summaries.smallest, largest: summaries.largest)
        try writers.writeSummaries(summaries.rows, side: side, firstRow: firstRow)
    }

    /// The stages that the runner hands out.
    private var wanted: Set<RunStage> {
        var stages = Set<RunStage>()
        for layer in layers {
            guard case .layer(let id) = layer.source else { continue }
            stages.insert(.layer(id, .after))
            if layer.hasActivation { stages.insert(.layer(id, .before)) }
        }
        if feed.plan.classCount > 0 { stages.insert(.logits) }
        return stages
    }

    private func layerIndex(of source: SampleLayer.Source) -> Int? {
        layers.firstIndex { $0.source == source }
    }

    /// The pictures of a batch as the network is fed them, several decoded at a time.
    private func pictures(_ batch: Range<Int>) -> [Result<Picture, SampleAnalysisError>] {
        let found = Mutex([Result<Picture, SampleAnalysisError>?](repeating: nil, count: batch.count))
        let (set, preprocessing) = (set, feed.preprocessing)
        feed.runner.workers.forEach(batch.count) { index in
            let result: Result<Picture, SampleAnalysisError>
            do {
                result = .success(preprocessing.fit(try set.picture(batch.lowerBound + index)))
            } catch {
                result = .failure(SampleAnalysisError("\(error)"))
            }
            found.withLock { $0[index] = result }
        }
        return found.withLock { $0.map { $0 ?? .failure(SampleAnalysisError("It was not read.")) } }
    }
}

extension RunStage {
    fileprivate var layer: SampleLayer.Source? {
        switch self {
        case .layer(let id, _): .layer(id)
        case .pool: nil
        case .logits: .logits
        }
    }

    fileprivate var side: LayerSide {
        switch self {
        case .layer(_, let side): side
        case .pool, .logits: .after
        }
    }
}
