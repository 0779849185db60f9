import Analysis
import Foundation
import Samples
import Tensors

extension OperationReport {
    /// The distances from the sample in focus, and their density in every class; of all together where there are no
    /// classes.
    mutating func writeDistances(
        of operation: SampleOperation, at place: Int, _ draw: DatasetReport.Draw
    ) throws {
        let found = try distances(in: operation.id)
        distancesOf[operation.id] = found
        let name = Self.fileName(operation, in: "densities/")
        let places = Self.fileName(operation, in: "densities/", "-places.npy")
        let distances = Self.fileName(operation, in: "densities/", "-distances.npy")
        try output.write(
            Tensor(
                shape: [found.densities.count, found.places.count], values: found.densities.flatMap { $0 }),
            name)
        try output.write(Tensor(shape: [found.places.count], values: found.places), places)
        try output.write(Tensor(shape: [found.distances.count], values: found.distances), distances)
        let figure = SampleFigure.distances(
            found, of: report.focus, population, store, operation, count: settings.transformationCount)
        entries[place].densities = DatasetJSON.Densities(
            distances: distances, places: places, file: name, bandwidth: found.bandwidths,
            counts: densityCounts,
            picture: try report.write(
                draw(figure), Self.fileName(operation, in: "pictures/neighbourhood-distances-", ".png"),
                to: output))
    }

    private func distances(in operation: Int) throws -> SampleDistances {
        try distancesOf[operation]
            ?? DistancesRequest(population, operation: operation, position: report.focus).result(in: store)
    }

    private var densityClasses: [String] {
        population.classNames.isEmpty ? ["all"] : population.classNames
    }

    /// How many others there are in each class.
    private var densityCounts: [Int] {
        guard !population.classNames.isEmpty else { return [population.count - 1] }
        return population.membersByClass.map { members in members.count { $0 != report.focus } }
    }

    private var focus: DatasetJSON.Focus {
        let (sample, label) = (population.samples[report.focus], population.classOf[report.focus])
        return DatasetJSON.Focus(
            index: sample, row: report.focus, name: store.set.samples[sample].name,
            className: label < 0 ? nil : population.classNames[label])
    }

    /// The densities of all operations; nil where nobody asked.
    func densities() throws -> DatasetJSON.DensityFiles? {
        guard !distancesOf.isEmpty else { return nil }
        let json = DatasetJSON.DensityFiles(
            focus: focus, kernel: "gaussian",
            rule: "Scott: the standard deviation (one less than the count below the line) times count^(-1/5)",
            classes: densityClasses, operations: byName { entries[$0].densities })
        try output.write(json: json, "densities.json")
        return json
    }

    /// How the neighbors of the sample in focus change between two operations; nil where nobody asked.
    func transformation(_ draw: DatasetReport.Draw) throws -> DatasetJSON.Transformation? {
        guard !distancesOf.isEmpty else { return nil }
        let request = report.request
        let (from, to) = (
            operation(named: request.followedFrom) ?? store.operations[0],
            operation(named: request.followedTo) ?? store.operations[store.operations.count - 1]
        )
        let (before, after) = (try distances(in: from.id), try distances(in: to.id))
        let change = NeighborhoodChange(
            from: before.distances, fromOrder: before.order, to: after.distances, toOrder: after.order,
            count: settings.transformationCount)
        try write(change, from: before, to: after)
        let figure = SampleFigure.transformation(
            from: before, to: after, of: report.focus, population, store, operations: (from, to),
            count: change.count)
        return DatasetJSON.Transformation(
            from: from.name, to: to.name, k: change.count, file: "transformation.csv",
            picture: try report.write(draw(figure), "pictures/neighbourhood-transformation.png", to: output))
    }

    private func write(
        _ change: NeighborhoodChange, from: SampleDistances, to: SampleDistances
    ) throws {
        var lines = [
            "index,class,distance from,distance to,rank from,rank to,radius from,radius to,change"
        ]
        for neighbor in change.neighbors {
            let label = population.classOf[neighbor.row]
            let cells = [
                "\(population.samples[neighbor.row])",
                label < 0 ? "" : CSV.cell(population.classNames[label]),
                "\(from.distances[neighbor.row])", "\(to.distances[neighbor.row])",
                "\(neighbor.fromRank)", "\(neighbor.toRank)", "\(neighbor.fromRadius)",
                "\(neighbor.toRadius)", "\(neighbor.change)",
            ]
            lines.append(cells.joined(separator: ","))
        }
        try output.write(Data((lines.joined(separator: "\n") + "\n").utf8), "transformation.csv")
    }

    private func operation(named name: String?) -> SampleOperation? {
        store.operations.first { $0.name == name }
    }
}
