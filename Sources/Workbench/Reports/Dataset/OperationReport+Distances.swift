import Analysis
import Foundation
import Samples
import Tensors

extension OperationReport {
    /// The distances from the sample in focus, and their density in every class; of all together where there are no
    /// classes.
    mutating func writeDistances(of operation: SampleOperation, at place: Int) throws {
        let found = try distances(in: operation.id)
        distancesOf[operation.id] = found
        var (densities, bandwidths) = (found.densities, found.bandwidths)
        if densities.isEmpty {
            let all = GaussianDensity(of: found.order.map { found.distances[$0] })
            (densities, bandwidths) = ([all.values(at: found.places)], [all.bandwidth])
        }
        let name = Self.fileName(operation, in: "densities/")
        let places = Self.fileName(operation, in: "densities/", "-places.npy")
        let distances = Self.fileName(operation, in: "densities/", "-distances.npy")
        try output.write(
            Tensor(shape: [densities.count, found.places.count], values: densities.flatMap { $0 }), name)
        try output.write(Tensor(shape: [found.places.count], values: found.places), places)
        try output.write(Tensor(shape: [found.distances.count], values: found.distances), distances)
        entries[place].densities = DatasetJSON.Densities(
            distances: distances, places: places, file: name, bandwidth: bandwidths, counts: densityCounts)
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
    func densities(_ draw: DatasetReport.Draw) throws -> DatasetJSON.DensityFiles? {
        guard !distancesOf.isEmpty else { return nil }
        let json = DatasetJSON.DensityFiles(
            focus: focus, kernel: "gaussian",
            rule: "Scott: the standard deviation (one less than the count below the line) times count^(-1/5)",
            classes: densityClasses, operations: byName { entries[$0].densities }, picture: nil)
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
        let count = min(settings.transformationCount, population.count - 1)
        let nearest = Set(before.order.prefix(count) + after.order.prefix(count)).sorted()
        let (rankBefore, rankAfter) = (Self.ranks(before), Self.ranks(after))
        var lines = ["index,class,distance from,distance to,rank from,rank to"]
        for position in nearest {
            let label = population.classOf[position]
            lines.append(
                [
                    "\(population.samples[position])",
                    label < 0 ? "" : CSV.cell(population.classNames[label]),
                    "\(before.distances[position])", "\(after.distances[position])",
                    "\(rankBefore[position])", "\(rankAfter[position])",
                ].joined(separator: ","))
        }
        try output.write(Data((lines.joined(separator: "\n") + "\n").utf8), "transformation.csv")
        return DatasetJSON.Transformation(
            from: from.name, to: to.name, k: count, file: "transformation.csv", picture: nil)
    }

    private func operation(named name: String?) -> SampleOperation? {
        store.operations.first { $0.name == name }
    }

    /// The place of each sample among the nearest, from 1; 0 for the sample itself.
    private static func ranks(_ distances: SampleDistances) -> [Int] {
        var ranks = [Int](repeating: 0, count: distances.distances.count)
        for (rank, position) in distances.order.enumerated() { ranks[position] = rank + 1 }
        return ranks
    }
}
