import ArgumentParser
import Workbench

/// Labels that count as one.
struct LabelOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Counts labels as one, whose probabilities add up; may be given several times. Labels or indices.",
            valueName: "name=a,b,c"))
    var merge: [LabelMerge] = []

    @Flag(help: "Counts the groups of the model's sidecar as one.")
    var groups = false

    /// The request with these labels.
    func applied(to request: PictureRequest) -> PictureRequest {
        var request = request
        (request.merges, request.usesGroups) = (merge, groups)
        return request
    }
}

extension LabelMerge: ExpressibleByArgument {
    /// The group that `argument` describes.
    public init?(argument: String) { self.init(argument) }
}
