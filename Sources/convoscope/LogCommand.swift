import ArgumentParser
import Foundation
import Workbench

/// `convoscope log`
struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Sums up study logs: time per scene, masks drawn, variants opened.",
        discussion: """
            A study log is written only where Settings or convoscope --log ask for one. It holds times, scenes and \
            actions; no pictures and no names of files.
            """)

    @Argument(help: "The logs.")
    var files: [String]

    @Option(
        name: .long,
        help: ArgumentHelp("Longer gaps between two actions are breaks, not counted.", valueName: "seconds"))
    var gap = 120.0

    @Flag(help: "Prints a JSON list instead.")
    var json = false

    func validate() throws {
        guard gap > 0, gap.isFinite else { throw ValidationError("--gap must be a number of seconds.") }
    }

    func run() throws {
        let summaries = try Failure.worded {
            try files.map { try StudySummary(of: URL(filePath: $0), longestGap: gap) }
        }
        if json {
            print("[\n" + summaries.map(\.json).joined(separator: ",\n") + "\n]")
        } else {
            print(summaries.map(\.text).joined(separator: "\n\n"))
        }
    }
}
