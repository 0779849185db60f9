import ArgumentParser
import Workbench

/// What curves, plots of units and neighbors depend on.
struct OperationOptions: ParsableArguments {
    @Option(
        name: .customLong("k"),
        help: "The neighbors of every sample that are compared with those in the input.")
    var neighborCount = 100

    @Option(help: "The sample whose distances are told, by its index in samples.csv. (default: the first)")
    var focus: Int?

    @Option(
        name: .customLong("transform-k"),
        help: "The neighbors of that sample that are followed through the network.")
    var followedCount = 300

    @Option(help: "From which operation they are followed. (default: the input)")
    var from: String?

    @Option(help: "To which operation. (default: the last)")
    var to: String?

    @Option(help: "The most points of a layer in the scatterplot matrix.")
    var points = 12_288

    @Flag(help: "Curves have the classes that the network takes samples for, not their own.")
    var predicted = false

    @Flag(help: "Curves are squares of 2^k cells, some of them empty.")
    var wholeOrders = false

    @Flag(help: "Leaves layers before their non-linearity out.")
    var simplified = false

    func validate() throws {
        for (name, value) in [("k", neighborCount), ("transform-k", followedCount)] {
            guard (2...1000).contains(value) else { throw ValidationError("--\(name) must be 2 to 1000.") }
        }
        guard (1...100_000).contains(points) else { throw ValidationError("--points must be 1 to 100000.") }
        if let focus, focus < 0 { throw ValidationError("--focus must be 0 or more.") }
    }

    /// Sets these options.
    func apply(to request: inout DatasetRequest) {
        (request.focus, request.followedFrom, request.followedTo) = (focus, from, to)
        request.settings.neighborhoodCount = neighborCount
        request.settings.transformationCount = followedCount
        request.settings.unitPointCount = points
        request.settings.usesPredictions = predicted
        request.settings.usesWholeOrders = wholeOrders
        request.settings.showsDetails = !simplified
    }
}
