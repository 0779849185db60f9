import ArgumentParser
import Desktop
import Foundation
import Workbench

/// `convoscope analyze`
struct AnalyzeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Writes what a network makes of a picture: clusters, answers, what hiding parts of it does."
    )

    @Argument(help: "The picture: PNG, JPEG, GIF, BMP or WebP.")
    var picture: String

    @OptionGroup var options: PictureOptions

    @OptionGroup var labels: LabelOptions

    @Flag(
        help: ArgumentHelp(
            "Also hides one window after the other: the decision boundary, the occlusion map of a class, and the "
                + "curves of deletion and insertion in the map's order."))
    var pool = false

    @Option(
        name: .customLong("class"), parsing: .unconditional,
        help: ArgumentHelp(
            "The class whose evidence is looked for: a label, or an index from 0, counted after --merge and "
                + "--groups. (default: the answer to the unmasked picture, for Grad-CAM to the masked one)",
            valueName: "label|index"))
    var classNamed: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Also follows deletion and insertion in an order of your own: the bright pixels of a picture first, "
                + "stretched over the input; then the black ones, by how far they lie from the others.",
            valueName: "file"))
    var orderPicture: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Also divides the picture that is fed into about so many regions.", valueName: "count"))
    var superpixels: Int?

    @Option(
        name: .long, parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Compares the masked picture with the one under this rectangle, not with the unmasked one; may be "
                + "given several times.", valueName: "x,y,w,h"))
    var against: [RectangleArgument] = []

    @Flag(help: "Also writes what was fed and every layer's activation as .npy.")
    var tensors = false

    @Option(name: .long, help: "The folder to write to; it is made if it is missing.")
    var out: String

    func validate() throws {
        if let superpixels, superpixels < 1 { throw ValidationError("--superpixels must be 1 or more.") }
    }

    func run() throws {
        var request = labels.applied(to: try options.request(picture: picture))
        request.classNamed = classNamed
        request.superpixelCount = superpixels
        request.orderPicture = orderPicture.map { URL(filePath: $0) }
        if !against.isEmpty {
            request.against = MaskRequest(
                shapes: against.map { .rectangle($0.rectangle) }, units: options.masks.maskUnits,
                fill: options.masks.fill)
        }
        try Failure.worded {
            try AnalysisReport.requireWritable(URL(filePath: out))
            let report = try AnalysisReport.make(
                request, withPool: pool,
                curveProgress: { ProgressLine.show("curves \($0) of \($1)", isLast: $0 == $1) },
                progress: { ProgressLine.show("pool \($0) of \($1)", isLast: $0 == $1) })
            for remark in report.remarks { ProgressLine.remark(remark) }
            let drawn = MainActor.assumeIsolated { ReportDrawings.make(of: report) }
            if let remark = drawn.remark { ProgressLine.remark(remark) }
            try report.write(to: URL(filePath: out), withTensors: tensors, drawings: drawn.files)
        }
        print("Wrote \(URL(filePath: out).appending(path: "analysis.json").relativePath)")
    }
}
