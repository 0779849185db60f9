import ArgumentParser
import Foundation
import Workbench

/// `convoscope analyze`
struct AnalyzeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Writes what a network makes of a picture: clusters, answers, the pool of masked variants.")

    @Argument(help: "The picture: PNG, JPEG, GIF, BMP or WebP.")
    var picture: String

    @OptionGroup var options: PictureOptions

    @Flag(help: "Also hides one window after the other and looks for the decision boundary.")
    var pool = false

    @Flag(help: "Also writes what was fed and every layer's activation as .npy.")
    var tensors = false

    @Option(name: .long, help: "The folder to write to; it is made if it is missing.")
    var out: String

    func run() throws {
        let request = try options.request(picture: picture)
        try Failure.worded {
            let report = try AnalysisReport.make(request, withPool: pool) { done, total in
                ProgressLine.show("pool \(done) of \(total)", isLast: done == total)
            }
            for remark in report.remarks { ProgressLine.remark(remark) }
            try report.write(to: URL(filePath: out), withTensors: tensors)
        }
        print("Wrote \(URL(filePath: out).appending(path: "analysis.json").relativePath)")
    }
}
