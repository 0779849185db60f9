import Datasets
import Foundation
import Inference
import Occlusion
import Tensors

extension Benchmark {
    /// How to measure.
    public struct Settings: Sendable {
        /// The side of the square mask in the picture's centre, in pixels of the network's input.
        public var maskSide = 32
        /// How many threads compute.
        public var threads = Processor.threadCount
        /// How often each thing is measured, at most; slow ones less often.
        public var runs = 9
        /// What the network's further inputs are fed.
        public var inputs: InputConstants = [:]
        /// What is measured.
        public var parts = Set(Part.allCases)

        /// The defaults.
        public init() {}
    }

    /// Five sizes of windows, half a window apart: 400 of them on pictures whose sides those sizes divide well, as
    /// 128, 224 and 299 pixels.
    static let poolSettings = PoolSettings(windowFractions: [1.0 / 8, 1.0 / 5, 1.0 / 4, 2.0 / 7, 1.0 / 2])

    /// Measures a model on a picture that comes with the program. One network is held at a time.
    ///
    /// - Throws: what keeps the network from being opened or run.
    public static func measure(model: URL, settings: Settings = Settings()) throws -> Benchmark {
        let picture = try PictureFile.read(try ShippedFiles.defaultPicture(for: model))
        let workers = Workers(count: settings.threads)
        var (network, openTimes): (LoadedNetwork?, Spread?)
        if settings.parts.contains(.open) {
            let stopwatch = Stopwatch(mostRuns: min(settings.runs, 3), budget: .seconds(20))
            openTimes = try stopwatch.measure(countingFirst: true) {
                network = nil
                network = try open(model, settings.inputs, on: workers, showing: picture)
            }
        }
        let opened = try network ?? LoadedNetwork.load(from: model, inputs: settings.inputs, workers: workers)
        if settings.parts.isSubset(of: Part.needingClasses) { try opened.requireClasses() }
        let bench = Bench(network: opened, picture: opened.preprocessing.fit(picture), settings: settings)
        var result = Benchmark(
            model: model.lastPathComponent, threads: workers.count, maskSide: bench.maskSide,
            poolVariants: bench.poolVariants)
        result.openMilliseconds = openTimes
        try bench.measure(into: &result)
        result.peakMemoryMegabytes = ProcessMemory.peakMegabytes
        return result
    }

    private static func open(
        _ model: URL, _ inputs: InputConstants, on workers: Workers, showing picture: Picture
    ) throws -> LoadedNetwork {
        let network = try LoadedNetwork.load(from: model, inputs: inputs, workers: workers)
        _ = try NetworkAnalyzer(network: network, clusterCount: 3)
            .analyze(network.preprocessing.fit(picture))
        return network
    }
}

/// A network and the picture that it is measured on.
private struct Bench {
    let network: LoadedNetwork
    /// In the network's input pixels.
    let picture: Picture
    let settings: Benchmark.Settings

    var maskSide: Int { min(settings.maskSide, picture.width, picture.height) }
    var poolVariants: Int {
        SlidingWindow.rectangles(
            width: picture.width, height: picture.height, settings: Benchmark.poolSettings
        ).count
    }

    func measure(into result: inout Benchmark) throws {
        let stopwatch = Stopwatch(mostRuns: settings.runs, budget: .seconds(10))
        let input = network.preprocessing.tensor(from: picture)
        if settings.parts.contains(.dense) {
            result.denseMilliseconds = try stopwatch.measure { _ = try network.runner.run(input) }
        }
        if settings.parts.contains(.mask) {
            let base = try network.runner.run(input)
            result.maskMilliseconds = try stopwatch.measure { try run(under: mask, since: base) }
        }
        if settings.parts.contains(.analysis) {
            let activations = try network.runner.run(input)
            let analyzer = NetworkAnalyzer(network: network, clusterCount: 3)
            result.analysisMilliseconds = try stopwatch.measure {
                _ = try analyzer.analyze(picture, reusing: activations)
            }
        }
        if settings.parts.contains(.gradCAM), network.whyNoClasses == nil, network.gradCAMLayer != nil {
            let activations = try network.runner.run(input)
            let probabilities = activations.probabilities
            let answer = probabilities.indices.max { probabilities[$0] < probabilities[$1] }
            result.gradCAMMilliseconds = try stopwatch.measure {
                _ = try network.gradCAM(of: answer ?? 0, in: activations)
            }
        }
        if settings.parts.contains(.explain) {
            let activations = try network.runner.run(input)
            let place = dearestPlace(in: activations)
            result.explainMilliseconds = stopwatch.measure {
                _ = place.flatMap { activations.explanation(of: $0) }
            }
        }
        if settings.parts.contains(.compare) {
            let request = try comparisonRequest()
            result.compareMilliseconds = try stopwatch.measure { _ = try request.compare { false } }
        }
        if settings.parts.contains(.pool), network.whyNoClasses == nil {
            let pools = try Stopwatch(mostRuns: min(settings.runs, 3), budget: .seconds(10)).measure {
                _ = try network.makePool(of: picture, settings: Benchmark.poolSettings)
            }
            result.poolMillisecondsPerVariant = pools.divided(by: poolVariants)
        }
    }

    /// The number whose explanation takes longest, of one in the middle of each layer.
    private func dearestPlace(in activations: Activations) -> ValuePlace? {
        let places = network.layers.filter { $0.kind != .join }.map { layer in
            MapPlace(value: layer.value, channel: layer.mapCount / 2)
                .pixel(x: layer.width / 2, y: layer.height / 2)
        }
        let times = places.map { place in
            ContinuousClock().measure { _ = activations.explanation(of: place) }
        }
        return zip(times, places).max { $0.0 < $1.0 }?.1
    }

    /// All that a new mask asks of the network: the masked picture, its tensor, every map and the answer.
    private func run(under mask: Variant, since base: Activations) throws {
        let input = network.preprocessing.tensor(from: mask.applied(to: picture))
        _ = try network.runner.run(input, since: base)
    }

    /// The original against a mask, both analysed, in the layer with the most numbers.
    private func comparisonRequest() throws -> ComparisonRequest {
        let analyzer = NetworkAnalyzer(network: network, clusterCount: 3)
        let original = try analyzer.analyze(picture)
        let masked = try analyzer.analyze(mask.applied(to: picture), since: original.activations)
        let shown = network.layers.filter { $0.kind != .join }
        let largest = shown.max { $0.shape.reduce(1, *) < $1.shape.reduce(1, *) }
        return ComparisonRequest(
            number: 1, epoch: 0, network: network, original: original,
            subjects: [
                ComparisonRequest.Subject(variant: .original, analysis: original),
                ComparisonRequest.Subject(variant: mask, analysis: masked),
            ], layer: largest?.id ?? 0, known: [])
    }

    private var mask: Variant {
        Variant(id: 1, name: "Mask 1", parts: [MaskPart(.rectangle(centredSquare), .hides(.black))])
    }

    private var centredSquare: PixelRectangle {
        PixelRectangle(
            x: (picture.width - maskSide) / 2, y: (picture.height - maskSide) / 2, width: maskSide,
            height: maskSide)
    }
}

/// What the system says about the process's memory.
enum ProcessMemory {
    /// The most that it has held (VmHWM), in units of 1,048,576 bytes; 0 where the system does not say.
    static var peakMegabytes: Double {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let word = line.split(whereSeparator: \.isWhitespace).dropFirst().first,
            let kilobytes = Double(word)
        else { return 0 }
        return kilobytes / 1024
    }
}
