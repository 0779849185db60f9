import Analysis
import Foundation
import Samples
import Tensors

extension OperationReport {
    /// What all operations are compared with: the input.
    private var reference: SampleOperation { store.operations[0] }

    /// Everybody's neighbors in an operation, and the distances from the sample in focus.
    mutating func writeNeighbors(
        of operation: SampleOperation, at place: Int, _ draw: DatasetReport.Draw
    ) throws {
        // One pass through the network serves several operations.
        _ = try store.rows(of: operation, samples: population.samples)
        var wanted = NeighborsRequest(population, operation: operation.id)
        (wanted.reference, wanted.count) = (reference.id, settings.neighborhoodCount)
        let found = try wanted.result(in: store)
        let neighbors = found.neighbors
        let shape = [neighbors.sampleCount, neighbors.count]
        let indices = Self.fileName(operation, in: "neighbours/")
        let distances = Self.fileName(operation, in: "neighbours/", "-distances.npy")
        try output.write(IntegerTensor(shape: shape, values: neighbors.indices.map(Int.init)), indices)
        try output.write(Tensor(shape: shape, values: neighbors.distances), distances)
        overlapOf[operation.id] = found.overlap
        let total = found.overlap.reduce(0, +)
        entries[place].neighbours = DatasetJSON.Neighbours(
            k: neighbors.count, indices: indices, distances: distances,
            meanOverlap: Double(total) / Double(max(found.overlap.count, 1)))
        try writeDistances(of: operation, at: place, draw)
    }

    /// Who the neighbors are; nil where nobody asked.
    var neighbours: DatasetJSON.NeighbourFiles? {
        guard let first = entries.lazy.compactMap(\.neighbours).first else { return nil }
        return DatasetJSON.NeighbourFiles(
            k: first.k, indices: byName { entries[$0].neighbours?.indices },
            distances: byName { entries[$0].neighbours?.distances })
    }

    /// How many neighbors stay, of every sample in every operation; nil where nobody asked.
    func stability(_ draw: DatasetReport.Draw) throws -> DatasetJSON.Stability? {
        let found = operations.compactMap { operation in overlapOf[operation.id].map { (operation, $0) } }
        guard let k = neighbours?.k, !found.isEmpty else { return nil }
        let columns = found.map { (name: $0.name, values: $1.map(String.init)) }
        try output.write(.perSample("stability", population, columns: columns))
        var json = DatasetJSON.Stability(
            k: k, reference: reference.name, operations: found.map(\.0.name),
            overlaps: population.samples.indices.map { row in found.map { $0.1[row] } },
            file: "stability.csv",
            picture: try report.write(
                draw(.stability(overlaps: found.map(\.1), found.map(\.0), count: k)),
                "pictures/neighbourhood-stability.png", to: output))
        try output.write(json: json, "stability.json")
        // The manifest need not hold the table again.
        json.overlaps = nil
        return json
    }
}
