import ArgumentParser
import Workbench

/// `convoscope --version`
struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Says which version this is.")

    @Flag(help: "Also says what computes: threads, vector instructions, OpenBLAS.")
    var verbose = false

    func run() {
        print(ProgramVersion.line)
        if verbose { print(ProgramVersion.details) }
    }
}
