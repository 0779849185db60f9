import ArgumentParser
import Workbench

extension Benchmark.Part: ExpressibleByArgument {}

/// `convoscope bench`
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measures how long a network's work takes on this machine.")

    @OptionGroup var model: ModelOption

    @Option(name: .long, help: "The side of the square mask, in pixels of the network's input.")
    var maskSide = 32

    @Option(name: .long, help: "How many threads compute. (default: as many as there are processors)")
    var threads: Int?

    @Option(name: .long, help: "How often each thing is measured at most; the median is reported.")
    var runs = 9

    @Option(name: .long, help: "Measures only this; may be given several times.")
    var only: [Benchmark.Part] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Measures a data set's way through the network instead, and what each view waits for: a path, or the "
                + "name of a data set that comes with the program.", valueName: "data"))
    var dataset: String?

    @Option(name: .long, help: "With --dataset: how many samples of each class. (default: all)")
    var limit: Int?

    @Flag(help: "Prints JSON instead of a table.")
    var json = false

    func validate() throws {
        guard (1...1000).contains(runs) else { throw ValidationError("--runs must be 1 to 1000.") }
        guard (1...4096).contains(maskSide) else { throw ValidationError("--mask-side must be 1 to 4096.") }
        guard threads.map((1...256).contains) ?? true else {
            throw ValidationError("--threads must be 1 to 256.")
        }
    }

    func run() throws {
        if let dataset { return try measure(dataset) }
        var settings = Benchmark.Settings()
        settings.maskSide = maskSide
        settings.threads = threads ?? settings.threads
        settings.runs = runs
        settings.inputs = model.inputs
        if !only.isEmpty { settings.parts = Set(only) }
        let benchmark = try Failure.worded { [settings] in
            try Benchmark.measure(model: try model.url, settings: settings)
        }
        print(json ? try Failure.worded { try benchmark.json } : benchmark.table)
    }

    private func measure(_ dataset: String) throws {
        let benchmark = try Failure.worded {
            try DatasetBenchmark.measure(
                model: try model.url, data: ShippedFiles.place(ofData: dataset), limit: limit,
                runs: min(runs, 5))
        }
        print(json ? try Failure.worded { try benchmark.json } : benchmark.table)
    }
}
