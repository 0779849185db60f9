import Datasets
import Foundation
import Inference
import Occlusion
import Tensors

/// What `convoscope bench` measures: the times a person waits for, as medians in one run.
public struct Benchmark: Sendable, Encodable {
    /// One thing that was measured.
    public struct Measurement: Sendable, Encodable {
        /// What was measured.
        public let name: String
        /// The median, in milliseconds.
        public let medianMilliseconds: Double
        /// The fastest run, in milliseconds.
        public let minimumMilliseconds: Double
        /// How often it was measured.
        public let runs: Int
        /// What the README promises for the shipped network, in milliseconds.
        public let goalMilliseconds: Double?
    }

    /// The model's file name.
    public let model: String
    /// How many threads computed.
    public let threads: Int
    /// What was measured.
    public let measurements: [Measurement]
    /// The most memory that the process has held, in megabytes.
    public let peakMemoryMegabytes: Double

    /// Measures a model on a picture that comes with the program.
    public static func measure(model: URL, runs: Int) throws -> Benchmark {
        let picture = try PictureFile.read(try ShippedFiles.defaultPicture(for: model))
        let isShipped = try model.standardizedFileURL == ShippedFiles.defaultModel().standardizedFileURL
        var measurements: [Measurement] = []
        func add(_ name: String, runs: Int = runs, goal: Double? = nil, _ body: () throws -> Void) rethrows {
            measurements.append(
                try measure(name, runs: runs, goal: isShipped ? goal : nil, body))
        }

        try add("model file to first columns", runs: min(runs, 5), goal: 1000) {
            let network = try LoadedNetwork.load(from: model)
            _ = try NetworkAnalyzer(network: network, clusterCount: 3)
                .analyze(network.preprocessing.fit(picture))
        }
        let network = try LoadedNetwork.load(from: model)
        let fitted = network.preprocessing.fit(picture)
        let input = network.preprocessing.tensor(from: fitted)
        try add("one run, every map kept") { _ = try network.runner.run(input) }
        try add("one run, answer only") { _ = try network.runner.logits(batch: input) }
        let analyzer = NetworkAnalyzer(network: network, clusterCount: 3)
        let activations = try network.runner.run(input)
        try add("clusters and representatives") { _ = try analyzer.analyze(fitted, reusing: activations) }
        let side = fitted.width / 4
        let variant = Variant(
            id: 1, name: "Mask 1",
            parts: [.rectangle(PixelRectangle(x: side, y: side, width: side, height: side))], fill: .black)
        try add("mask to fresh columns", goal: 50) { _ = try analyzer.analyze(variant.applied(to: fitted)) }
        let settings = PoolSettings()
        let count = SlidingWindow.rectangles(
            width: fitted.width, height: fitted.height, settings: settings
        ).count
        try add("pool of \(count) variants", runs: min(runs, 3), goal: 3000) {
            _ = try network.makePool(of: fitted, settings: settings)
        }
        return Benchmark(
            model: model.lastPathComponent, threads: ProcessInfo.processInfo.activeProcessorCount,
            measurements: measurements, peakMemoryMegabytes: peakMemory())
    }

    /// The measurements as a table for people.
    public var table: String {
        let width = measurements.map(\.name.count).max() ?? 0
        let rows = measurements.map { measurement in
            let name = measurement.name.padding(toLength: width, withPad: " ", startingAt: 0)
            let goal = measurement.goalMilliseconds.map { "   goal \(Int($0)) ms" } ?? ""
            return "\(name)  \(Self.format(measurement.medianMilliseconds)) ms\(goal)"
        }
        return """
            \(model), \(threads) threads, medians of \(measurements.first?.runs ?? 0) to \
            \(measurements.map(\.runs).max() ?? 0) runs
            \(rows.joined(separator: "\n"))
            most memory held: \(Int(peakMemoryMegabytes.rounded())) MB
            """
    }

    /// The measurements as JSON for programs.
    public var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    private static func measure(_ name: String, runs: Int, goal: Double?, _ body: () throws -> Void) rethrows
        -> Measurement
    {
        try body()
        let times = try (0..<runs).map { _ in
            let start = ContinuousClock.now
            try body()
            return (ContinuousClock.now - start) / .milliseconds(1)
        }.sorted()
        return Measurement(
            name: name, medianMilliseconds: times[runs / 2], minimumMilliseconds: times[0], runs: runs,
            goalMilliseconds: goal)
    }

    private static func format(_ milliseconds: Double) -> String {
        let text = String(format: milliseconds < 100 ? "%.1f" : "%.0f", milliseconds)
        return String(repeating: " ", count: max(0, 7 - text.count)) + text
    }

    private static func peakMemory() -> Double {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_maxrss) / 1024
    }
}
