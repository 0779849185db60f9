import Datasets
import Foundation
import Inference
import Samples
import Tensors

/// What `convoscope bench --dataset` measures: a data set's pass through a network, and what each view waits for.
///
/// The keys of its JSON are a contract.
public struct DatasetBenchmark: Sendable, Encodable {
    /// One thing that was measured.
    public struct Entry: Sendable, Encodable {
        /// As in "t-SNE of conv 5_2".
        public let name: String
        /// How long it took.
        public let milliseconds: Spread
    }

    /// The model's file name.
    public let model: String
    /// The data set.
    public let data: String
    /// How many threads computed.
    public let threads: Int
    /// Samples that were run.
    public let sampleCount: Int
    /// The layer that the views are of: the last convolution.
    public let layer: String
    /// Its channels.
    public let channelCount: Int
    /// From the data to the finished store; divided by the samples: what one costs.
    public let passMilliseconds: Double
    /// Samples a second in the pass.
    public let samplesPerSecond: Double
    /// The views.
    public let views: [Entry]
    /// The most memory that the process has held (VmHWM), in units of 1,048,576 bytes.
    public let peakMemoryMegabytes: Double

    /// Runs a data set through a network, and works out every view of its last convolution.
    ///
    /// - Parameters:
    ///   - limit: how many samples of each class, spread over it; nil: all.
    ///   - runs: how often each view is worked out, at most; slow ones less often.
    public static func measure(
        model: URL, data: URL, limit: Int? = nil, runs: Int = 5, progress: (String) -> Void = { _ in }
    ) throws -> DatasetBenchmark {
        let place = FileManager.default.temporaryDirectory.appending(
            path: "convoscope-bench-\(ProcessInfo.processInfo.processIdentifier)")
        defer { try? FileManager.default.removeItem(at: place) }
        var request = DatasetRequest(model: model, data: data)
        request.limit = limit
        progress("the pass")
        let start = ContinuousClock.now
        let report = try DatasetReport.make(request, location: StoreLocation(place))
        let pass = start.duration(to: .now) / .milliseconds(1)
        let store = report.store
        let layer = store.usualLayer
        let stopwatch = Stopwatch(mostRuns: runs, budget: .seconds(10))
        var entries: [Entry] = []
        for view in report.views(of: layer) {
            let words = view.words(in: store)
            progress(words)
            let spread = try stopwatch.measure(countingFirst: true) { try view.run(in: store) }
            entries.append(Entry(name: words, milliseconds: spread))
        }
        entries += try report.measureOperations(progress)
        let count = report.population.count
        return DatasetBenchmark(
            model: model.lastPathComponent, data: store.set.name, threads: Processor.threadCount,
            sampleCount: count,
            layer: store.layers[layer].name, channelCount: store.layers[layer].channelCount,
            passMilliseconds: pass,
            samplesPerSecond: Double(count) / pass * 1000, views: entries,
            peakMemoryMegabytes: ProcessMemory.peakMegabytes)
    }

    /// The measurements as JSON for programs.
    public var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// The measurements as a table for people.
    public var table: String {
        let rows = views.map { entry in
            let numbers = [entry.milliseconds.median, entry.milliseconds.min, entry.milliseconds.max]
            return Benchmark.columns([entry.name] + numbers.map(Benchmark.format))
        }
        let rate = String(format: "%.0f", samplesPerSecond)
        return """
            \(data) through \(model), \(threads) threads: \(sampleCount) samples, \(rate) a second
            \(Benchmark.columns(["milliseconds", "median", "min", "max"]))
            \(rows.joined(separator: "\n"))
            most memory held: \(Int(peakMemoryMegabytes.rounded())) MB
            """
    }
}

extension DatasetReport {
    /// What the views ask of a layer.
    fileprivate func views(of layer: Int) -> [any SampleRequest] {
        var views: [any SampleRequest] = EmbeddingMethod.allCases.map { method in
            var request = EmbeddingRequest(population, layer: layer)
            request.method = method
            return request
        }
        views.append(ClusterRequest(population, layer: layer))
        views.append(
            SharedChannelsRequest(population, layer: layer, perClass: 20))
        views.append(HeatmapRequest(population, layer: layer, perClass: 16))
        if !population.classNames.isEmpty {
            views.append(ClassMeansRequest(population, layer: layer))
            views.append(HierarchyRequest(ClassMeansRequest(population, layer: layer)))
            views.append(RepresentativesRequest(population, classIndex: 0))
        }
        return views
    }
}

extension DatasetReport {
    /// What curves and neighbors of the whole network wait for, each once: these take long, and what they keep makes a
    /// second time quicker than what people see.
    fileprivate func measureOperations(_ progress: (String) -> Void) throws -> [DatasetBenchmark.Entry] {
        let operations = store.operations
        let words = "all \(operations.count) operations"
        let orders = operations.map { OrderRequest(population, operation: $0.id) }
        let neighbors = operations.map { NeighborsRequest(population, operation: $0.id) }
        return [
            try measure("curves of \(words)", orders, progress),
            try measure("\(neighbors[0].count) neighbors in \(words)", neighbors, progress),
        ]
    }

    private func measure(
        _ name: String, _ requests: [some SampleRequest], _ progress: (String) -> Void
    ) throws -> DatasetBenchmark.Entry {
        progress(name)
        let spread = try Stopwatch(mostRuns: 1, budget: .zero).measure(countingFirst: true) {
            for request in requests { try request.run(in: store) }
        }
        return DatasetBenchmark.Entry(name: name, milliseconds: spread)
    }
}

extension SampleRequest {
    fileprivate func run(in store: ActivationStore) throws { _ = try result(in: store) }
}
