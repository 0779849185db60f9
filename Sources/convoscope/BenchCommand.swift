import ArgumentParser
import Workbench

/// `convoscope bench`
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measures how long a network's work takes on this machine.")

    @OptionGroup var model: ModelOption

    @Option(name: .long, help: "How often each thing is measured; the median is reported.")
    var runs = 9

    @Flag(help: "Prints JSON instead of a table.")
    var json = false

    func validate() throws {
        guard (1...1000).contains(runs) else { throw ValidationError("--runs must be 1 to 1000.") }
    }

    func run() throws {
        let benchmark = try Failure.worded { try Benchmark.measure(model: try model.url, runs: runs) }
        print(json ? try Failure.worded { try benchmark.json } : benchmark.table)
    }
}
