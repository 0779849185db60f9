import Foundation
import Samples
import Tensors

extension OperationReport {
    /// So many units have their values written: a matrix of them fills a picture.
    private static let shownUnitCount = 16

    /// Points of a layer's maps, a dimension for each unit.
    mutating func writeUnits(
        of operation: SampleOperation, at place: Int, _ draw: DatasetReport.Draw
    ) throws {
        var wanted = UnitsRequest(population, operation: operation.id, count: settings.unitPointCount)
        wanted.seed = settings.seed
        let found = try wanted.result(in: store)
        let shown = Array(found.order.prefix(Self.shownUnitCount))
        let points = zip(found.positions, found.places).flatMap { [Int($0), Int($1)] }
        let count = found.positions.count
        let values = found.values.withValues { values in
            (0..<count).flatMap { point in shown.map { values[$0 * count + point] } }
        }
        func name(_ ending: String) -> String { Self.fileName(operation, in: "splom/", ending) }
        try output.write(IntegerTensor(shape: [count, 2], values: points), name("-points.npy"))
        try output.write(Tensor(shape: [count, shown.count], values: values), name(".npy"))
        try output.write(found.correlation, name("-correlation.npy"))
        var lines = ["unit,mean,deviation"]
        for unit in found.means.indices {
            lines.append("\(unit),\(found.means[unit]),\(found.deviations[unit])")
        }
        try output.write(Data((lines.joined(separator: "\n") + "\n").utf8), name(".csv"))
        entries[place].splom = DatasetJSON.Units(
            points: name("-points.npy"), values: name(".npy"), shownUnits: shown, table: name(".csv"),
            correlation: name("-correlation.npy"), placeCount: found.placeCount,
            range: [found.range.lowerBound, found.range.upperBound],
            picture: try report.write(
                draw(.units(found, population, operation, names: names(of: operation))),
                Self.fileName(operation, in: "pictures/splom-", ".png"), to: output))
    }

    /// What the units are called; nothing where they have numbers only.
    private func names(of operation: SampleOperation) -> [String] {
        guard case .logits = operation.source else { return [] }
        return report.network.labels.names
    }
}
