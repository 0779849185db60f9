import ArgumentParser
import Desktop
import Foundation
import Samples
import Workbench

/// `convoscope dataset`
struct DatasetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dataset",
        abstract: "Writes what a network makes of a whole data set: every view as pictures and numbers.",
        discussion: """
            The data are a folder with a folder a class, a folder of pictures with a CSV of their labels, IDX files \
            (MNIST, gzipped too), .npy stacks, or the name of a data set that comes with the program (digits, \
            pictograms).
            """)

    @Argument(help: "The data set.")
    var data: String

    @OptionGroup var model: ModelOption

    @Option(name: .long, help: "The folder to write to; it is made if it is missing.")
    var out: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What is written: \(DatasetRequest.View.allCases.map(\.rawValue).joined(separator: ",")). (default: all)",
            valueName: "list"))
    var views: NameList?

    @Option(name: .long, help: ArgumentHelp("The layers, by name. (default: all)", valueName: "list"))
    var layers: NameList?

    @Option(
        name: .long,
        help: "A CSV, text or .npy file of the labels, where it does not lie beside the pictures.")
    var labels: String?

    @Option(name: .long, help: "How many samples of each class, spread over it. (default: all)")
    var limit: Int?

    @OptionGroup var analysis: DatasetOptions

    @OptionGroup var operations: OperationOptions

    @OptionGroup var merging: LabelOptions

    @Option(name: .long, help: "What pixels become: torchvision, caffe, unit, signed or bytes.")
    var preset: Preset?

    @Flag(
        help:
            "Also writes labels, the activations of every layer before and after its non-linearity and of every pool, and all summaries."
    )
    var tensors = false

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more.") }
        _ = try chosenViews()
    }

    private func chosenViews() throws -> Set<DatasetRequest.View> {
        guard let views else { return Set(DatasetRequest.View.allCases) }
        return Set(
            try views.names.map { name in
                guard let view = DatasetRequest.View(named: name) else {
                    let known = DatasetRequest.View.allCases.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError("There is no view \"\(name)\"; the views are \(known).")
                }
                return view
            })
    }

    func run() throws {
        try Failure.worded {
            let folder = URL(filePath: out)
            try DatasetReport.requireWritable(folder)
            let report = try DatasetReport.make(
                try request(), progress: { ProgressLine.show("samples \($0) of \($1)", isLast: $0 == $1) })
            for remark in report.remarks { ProgressLine.remark(remark) }
            try MainActor.assumeIsolated {
                let drawings = SampleDrawings()
                defer { drawings.close() }
                if let remark = drawings.remark { ProgressLine.remark(remark) }
                try report.write(
                    to: folder, draw: { drawings.picture(of: $0) },
                    progress: { ProgressLine.show("working on \($0)                    ", isLast: false) })
            }
            ProgressLine.show("done                                    ", isLast: true)
        }
        print("Wrote \(URL(filePath: out).appending(path: "dataset.json").relativePath)")
    }

    private func request() throws -> DatasetRequest {
        var request = DatasetRequest(model: try model.url, data: ShippedFiles.place(ofData: data))
        request.labels = labels.map { URL(filePath: $0) }
        request.preset = preset
        request.inputs = model.inputs
        (request.merges, request.usesGroups) = (merging.merge, merging.groups)
        request.views = try chosenViews()
        request.layerNames = layers?.names
        request.limit = limit
        request.withTensors = tensors
        analysis.apply(to: &request)
        operations.apply(to: &request)
        return request
    }
}
