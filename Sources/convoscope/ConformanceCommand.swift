import ArgumentParser
import Foundation
import Workbench

/// `convoscope conformance`
struct ConformanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance", abstract: "Runs cases of ONNX's backend suite through the engine.",
        discussion: """
            A case is a folder with model.onnx and test_data_set_*/input_*.pb, output_*.pb. Every case that failed \
            or was skipped is listed with the reason; the last line counts. Numbers are equal as in ONNX's own \
            runner: within 1e-7 plus 1e-3 of the expected one. Ends with status 1 where a case failed.
            """)

    @Argument(help: "The folder of a case, or one with cases below it.")
    var folder: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Cases to leave out: a line a case, its name and then the reason.", valueName: "file"))
    var skipList: String?

    func run() throws {
        let report = try Failure.worded {
            try ConformanceReport(
                of: URL(filePath: folder),
                skipping: skipList.map { try ConformanceSkipList(at: URL(filePath: $0)) }
                    ?? ConformanceSkipList())
        }
        report.lines.forEach { print($0) }
        print(report.summary)
        guard report.failedCount == 0 else { throw ExitCode.failure }
    }
}
