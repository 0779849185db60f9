import Foundation
import Occlusion
import Testing

@testable import Workbench

@Suite struct BenchmarkTests {
    private func digits() throws -> URL {
        try #require(ShippedFiles.assets).appending(path: "Models/digits.onnx")
    }

    @Test("The JSON has the keys that scripts read, each time with median, minimum and maximum")
    func writesKeys() throws {
        var settings = Benchmark.Settings()
        (settings.runs, settings.threads) = (2, 1)
        let benchmark = try Benchmark.measure(model: try digits(), settings: settings)
        let json = try #require(
            JSONSerialization.jsonObject(with: Data(benchmark.json.utf8)) as? [String: Any])
        #expect(json["threads"] as? Int == 1)
        #expect(json["poolVariants"] as? Int == benchmark.poolVariants)
        let memory = try #require(json["peakMemoryMegabytes"] as? Double)
        #expect(memory > 10 && memory < 16_000)
        #expect(json["instructionSet"] is String && json["openBLASCore"] is String)
        let names = ["open", "dense", "mask", "analysis", "gradCAM", "explain", "compare"].map {
            $0 + "Milliseconds"
        }
        for name in names + ["poolMillisecondsPerVariant"] {
            let times = try #require(json[name] as? [String: Double], "\(name)")
            let (shortest, median, longest) = (times["min"] ?? 0, times["median"] ?? 0, times["max"] ?? 0)
            #expect(times.count == 3 && 0 < shortest && shortest <= median && median <= longest)
        }
    }

    @Test("Only what is asked for is measured")
    func measuresParts() throws {
        var settings = Benchmark.Settings()
        (settings.runs, settings.parts) = (1, [.dense])
        let benchmark = try Benchmark.measure(model: try digits(), settings: settings)
        #expect(benchmark.denseMilliseconds != nil && benchmark.poolMillisecondsPerVariant == nil)
        #expect(benchmark.table.contains("one run, every map kept"))
        #expect(!benchmark.table.contains("model file to first columns"))
    }

    @Test("The pool has 400 variants on pictures of common sizes", arguments: [128, 224, 299])
    func countsVariants(side: Int) {
        let windows = SlidingWindow.rectangles(
            width: side, height: side, settings: Benchmark.poolSettings)
        #expect(windows.count == 400)
    }
}
