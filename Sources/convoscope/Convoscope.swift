import ArgumentParser
import Desktop
import Foundation
import Workbench

/// The program's front door: reads the command line and calls what does the work.
@main struct Convoscope: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convoscope",
        abstract: "Opens a convolutional network and lets you see inside it.",
        discussion: """
            Without a subcommand it opens the window, on a picture and a model of yours or on those that it \
            brings. The subcommands do the same work without a display.
            """,
        subcommands: [
            OpenCommand.self, AnalyzeCommand.self, DatasetCommand.self, RunCommand.self, DescribeCommand.self,
            SnapshotCommand.self, BenchCommand.self, ConformanceCommand.self, EmbedCommand.self,
            LogCommand.self, VersionCommand.self,
        ],
        defaultSubcommand: OpenCommand.self)

    /// Synchronous: the window and OpenGL belong to the process's first thread.
    static func main() {
        Startup.prepare()
        // `--version` is asked of the program, not of the subcommand that opens the window.
        var arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "--version" { arguments[0] = "version" }
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
        } catch {
            exit(for: error)
        }
    }

    /// Ends the program: help and usage as the parser words them, everything else in one sentence.
    private static func exit(for error: any Error) -> Never {
        if let failure = error as? Failure {
            FileHandle.standardError.write(Data("convoscope: \(failure.sentence)\n".utf8))
            Foundation.exit(1)
        }
        exit(withError: error)
    }
}

/// An error with one sentence for the user.
struct Failure: Error {
    let sentence: String

    /// Runs `body` and words whatever it throws.
    static func worded<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch { throw Failure(sentence: Sentence.for(error)) }
    }
}
